using System.IO.Compression;
using System.Text;
using Ductus.Training.Data;

namespace Ductus.Training.Synthesis;

/// <summary>Files of text, UTF-8, packed with gzip where their names end in .gz.</summary>
public static class TextFile
{
    /// <summary>The lines of a file, one after the other.</summary>
    /// <exception cref="LineDataException">It is not UTF-8, or not gzip.</exception>
    public static IEnumerable<string> ReadLines(string path)
    {
        using FileStream file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        while (Next() is { } line)
            yield return line;

        string? Next()
        {
            try
            {
                return reader.ReadLine();
            }
            catch (Exception e) when (e is DecoderFallbackException or InvalidDataException)
            {
                throw new LineDataException(path, $"expected text in UTF-8{(stream is GZipStream ? ", packed with gzip" : "")}; {e.Message}", inner: e);
            }
        }
    }
}
