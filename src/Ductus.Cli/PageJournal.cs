using System.Globalization;
using System.Text;
using Ductus.Documents;
using Ductus.Documents.JsonFiles;
using Ductus.Layout;

namespace Ductus.Cli;

/// <summary>
/// What was read of a file of several pages while others of them are still to be read: a line for each page, so that a stop costs no page that was
/// done. It is gone when the file's results are written. Thread-safe.
/// </summary>
internal sealed class PageJournal : IDisposable
{
    private const string Extension = ".pages";

    private readonly string _path, _key;
    private readonly Lock _lock = new();
    private FileStream? _stream;

    private PageJournal(string path, string key, IReadOnlyDictionary<int, (Page Page, double Seconds)> done) => (_path, _key, Done) = (path, key, done);

    /// <summary>The pages that an earlier command read, by their numbers.</summary>
    public IReadOnlyDictionary<int, (Page Page, double Seconds)> Done { get; }

    /// <param name="path">Of the file's results, without an extension.</param>
    /// <param name="key">Of the file's content and of what reads it; what was read otherwise does not count.</param>
    public static PageJournal Open(string path, string key)
    {
        path += Extension;
        var done = new Dictionary<int, (Page, double)>();
        // The last line may be cut off; lines of another key are of another file or model.
        if (File.Exists(path))
            foreach (string line in File.ReadAllText(path).Split('\n').SkipLast(1))
                if (line.Split('\t', 4) is [var written, var number, var seconds, var page] && written == key)
                    done[int.Parse(number, CultureInfo.InvariantCulture)] = (PageJson.ParseLine(page, path), double.Parse(seconds, CultureInfo.InvariantCulture));
        return new PageJournal(path, key, done);
    }

    /// <summary>Notes a page.</summary>
    /// <returns>The page as it would be read from the journal, so that a stop makes no difference.</returns>
    public Page Add(int number, Page page, double seconds, DocumentOrigin origin)
    {
        string json = PageJson.Line(page, number, "", origin);
        lock (_lock)
        {
            _stream ??= Begin();
            _stream.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_key}\t{number}\t{seconds:F2}\t{json}")));
            _stream.Flush(flushToDisk: true);
        }
        return PageJson.ParseLine(json, _path);
    }

    /// <summary>That of a file whose results are written, if there is one.</summary>
    /// <param name="path">As for <see cref="Open"/>.</param>
    public static void Delete(string path) => File.Delete(path + Extension);

    /// <summary>The file's results are written.</summary>
    public void Delete()
    {
        Dispose();
        File.Delete(_path);
    }

    public void Dispose() => _stream?.Dispose();

    /// <summary>Opens it behind the last whole line.</summary>
    private FileStream Begin()
    {
        var stream = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        byte[] written = new byte[stream.Length];
        stream.ReadExactly(written);
        stream.SetLength(Array.LastIndexOf(written, (byte)'\n') + 1);
        stream.Seek(0, SeekOrigin.End);
        return stream;
    }
}
