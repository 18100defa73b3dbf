using System.Text;
using System.Text.RegularExpressions;

namespace Ductus.Documents.Xml;

/// <summary>Which encoding an XML file is really in: by its byte order mark, by what it declares, and by whether its bytes agree with that.</summary>
/// <remarks>Source: XML 1.0, appendix F. Two declarations are known to be wrong often and are repaired: UTF-16 for what was written as UTF-8, and one byte a character for UTF-8.</remarks>
internal static partial class XmlEncoding
{
    private const int DeclarationBytes = 400;

    /// <param name="content">The file.</param>
    /// <param name="repair">What was declared wrongly; <see langword="null"/> where all is right.</param>
    /// <returns>Throws at bytes that are none of its characters; how many bytes its mark takes.</returns>
    /// <exception cref="NotSupportedException">The declared encoding is not known.</exception>
    public static (Encoding Encoding, int Mark) Of(ReadOnlySpan<byte> content, out string? repair)
    {
        repair = null;
        foreach (Encoding marked in (Encoding[])[Strict(Encoding.UTF8), Strict(Encoding.UTF32), Strict(Encoding.Unicode), Strict(Encoding.BigEndianUnicode)])
            if (content.StartsWith(marked.GetPreamble()))
                return (marked, marked.GetPreamble().Length);
        // Without a mark "<?" tells how wide a character is.
        if (content.StartsWith((ReadOnlySpan<byte>)[(byte)'<', 0]))
            return (Strict(Encoding.Unicode), 0);
        if (content.StartsWith((ReadOnlySpan<byte>)[0, (byte)'<']))
            return (Strict(Encoding.BigEndianUnicode), 0);

        string head = Encoding.Latin1.GetString(content[..Math.Min(DeclarationBytes, content.Length)]);
        Match match = Declaration().Match(head);
        string name = match.Success ? match.Groups[1].Value : "utf-8";
        Encoding declared = Named(name);
        if (declared is UnicodeEncoding or UTF32Encoding)
        {
            repair = $"declares {name} and is not: it is read as UTF-8";
            return (Strict(Encoding.UTF8), 0);
        }
        if (declared.IsSingleByte && declared.CodePage != Encoding.ASCII.CodePage && content.ContainsAnyExceptInRange((byte)0, (byte)127) && IsUtf8(content))
        {
            repair = $"declares {name}, but its letters are UTF-8: it is read as that";
            return (Strict(Encoding.UTF8), 0);
        }
        return (Strict(declared), 0);
    }

    private static Encoding Named(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException error)
        {
            throw new NotSupportedException($"an encoding that is known; \"{name}\" is declared", error);
        }
    }

    private static bool IsUtf8(ReadOnlySpan<byte> content) => System.Text.Unicode.Utf8.IsValid(content);

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        (strict.DecoderFallback, strict.EncoderFallback) = (DecoderFallback.ExceptionFallback, new CharacterReferences());
        return strict;
    }

    [GeneratedRegex("""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();

    /// <summary>A character that the encoding lacks is written by its number.</summary>
    private sealed class CharacterReferences : EncoderFallback
    {
        public override int MaxCharCount => "&#1114111;".Length;

        public override EncoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

        private sealed class Buffer : EncoderFallbackBuffer
        {
            private string _reference = "";
            private int _place;

            public override int Remaining => _reference.Length - _place;

            public override bool Fallback(char unknown, int index) => Fallback((int)unknown);

            public override bool Fallback(char high, char low, int index) => Fallback(char.ConvertToUtf32(high, low));

            public override char GetNextChar() => _place < _reference.Length ? _reference[_place++] : '\0';

            public override bool MovePrevious() => _place > 0 && --_place >= 0;

            public override void Reset() => (_reference, _place) = ("", 0);

            private bool Fallback(int codePoint)
            {
                (_reference, _place) = ($"&#{codePoint};", 0);
                return true;
            }
        }
    }
}
