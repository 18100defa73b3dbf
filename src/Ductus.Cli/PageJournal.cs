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
    private const string Extension = ".ductus-pages";

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
        // Lines of another key are of another file or model.
        if (File.Exists(path))
            foreach (string line in File.ReadLines(path))
                if (line.Split('\t', 4) is [var written, var place, var time, var json] && written == key
                    && int.TryParse(place, CultureInfo.InvariantCulture, out int number) && double.TryParse(time, CultureInfo.InvariantCulture, out double seconds)
                    && Parse(json, path) is { } page)
                    done[number] = (page, seconds);
        return new PageJournal(path, key, done);
    }

    /// <summary><see langword="null"/> for a line that a stop or a full disk has cut off.</summary>
    private static Page? Parse(string json, string path)
    {
        try
        {
            return PageJson.ParseLine(json, path);
        }
        catch (PageJsonException)
        {
            return null;
        }
    }

    /// <summary>Notes a page.</summary>
    /// <returns>The page as it would be read from the journal, so that a stop makes no difference.</returns>
    public Page Add(int number, Page page, double seconds, DocumentOrigin origin)
    {
        string json = PageJson.Line(page, number, "", origin);
        lock (_lock)
        {
            _stream ??= new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
            // A line of its own, whatever was cut off before.
            _stream.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\n{_key}\t{number}\t{seconds:F2}\t{json}")));
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
}
