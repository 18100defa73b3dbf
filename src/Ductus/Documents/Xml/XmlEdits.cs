using System.Text;
using System.Xml.Linq;

namespace Ductus.Documents.Xml;

/// <summary>
/// Changes to an XML file, each in its place; all other characters stay. An element that is put somewhere is a new one, which is written with the
/// file's prefix and indentation, or one of the file, which moves as it stands. One per change of a file, one thread.
/// </summary>
internal sealed class XmlEdits(XmlSource source)
{
    private readonly List<(int Start, int End, string Text)> _edits = [];
    private readonly Dictionary<XElement, string> _filled = [];                          // content of parents that had none

    /// <summary>Gives an attribute another value, adds it, or takes it away.</summary>
    /// <param name="element">Of the source.</param>
    /// <param name="name">As written, with its prefix.</param>
    /// <param name="value"><see langword="null"/>: none.</param>
    public void SetAttribute(XElement element, string name, string? value)
    {
        XmlSpan span = source[element];
        foreach (var (called, start, valueStart, valueEnd) in span.Attributes(source.Text))
        {
            if (called != name)
                continue;
            if (value is null)
            {
                int from = start;
                while (char.IsWhiteSpace(source.Text[from - 1]))
                    from--;
                _edits.Add((from, valueEnd + 1, ""));
            }
            else if (XmlText.Change(source.Text, valueStart, valueEnd, value, source.Text[valueEnd]) is { } change)
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

    /// <summary>Puts a new element in place of one.</summary>
    public void Replace(XElement element, XElement added)
    {
        XmlSpan span = source[element];
        _edits.Add((span.Start, span.End, Text(added, Indentation(span.Start))));
    }

    /// <summary>Puts an element before another one, on a line of its own if that stands on one.</summary>
    public void InsertBefore(XElement place, XElement element)
    {
        int start = source[place].Start;
        string indentation = Indentation(start);
        Insert(start - indentation.Length, indentation + Text(element, indentation));
    }

    /// <summary>Puts an element behind another one.</summary>
    public void InsertAfter(XElement place, XElement element)
    {
        string indentation = Indentation(source[place].Start);
        Insert(source[place].End, indentation + Text(element, indentation));
    }

    /// <summary>Puts an element where the schema wants it: behind the last child that comes before it; first without one.</summary>
    /// <param name="parent">Of the source.</param>
    /// <param name="comesBefore">Whether children of a name have their place before the element.</param>
    /// <param name="element">To put in.</param>
    public void Insert(XElement parent, Predicate<string> comesBefore, XElement element)
    {
        if (parent.Elements().LastOrDefault(child => comesBefore(child.Name.LocalName)) is { } last)
            InsertAfter(last, element);
        else if (parent.Elements().FirstOrDefault() is { } first)
            InsertBefore(first, element);
        else
        {
            string outer = Indentation(source[parent].Start), inner = outer.Length > 0 ? outer + "  " : "";
            _filled[parent] = _filled.GetValueOrDefault(parent, "") + inner + Text(element, inner);
        }
    }

    /// <summary>Takes an element away, with the white space before it.</summary>
    public void Remove(XElement element)
    {
        XmlSpan span = source[element];
        _edits.Add((span.Start - Indentation(span.Start).Length, span.End, ""));
    }

    /// <summary>The whole file with all changes. Of changes inside what is replaced or taken away nothing is left.</summary>
    public string Apply() => Applied(0, source.Text.Length);

    private void Insert(int place, string text) => _edits.Add((place, place, text));

    /// <summary>An element to be put in: one of the file as it stands after the changes inside it that have been told.</summary>
    private string Text(XElement element, string indentation) =>
        source.Holds(element) ? Applied(source[element].Start, source[element].End) : XmlFormat.Fragment(element, source.Prefix, indentation);

    private string Applied(int from, int to)
    {
        var text = new StringBuilder();
        int at = from;
        // What is put right before an element, or right behind it, is not of it.
        var inside = _edits.Concat(_filled.Select(one => Filled(one.Key, one.Value))).Where(edit => edit.Start >= from && edit.End <= to && edit.End > from && edit.Start < to);
        // Insertions come before what is replaced at the same place; among themselves they stay in order.
        foreach (var (start, end, replacement) in inside.OrderBy(edit => edit.Start).ThenBy(edit => edit.End > edit.Start))
        {
            if (start < at)
                continue;
            text.Append(source.Text, at, start - at).Append(replacement);
            at = end;
        }
        return text.Append(source.Text, at, to - at).ToString();
    }

    private (int Start, int End, string Text) Filled(XElement parent, string content)
    {
        XmlSpan span = source[parent];
        content += Indentation(span.Start);
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
}
