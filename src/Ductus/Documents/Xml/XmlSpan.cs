namespace Ductus.Documents.Xml;

/// <summary>Where an element stands in the text of its file, in characters.</summary>
/// <param name="Start">Of its start tag.</param>
/// <param name="ContentStart">After its start tag.</param>
/// <param name="ContentEnd">Of its end tag; for <c>&lt;a/&gt;</c> the same as <see cref="ContentStart"/>.</param>
/// <param name="End">After its end tag.</param>
internal readonly record struct XmlSpan(int Start, int ContentStart, int ContentEnd, int End)
{
    /// <summary>All elements of a well-formed text, in the order of their start tags.</summary>
    /// <remarks>Source: XML 1.0, productions 14 to 21 and 40 to 44; what they say of characters has been checked before.</remarks>
    public static IReadOnlyList<XmlSpan> Of(string text)
    {
        var spans = new List<XmlSpan>();
        var open = new Stack<int>();
        for (int at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = text.IndexOf('<', at))
        {
            ReadOnlySpan<char> rest = text.AsSpan(at);
            if (rest.StartsWith("<!--"))
                at = After(text, "-->", at + 4);
            else if (rest.StartsWith("<![CDATA["))
                at = After(text, "]]>", at + 9);
            else if (rest.StartsWith("<?"))
                at = After(text, "?>", at + 2);
            else if (rest.StartsWith("</"))
            {
                int end = After(text, ">", at), which = open.Pop();
                spans[which] = spans[which] with { ContentEnd = at, End = end };
                at = end;
            }
            else
            {
                int end = TagEnd(text, at);
                spans.Add(new XmlSpan(at, end, end, end));
                if (text[end - 2] != '/')
                    open.Push(spans.Count - 1);
                at = end;
            }
        }
        return spans;
    }

    /// <summary>The start tag's attributes: where each begins, and where its value stands, without quotation marks.</summary>
    public IEnumerable<(string Name, int Start, int ValueStart, int ValueEnd)> Attributes(string text)
    {
        int at = Start + 1;
        while (at < ContentStart && !char.IsWhiteSpace(text[at]) && text[at] is not ('>' or '/'))
            at++;
        while (true)
        {
            while (char.IsWhiteSpace(text[at]))
                at++;
            if (text[at] is '>' or '/')
                yield break;
            int name = at;
            while (text[at] != '=' && !char.IsWhiteSpace(text[at]))
                at++;
            string called = text[name..at];
            while (text[at] is not ('"' or '\''))
                at++;
            int end = text.IndexOf(text[at], at + 1);
            yield return (called, name, at + 1, end);
            at = end + 1;
        }
    }

    /// <summary>Behind the name and the attributes of the start tag, where another attribute has its place.</summary>
    public int AttributesEnd(string text)
    {
        int at = ContentStart - 1;
        if (text[at - 1] == '/')
            at--;
        while (char.IsWhiteSpace(text[at - 1]))
            at--;
        return at;
    }

    /// <summary>Whether it is written as <c>&lt;a/&gt;</c>.</summary>
    public bool IsEmptyTag => ContentStart == End;

    private static int After(string text, string mark, int from) => text.IndexOf(mark, from, StringComparison.Ordinal) + mark.Length;

    private static int TagEnd(string text, int at)
    {
        char quotation = '\0';
        while (true)
        {
            char character = text[++at];
            if (quotation != '\0')
                quotation = character == quotation ? '\0' : quotation;
            else if (character is '"' or '\'')
                quotation = character;
            else if (character == '>')
                return at + 1;
        }
    }
}
