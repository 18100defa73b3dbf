namespace Ductus.Cli;

/// <summary>A file that is either written as a whole or not at all: a stop or a full disk leaves what was there before.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the target, then renames over it.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string part = $"{path}.{Environment.ProcessId}.part";
        try
        {
            using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }
            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }
}
