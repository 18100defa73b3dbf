using System.Text;
using System.Xml.Linq;

namespace Ductus.Documents.Xml;

/// <summary>Changes to an XML file, each in its place; all other characters stay. One per change of a file, one thread.</summary>
internal sealed class XmlEdits(XmlSource source)
{
    private readonly List<(int Start, int End, string Text)> _edits = [];
    private readonly Dictionary<XElement, List<string>> _appended = [];                  // to parents without children

    /// <summary>Gives an attribute another value, adds it, or takes it away.</summary>
    /// <param name="element">Of the source.</param>
    /// <param name="name">As written, with its prefix.</param>
    /// <param name="value"><see langword="null"/>: none.</param>
    public void SetAttribute(XElement element, string name, string? value)
    {
        XmlSpan span = source[element];
        foreach (var (called, start, end) in span.Attributes(source.Text))
        {
            if (called != name)
                continue;
            if (value is null)
            {
                int from = start - 1;
                while (!char.IsWhiteSpace(source.Text[from]))
                    from--;
                while (char.IsWhiteSpace(source.Text[from - 1]))
                    from--;
                _edits.Add((from, end + 1, ""));
            }
            else if (XmlText.Change(source.Text, start, end, value, source.Text[end]) is { } change)
                _edits.Add(change);
            return;
        }
        if (value is not null)
            Insert(span.AttributesEnd(source.Text), $" {name}=\"{XmlText.Escape(value, '"')}\"");
    }

    /// <summary>Makes an element without elements in it say another text.</summary>
    public void SetText(XElement element, string text)
    {
        XmlSpan span = source[element];
        if (span.IsEmptyTag)
        {
            if (text.Length > 0)
                _edits.Add((span.AttributesEnd(source.Text), span.End, $">{XmlText.Escape(text)}</{NameOf(span)}>"));
        }
        else if (source.Text.AsSpan(span.ContentStart, span.ContentEnd - span.ContentStart).Contains('<'))
        {
            // CDATA or a comment: written anew as a whole.
            if (XmlText.Normalized(element.Value) != XmlText.Normalized(text))
                _edits.Add((span.ContentStart, span.ContentEnd, XmlText.Escape(text)));
        }
        else if (XmlText.Change(source.Text, span.ContentStart, span.ContentEnd, text) is { } change)
            _edits.Add(change);
    }

    /// <summary>Makes an element with text on several lines say others: as many, each in its place.</summary>
    public void SetTextLines(XElement element, IReadOnlyList<string> lines)
    {
        XmlSpan span = source[element];
        int at = span.ContentStart;
        foreach (string line in lines)
        {
            int end = XmlText.LineEnd(source.Text, at, span.ContentEnd);
            if (XmlText.Change(source.Text, at, end, line) is { } change)
                _edits.Add(change);
            at = XmlText.NextLine(source.Text, end, span.ContentEnd);
        }
    }

    /// <summary>Puts a text in place of a part of the source.</summary>
    public void Replace(int start, int end, string xml) => _edits.Add((start, end, xml));

    /// <summary>Puts elements before another one, on a line of their own if that stands on one.</summary>
    public void InsertBefore(XElement element, string xml)
    {
        int start = source[element].Start;
        Insert(start - Indentation(start).Length, Indented(xml, Indentation(start)));
    }

    /// <summary>Puts elements behind another one.</summary>
    public void InsertAfter(XElement element, string xml) => Insert(source[element].End, Indented(xml, Indentation(source[element].Start)));

    /// <summary>Puts elements at the end of another one's content.</summary>
    public void Append(XElement parent, string xml)
    {
        if (parent.Elements().LastOrDefault() is { } last)
        {
            InsertAfter(last, xml);
            return;
        }
        if (!_appended.TryGetValue(parent, out List<string>? children))
            _appended.Add(parent, children = []);
        children.Add(xml);
    }

    /// <summary>Takes an element away, with the white space before it.</summary>
    public void Remove(XElement element)
    {
        XmlSpan span = source[element];
        _edits.Add((span.Start - Indentation(span.Start).Length, span.End, ""));
    }

    /// <summary>An element as it stands after the changes inside it, its lines without the indentation that they have in common.</summary>
    public string OuterXml(XElement element)
    {
        XmlSpan span = source[element];
        string indentation = Indentation(span.Start), xml = Applied(span.Start, span.End);
        return indentation.Length > 0 ? xml.Replace(indentation, "\n", StringComparison.Ordinal) : xml;
    }

    /// <summary>The whole file with all changes. Of changes inside what is replaced or taken away nothing is left.</summary>
    public string Apply() => Applied(0, source.Text.Length);

    private void Insert(int place, string text) => _edits.Add((place, place, text));

    private string Applied(int from, int to)
    {
        var text = new StringBuilder();
        int at = from;
        // Insertions come before what is replaced at the same place; among themselves they stay in order.
        foreach (var (start, end, replacement) in _edits.Concat(_appended.Select(one => Filled(one.Key, one.Value))).Where(edit => edit.Start >= from && edit.End <= to)
            .OrderBy(edit => edit.Start).ThenBy(edit => edit.End > edit.Start))
        {
            if (start < at)
                continue;
            text.Append(source.Text, at, start - at).Append(replacement);
            at = end;
        }
        return text.Append(source.Text, at, to - at).ToString();
    }

    private (int Start, int End, string Text) Filled(XElement parent, List<string> children)
    {
        XmlSpan span = source[parent];
        string outer = Indentation(span.Start), inner = outer.Length > 0 ? outer + "  " : "";
        string content = string.Concat(children.Select(xml => Indented(xml, inner))) + outer;
        return span.IsEmptyTag ? (span.AttributesEnd(source.Text), span.End, $">{content}</{NameOf(span)}>") : (span.ContentStart, span.ContentEnd, content);
    }

    private string NameOf(XmlSpan span)
    {
        int end = span.Start + 1;
        while (!char.IsWhiteSpace(source.Text[end]) && source.Text[end] is not ('>' or '/'))
            end++;
        return source.Text[(span.Start + 1)..end];
    }

    /// <summary>The line break and white space before a place; empty where there is other text on the line before it.</summary>
    private string Indentation(int place)
    {
        int start = place;
        while (start > 0 && source.Text[start - 1] is ' ' or '\t')
            start--;
        if (start == 0 || source.Text[start - 1] != '\n')
            return "";
        start--;
        return source.Text[(start > 0 && source.Text[start - 1] == '\r' ? start - 1 : start)..place];
    }

    private static string Indented(string xml, string indentation) =>
        indentation.Length == 0 ? xml.Replace("\n", "", StringComparison.Ordinal) : indentation + xml.Replace("\n", indentation, StringComparison.Ordinal);
}
