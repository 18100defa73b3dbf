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

    private static readonly string[] Columns = ["file", "page", "pages", "lines", "mean_confidence", "seconds", "error", "key", "results"];

    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly Dictionary<string, List<IReadOnlyList<string>>> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _owners = new(StringComparer.OrdinalIgnoreCase);      // of results, by their names
    private readonly List<string> _order = [];
    private readonly FileStream _stream, _lockFile;
    private readonly DateTime? _killed;

    private ReadingReport(string path, FileStream lockFile, DateTime? killed)
    {
        (_path, _lockFile, _killed) = (path, lockFile, killed);
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
        foreach (string file in _order)
            foreach (string result in Results(file).Hashes.Keys)
                _owners[result] = file;
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
        // When a command began that could not take its lock away.
        DateTime? killed = File.Exists(Path.Combine(folder, ".ductus-lock")) ? File.GetLastWriteTimeUtc(Path.Combine(folder, ".ductus-lock")) : null;
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
            return new ReadingReport(Path.Combine(folder, FileName), lockFile, killed);
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

    /// <summary>The files with the names that their results had before, and none with that of another file's.</summary>
    public IReadOnlyList<InputFile> Named(IReadOnlyList<InputFile> files)
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string file in _order)
            if (Results(file).Name is { Length: > 0 } name)
                taken.TryAdd(name, file);
        var named = new List<InputFile>(files.Count);
        foreach (InputFile file in files)
        {
            string name = Results(file.Path).Name is { Length: > 0 } before ? before : file.RelativePath;
            for (int number = 2; taken.TryGetValue(name, out string? other) && other != file.Path; number++)
                name = $"{file.RelativePath}-{number}";
            taken[name] = file.Path;
            named.Add(file with { RelativePath = name });
        }
        return named;
    }

    /// <summary>The file that a result is of; <see langword="null"/> where none is known.</summary>
    public string? OwnerOf(string result)
    {
        lock (_lock)
            return _owners.GetValueOrDefault(Path.GetFileName(result));
    }

    /// <summary>What stays of the results of a file that is to be read because another of them is missing: they may have been corrected.</summary>
    /// <param name="file">To read.</param>
    /// <param name="key">Of its content and of what reads it.</param>
    /// <param name="results">To be written.</param>
    /// <exception cref="IOException">One of them is there, and is not of Ductus, or was changed by somebody since.</exception>
    public IReadOnlySet<string> Kept(string file, string key, IReadOnlyList<string> results)
    {
        lock (_lock)
        {
            IReadOnlyDictionary<string, string> known = Results(file).Hashes;
            bool isSame = key.Length > 0 && _rows.TryGetValue(file, out List<IReadOnlyList<string>>? rows) && rows.Count > 0 && rows.All(row => row[7] == key && row[6].Length == 0);
            var kept = new HashSet<string>(StringComparer.Ordinal);
            foreach (string result in results.Where(File.Exists))
            {
                bool isKnown = known.TryGetValue(Path.GetFileName(result), out string? hash);
                if (isSame && isKnown)
                    kept.Add(result);
                // What a kill left was written before it was noted here.
                else if (_killed is { } killed && File.GetLastWriteTimeUtc(result) >= killed)
                    continue;
                else if (isKnown && hash != HashOf(result))
                    throw new IOException($"{file}: {result} was changed since it was written, and would be written over: move it, or give another folder with --output.");
                else if (!isKnown)
                    throw new IOException($"{file}: {result} is there and is not what an earlier command made of this file: move it, or give another folder with --output.");
            }
            return kept;
        }
    }

    /// <summary>A file is read, and what was read is written.</summary>
    /// <param name="file">That was read.</param>
    /// <param name="key">Of its content and of what read it.</param>
    /// <param name="pages">What was read of each.</param>
    /// <param name="results">The files that were written.</param>
    /// <param name="kept">Those of them that were there and stayed.</param>
    public void Add(InputFile file, string key, IReadOnlyList<ReadPage> pages, IReadOnlyList<string> results, IReadOnlySet<string> kept)
    {
        IReadOnlyDictionary<string, string> before;
        lock (_lock)
            before = Results(file.Path).Hashes;
        string written = string.Join('/', results.Select(result => $"{Path.GetFileName(result)}={(kept.Contains(result) ? before[Path.GetFileName(result)] : HashOf(result))}").Prepend(file.RelativePath));
        Add(file.Path,
        [
            .. pages.Select((page, number) => (IReadOnlyList<string>)
            [
                file.Path, (number + 1).ToString(CultureInfo.InvariantCulture), pages.Count.ToString(CultureInfo.InvariantCulture), page.Lines.ToString(CultureInfo.InvariantCulture),
                page.Confidence?.ToString("F4", CultureInfo.InvariantCulture) ?? "", page.Seconds.ToString("F2", CultureInfo.InvariantCulture), "", key, number == 0 ? written : "",
            ]),
        ]);
    }

    /// <summary>A file could not be read, or written. What was written of it before is still known.</summary>
    public void AddError(string file, string problem)
    {
        string written;
        lock (_lock)
            written = _rows.TryGetValue(file, out List<IReadOnlyList<string>>? rows) && rows.Count > 0 ? rows[0][8] : "";
        Add(file, [[file, "", "", "", "", "", string.Join(' ', problem.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), "", written]]);
    }

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
            foreach (string result in Results(file).Hashes.Keys)
                _owners[result] = file;
            _stream.Write(Encoding.UTF8.GetBytes(string.Concat(rows.Select(Csv.Row))));
            _stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>The name of a file's results without extension, and of each the hash it was written with.</summary>
    private (string Name, IReadOnlyDictionary<string, string> Hashes) Results(string file)
    {
        // No slash is in a name.
        string[] parts = _rows.TryGetValue(file, out List<IReadOnlyList<string>>? rows) && rows.Count > 0 ? rows[0][8].Split('/') : [""];
        return (parts[0], parts.Skip(1).Select(part => (Name: part[..Math.Max(0, part.LastIndexOf('='))], Hash: part[(part.LastIndexOf('=') + 1)..]))
            .DistinctBy(part => part.Name).ToDictionary(part => part.Name, part => part.Hash, StringComparer.Ordinal));
    }

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file))[..16];
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
