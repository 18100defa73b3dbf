namespace Ductus.Cli;

/// <summary>The files that a command reads, by whatever name: it never writes over one of them. Thread-safe.</summary>
internal sealed class Sources
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);              // without links

    /// <param name="paths">Files; those that are not there are no sources.</param>
    public Sources(IEnumerable<string> paths)
    {
        foreach (string path in paths)
            Add(path);
    }

    public void Add(string path)
    {
        lock (_lock)
            if (File.Exists(path))
                _files.Add(Target(path));
    }

    /// <param name="results">Files to be written.</param>
    /// <exception cref="IOException">One of them is read by this command.</exception>
    public void Spare(IEnumerable<string> results)
    {
        lock (_lock)
            if (results.FirstOrDefault(result => File.Exists(result) && _files.Contains(Target(result))) is { } result)
                throw new IOException($"expected results that are other files than what is read; {result} is one that is read: give another folder with --output.");
    }

    /// <summary>Where a file really is: links of it, and of the folders on its way, followed.</summary>
    private string Target(string path)
    {
        string full = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        return Path.Combine(Folder(Path.GetDirectoryName(full) ?? "/"), Path.GetFileName(full));
    }

    private string Folder(string path)
    {
        if (_folders.TryGetValue(path, out string? known))
            return known;
        string real = Path.GetDirectoryName(path) is { } parent ? Path.Combine(Folder(parent), Path.GetFileName(path)) : path;
        return _folders[path] = Directory.ResolveLinkTarget(real, returnFinalTarget: true)?.FullName ?? real;
    }
}
