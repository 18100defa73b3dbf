using System.Globalization;
using System.Text;
using System.Xml;

namespace Ductus.Documents.Xml;

/// <summary>Characters as XML writes them, and the words of a text that is written so.</summary>
internal static class XmlText
{
    private const string Space = " \t\r\n";

    /// <summary>Text between tags, or between quotation marks of one kind. What XML cannot hold becomes U+FFFD.</summary>
    /// <param name="text">Any.</param>
    /// <param name="quotation">The mark around an attribute's value; none for text between tags.</param>
    public static string Escape(string text, char quotation = '\0')
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            escaped.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '\r' => "&#13;",
                '\n' or '\t' when quotation != '\0' => string.Create(CultureInfo.InvariantCulture, $"&#{rune.Value};"),
                '"' when quotation == '"' => "&quot;",
                '\'' when quotation == '\'' => "&apos;",
                < 0x10000 when !XmlConvert.IsXmlChar((char)rune.Value) => "\uFFFD",
                _ => rune.ToString(),
            });
        return escaped.ToString();
    }

    /// <summary>NFC, without white space at its ends, and with one space for any within.</summary>
    public static string Normalized(string text) => string.Join(' ', WordsOf(text)).Normalize();

    /// <summary>
    /// The smallest replacement that makes a text say something else, word by word: white space and all words that stay are left as they are written.
    /// </summary>
    /// <param name="source">A whole file.</param>
    /// <param name="from">Start of the text in it, which may hold references but no tags.</param>
    /// <param name="to">Its end.</param>
    /// <param name="text">What it is to say.</param>
    /// <param name="quotation">As for <see cref="Escape"/>.</param>
    /// <returns>What part of the file to replace, and by what; <see langword="null"/> where it says that already.</returns>
    public static (int Start, int End, string Text)? Change(string source, int from, int to, string text, char quotation = '\0')
    {
        List<Word> old = Words(source, from, to);
        string[] wanted = WordsOf(text);
        int same = 0, sameEnd = 0;
        while (same < old.Count && same < wanted.Length && old[same].Says(wanted[same]))
            same++;
        while (sameEnd < old.Count - same && sameEnd < wanted.Length - same && old[^(sameEnd + 1)].Says(wanted[^(sameEnd + 1)]))
            sameEnd++;
        int gone = old.Count - same - sameEnd;
        string added = Escape(string.Join(' ', wanted[same..^sameEnd]), quotation);
        if (gone > 0 && added.Length > 0)
            return (old[same].Start, old[same + gone - 1].End, added);
        if (gone > 0)
        {
            // With the white space on one side.
            return same > 0 ? (old[same - 1].End, old[same + gone - 1].End, "") : sameEnd > 0 ? (old[0].Start, old[gone].Start, "") : (old[0].Start, old[^1].End, "");
        }
        if (added.Length == 0)
            return null;
        return same > 0 ? (old[same - 1].End, old[same - 1].End, " " + added) : sameEnd > 0 ? (old[0].Start, old[0].Start, added + " ") : (from, to, added);
    }

    /// <summary>Where the line of a text ends: at a line feed or a carriage return, which may be written as references.</summary>
    public static int LineEnd(string source, int from, int to)
    {
        int at = from;
        while (at < to && Break(source, at) == 0)
            at++;
        return at;
    }

    /// <summary>Where the next line begins: behind the break, which may be of two characters.</summary>
    public static int NextLine(string source, int end, int to)
    {
        if (end >= to)
            return to;
        int length = Break(source, end), next = end + length;
        bool isReturn = source[end] == '\r' || Reference(source, end) is ("\r", _);
        return isReturn && next < to && (source[next] == '\n' || Reference(source, next) is ("\n", _)) ? next + Break(source, next) : next;
    }

    public static string[] WordsOf(string text) => text.Split([.. Space], StringSplitOptions.RemoveEmptyEntries);

    private static List<Word> Words(string source, int from, int to)
    {
        var words = new List<Word>();
        var letters = new StringBuilder();
        int start = from;
        for (int at = from; at < to;)
        {
            var (character, length) = Reference(source, at);
            if (Space.Contains(character, StringComparison.Ordinal))
            {
                End(at);
                start = at + length;
            }
            else
                letters.Append(character);
            at += length;
        }
        End(to);
        return words;

        void End(int end)
        {
            if (letters.Length > 0)
                words.Add(new Word(start, end, letters.ToString()));
            letters.Clear();
        }
    }

    /// <summary>Characters of the line break that stands there; 0 if there is none.</summary>
    private static int Break(string source, int at) =>
        source[at] is '\n' or '\r' ? 1 : Reference(source, at) is ("\n" or "\r", var length) ? length : 0;

    /// <summary>The character at a place, which may be written by its name or number.</summary>
    private static (string Character, int Length) Reference(string source, int at)
    {
        if (source[at] != '&')
            return (source[at].ToString(), 1);
        int end = source.IndexOf(';', at);
        ReadOnlySpan<char> name = source.AsSpan(at + 1, end - at - 1);
        string character = name switch
        {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            ['#', 'x', .. var hexadecimal] => char.ConvertFromUtf32(int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
            ['#', .. var number] => char.ConvertFromUtf32(int.Parse(number, CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException($"&{name}; is not one of XML's own references.", nameof(source)),
        };
        return (character, end + 1 - at);
    }

    private readonly record struct Word(int Start, int End, string Letters)
    {
        public bool Says(string other) => Letters == other || Letters.Normalize() == other.Normalize();
    }
}
