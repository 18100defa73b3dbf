using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ductus.Documents;
using Ductus.Documents.TextFiles;

namespace Ductus.Cli;

/// <summary>What was read of one page.</summary>
/// <param name="Lines">How many.</param>
/// <param name="Confidence">Mean over lines that have one; <see langword="null"/> without any.</param>
/// <param name="Seconds">It took.</param>
internal readonly record struct ReadPage(int Lines, double? Confidence, double Seconds);

/// <summary>
/// <c>report.csv</c> of a folder of readings: a row for each page, and by what it was read, so that the same command goes on where it stopped. Rows are
/// added when the files of a page are written; a row that a stop has cut off counts as none. Thread-safe.
/// </summary>
internal sealed class ReadingReport : IDisposable
{
    public const string FileName = "report.csv";

    private static readonly string[] Columns = ["file", "page", "pages", "lines", "mean_confidence", "seconds", "error", "key"];

    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly Dictionary<string, List<IReadOnlyList<string>>> _rows = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly FileStream _stream, _lockFile;

    private ReadingReport(string path, FileStream lockFile)
    {
        (_path, _lockFile) = (path, lockFile);
        if (File.Exists(path))
        {
            string[] rows = File.ReadAllText(path).Split('\n');
            // Spreadsheets write line breaks of their own.
            if (rows[0].TrimEnd('\r') != Csv.Row(Columns).TrimEnd('\n'))
                throw new IOException($"{path}: expected the report of an earlier command; it is another file. Give another folder with --output.");
            foreach (string row in rows.SkipLast(1).Skip(1))
            {
                IReadOnlyList<string> fields = Csv.Fields(row.TrimEnd('\r'));
                if (fields.Count != Columns.Length)
                    continue;
                // A file that was read again begins again.
                if (fields[1] is "" or "1")
                    Rows(fields[0]).Clear();
                Rows(fields[0]).Add(fields);
            }
        }
        // Without what was cut off.
        Rewrite();
        _stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Opens the report of a folder, or begins one.</summary>
    /// <param name="folder">Of the readings.</param>
    /// <exception cref="IOException">Another command writes it at the moment.</exception>
    public static ReadingReport Open(string folder)
    {
        FileStream lockFile;
        try
        {
            // Not the report itself, which is replaced as a whole. A kill leaves the file, but not the lock.
            lockFile = new FileStream(Path.Combine(folder, ".ductus-lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (File.Exists(Path.Combine(folder, ".ductus-lock")))
        {
            throw new IOException($"{folder}: another command writes there at the moment.", error);
        }
        try
        {
            return new ReadingReport(Path.Combine(folder, FileName), lockFile);
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }
    }

    /// <summary>Of a file's content and of what reads it.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="layout">The document that gives its lines; <see langword="null"/> without.</param>
    /// <param name="reader">Everything that a reading depends on but the file: models, decoders, options.</param>
    public static string KeyOf(string path, ReadOnlyMemory<byte>? layout, string reader)
    {
        using FileStream file = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(file));
        hash.AppendData(Encoding.UTF8.GetBytes(reader));
        if (layout is { } given)
            hash.AppendData(given.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>How many pages of a file were read by the same reader before; 0 if it was not, or not wholly, or not without errors.</summary>
    public int PagesDone(string file, string key)
    {
        lock (_lock)
        {
            if (!_rows.TryGetValue(file, out List<IReadOnlyList<string>>? rows))
                return 0;
            IReadOnlyList<string>[] own = [.. rows.Where(row => row[7] == key && row[6].Length == 0)];
            return own.Length > 0 && own.All(row => row[2] == own.Length.ToString(CultureInfo.InvariantCulture)) ? own.Length : 0;
        }
    }

    /// <summary>A file is read, and what was read is written.</summary>
    public void Add(string file, string key, IReadOnlyList<ReadPage> pages) => Add(file,
    [
        .. pages.Select((page, number) => (IReadOnlyList<string>)
        [
            file, (number + 1).ToString(CultureInfo.InvariantCulture), pages.Count.ToString(CultureInfo.InvariantCulture), page.Lines.ToString(CultureInfo.InvariantCulture),
            page.Confidence?.ToString("F4", CultureInfo.InvariantCulture) ?? "", page.Seconds.ToString("F2", CultureInfo.InvariantCulture), "", key,
        ]),
    ]);

    /// <summary>A file could not be read, or written.</summary>
    public void AddError(string file, string problem) => Add(file, [[file, "", "", "", "", "", string.Join(' ', problem.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), ""]]);

    /// <summary>Puts the rows into the order of the files.</summary>
    /// <param name="files">Of this command; others, of earlier ones, come behind.</param>
    public void Finish(IEnumerable<string> files)
    {
        lock (_lock)
        {
            _stream.Dispose();
            string[] first = [.. files];
            _order.Sort((one, other) => (Place(one), one).CompareTo((Place(other), other)));
            Rewrite();

            int Place(string file) => Array.IndexOf(first, file) is >= 0 and var place ? place : int.MaxValue;
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _lockFile.Dispose();
    }

    private void Add(string file, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        lock (_lock)
        {
            Rows(file).Clear();
            Rows(file).AddRange(rows);
            _stream.Write(Encoding.UTF8.GetBytes(string.Concat(rows.Select(Csv.Row))));
            _stream.Flush(flushToDisk: true);
        }
    }

    private List<IReadOnlyList<string>> Rows(string file)
    {
        if (!_rows.TryGetValue(file, out List<IReadOnlyList<string>>? rows))
        {
            _rows.Add(file, rows = []);
            _order.Add(file);
        }
        return rows;
    }

    private void Rewrite() => AtomicFile.Write(_path, Csv.Row(Columns) + string.Concat(_order.SelectMany(file => _rows[file]).Select(Csv.Row)));
}
