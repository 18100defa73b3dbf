using System.Buffers;
using System.Security.Cryptography;

namespace Ductus.Server.Storage;

/// <summary>
/// The files that were sent, each called after its SHA-256 and never changed: what is sent twice lies there once. A file is complete or not there,
/// whatever stops the server. Thread-safe.
/// </summary>
internal sealed class StoredFiles
{
    private const string Incoming = "incoming";

    private readonly string _folder;
    private readonly Dictionary<string, int> _pins = new(StringComparer.Ordinal);

    /// <param name="folder">Made if it is not there; what an earlier server left half received is deleted.</param>
    public StoredFiles(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(Path.Combine(folder, Incoming));
        foreach (string left in Directory.EnumerateFiles(Path.Combine(folder, Incoming)))
            File.Delete(left);
    }

    /// <summary>Receives a file, and keeps it on the disk before it answers.</summary>
    /// <param name="content">Read to its end.</param>
    /// <param name="cancel">Leaves nothing behind.</param>
    /// <returns>SHA-256, hexadecimal. The file is not deleted before it is unpinned.</returns>
    public async Task<string> AddAsync(Stream content, CancellationToken cancel)
    {
        string part = Path.Combine(_folder, Incoming, Guid.NewGuid().ToString("N"));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
                {
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                }
                file.Flush(flushToDisk: true);
            }
            string sha = Convert.ToHexStringLower(hash.GetHashAndReset());
            string path = PathOf(sha);
            lock (_pins)
                _pins[sha] = _pins.GetValueOrDefault(sha) + 1;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);         // never null: it lies in a folder
            File.Move(part, path, overwrite: true);
            Disk.FlushFolder(Path.GetDirectoryName(path)!);
            Disk.FlushFolder(_folder);
            return sha;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            File.Delete(part);
        }
    }

    /// <summary>Takes back what <see cref="AddAsync"/> promised, once.</summary>
    public void Unpin(string sha)
    {
        lock (_pins)
            if (--_pins[sha] == 0)
                _pins.Remove(sha);
    }

    /// <summary>Where a file lies.</summary>
    /// <param name="sha">As <see cref="AddAsync"/> gave it.</param>
    public string PathOf(string sha) => Path.Combine(_folder, sha[..2], sha);

    /// <summary>Deletes a file that no document has any more; nothing happens where it is gone, or pinned.</summary>
    public void Delete(string sha)
    {
        lock (_pins)
            if (_pins.ContainsKey(sha))
                return;
        if (Directory.Exists(Path.GetDirectoryName(PathOf(sha))))
            File.Delete(PathOf(sha));
    }

    /// <summary>SHA-256 of every file.</summary>
    public IEnumerable<string> All() => Directory.EnumerateDirectories(_folder).Where(folder => Path.GetFileName(folder) != Incoming)
        .SelectMany(Directory.EnumerateFiles).Select(path => Path.GetFileName(path));
}
