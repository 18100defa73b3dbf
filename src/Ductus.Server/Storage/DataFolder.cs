namespace Ductus.Server.Storage;

/// <summary>The folder of a server's data, which is its own as long as it runs.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    /// <param name="path">Made if it is not there.</param>
    /// <exception cref="DatabaseException">Another server is at work in it.</exception>
    public DataFolder(string path)
    {
        Path = Directory.CreateDirectory(path).FullName;
        string file = System.IO.Path.Combine(Path, "server.lock");
        try
        {
            _lock = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new DatabaseException($"{file}: expected to be the only server of this folder; another one holds it: {error.Message}", error);
        }
    }

    /// <summary>The whole path.</summary>
    public string Path { get; }

    public void Dispose() => _lock.Dispose();
}
