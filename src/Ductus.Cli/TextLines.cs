using System.Text;

namespace Ductus.Cli;

/// <summary>A UTF-8 text file, or standard input, as its lines.</summary>
internal static class TextLines
{
    public const string StandardInput = "-";

    /// <summary>Lines without their ends (LF or CRLF); a byte order mark and the last line's end are no text.</summary>
    /// <exception cref="ReadingsException">The bytes are not UTF-8.</exception>
    public static IReadOnlyList<string> Read(string path, Terminal terminal)
    {
        string text;
        try
        {
            using var reader = new StreamReader(Open(path, terminal), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
            text = reader.ReadToEnd();
        }
        catch (DecoderFallbackException error)
        {
            throw new ReadingsException($"{NameOf(path)}: expected UTF-8 text; {error.Message}");
        }
        text = text.TrimStart('\ufeff').Replace("\r\n", "\n", StringComparison.Ordinal);
        if (text.EndsWith('\n'))
            text = text[..^1];
        else if (text.Length == 0)
            return [];
        return text.Split('\n');
    }

    /// <summary>What reports call the file: without its folders.</summary>
    public static string NameOf(string path) => path == StandardInput ? "standard input" : Path.GetFileName(path);

    private static Stream Open(string path, Terminal terminal) => path == StandardInput ? terminal.OpenInput() : File.OpenRead(path);
}
