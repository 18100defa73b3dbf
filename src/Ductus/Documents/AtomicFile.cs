using System.Globalization;
using System.Text;

namespace Ductus.Documents;

/// <summary>A file that is either written as a whole or not at all: a stop or a full disk leaves what was there before.</summary>
public static class AtomicFile
{
    private const string PartExtension = ".part";

    /// <summary>Writes beside the target, then renames over it.</summary>
    /// <param name="path">The target, in a folder that exists.</param>
    /// <param name="write">Writes all of it.</param>
    public static void Write(string path, Action<Stream> write)
    {
        string part = $"{path}.{Environment.ProcessId}{PartExtension}";
        try
        {
            using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                write(stream);
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

    /// <summary>The same of bytes.</summary>
    /// <param name="path">The target, in a folder that exists.</param>
    /// <param name="content">All of it.</param>
    public static void Write(string path, byte[] content) => Write(path, stream => stream.Write(content));

    /// <summary>The same of a text, in UTF-8 without a byte order mark.</summary>
    /// <param name="path">The target, in a folder that exists.</param>
    /// <param name="text">All of it.</param>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Deletes what a kill has left half written in a folder that nobody else is writing into.</summary>
    /// <param name="folder">That exists.</param>
    /// <param name="isTarget">Whether a path is that of a file which the caller writes; what is left of others stays.</param>
    public static void DeleteParts(string folder, Predicate<string> isTarget)
    {
        foreach (string part in Directory.EnumerateFiles(folder, "*" + PartExtension))
        {
            string numbered = part[..^PartExtension.Length];
            if (int.TryParse(Path.GetExtension(numbered).AsSpan().TrimStart('.'), NumberStyles.None, CultureInfo.InvariantCulture, out _) && isTarget(Path.ChangeExtension(numbered, null)))
                File.Delete(part);
        }
    }
}
