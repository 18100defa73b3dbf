using System.Globalization;
using System.Xml.Linq;
using Ductus.Documents.Xml;
using Ductus.Layout;
using Names = Ductus.Documents.PageFiles.PageXmlNames;

namespace Ductus.Documents.PageFiles;

/// <summary>Puts the changes of a page into the PAGE file it came from. One per change.</summary>
internal sealed class PageXmlEditor
{
    private readonly XmlSource _source;
    private readonly PageXmlContent _before;
    private readonly XmlEdits _edits;
    private readonly PageXmlWriter _writer;
    private readonly string _prefix;

    private PageXmlEditor(XmlSource source, PageXmlContent before)
    {
        (_source, _before, _edits) = (source, before, new XmlEdits(source));
        string? prefix = source.Root.GetPrefixOfNamespace(source.Root.Name.Namespace);
        _prefix = string.IsNullOrEmpty(prefix) ? "" : prefix + ":";
        var ids = new XmlIds();
        foreach (XElement element in source.Root.DescendantsAndSelf())
            if (element.AttributeValue("id") is { } id)
                ids.Of(id);
        _writer = new PageXmlWriter(ids, new() { Alternatives = true });
    }

    /// <returns>The text of the changed file.</returns>
    public static string Edit(XmlSource source, PageXmlContent before, Layout.Page after)
    {
        var editor = new PageXmlEditor(source, before);
        editor.Edit(after);
        return editor._edits.Apply();
    }

    private void Edit(Layout.Page after)
    {
        var regions = _before.Page.Regions.ToDictionary(region => region.Id, StringComparer.Ordinal);
        var lines = _before.Page.Lines.ToDictionary(line => line.Id, StringComparer.Ordinal);
        // What changes inside elements comes first: where one moves it takes that along.
        foreach (TextLine line in after.Lines)
            if (lines.TryGetValue(line.Id, out TextLine? old) && !ReferenceEquals(old, line))
                EditLine(_before.Lines[line.Id], old, LineChange.Consistent(old, line), _before.Words[line.Id]);
        foreach (TextRegion region in after.Regions)
            if (regions.TryGetValue(region.Id, out TextRegion? old))
                EditRegion(_before.Regions[region.Id], old, region);
        EditRegions(after);
    }

    private void EditRegions(Layout.Page after)
    {
        string[] had = [.. _before.Page.Regions.Select(region => region.Id)], wanted = [.. after.Regions.Select(region => region.Id)];
        if (had.SequenceEqual(wanted))
            return;
        foreach (string gone in had.Except(wanted))
            _edits.Remove(_before.Regions[gone]);
        XElement[] added = [.. after.Regions.Where(region => !_before.Regions.ContainsKey(region.Id)).Select(_writer.Region)];
        var next = new Queue<XElement>(added);
        WriteOrder([.. after.Regions.Select(region => (_before.Regions.GetValueOrDefault(region.Id) ?? next.Dequeue()).AttributeValue("id") ?? region.Id)]);
        XElement? last = null;
        next = new Queue<XElement>(added);
        foreach (TextRegion region in after.Regions)
        {
            if (_before.Regions.TryGetValue(region.Id, out XElement? element))
            {
                last = element.AncestorsAndSelf().First(one => one.Parent == _before.Element);
                continue;
            }
            string xml = XmlFormat.Fragment(next.Dequeue(), _prefix);
            if (last is not null)
                _edits.InsertAfter(last, xml);
            else if (FirstRegion() is { } first)
                _edits.InsertBefore(first, xml);
            else
                _edits.Append(_before.Element, xml);
        }
    }

    /// <summary>The reading order anew: one group of all regions.</summary>
    private void WriteOrder(List<string> regions)
    {
        XElement? present = _before.Element.Children(Names.ReadingOrder).FirstOrDefault();
        if (regions.Count == 0)
        {
            // A group of nothing is not valid.
            if (present is not null)
                _edits.Remove(present);
            return;
        }
        string id = present?.Elements().Select(group => group.AttributeValue("id")).FirstOrDefault() ?? "reading-order";
        var order = new XElement(Names.ReadingOrder, new XElement("OrderedGroup", new XAttribute("id", id), regions.Select(PageXmlWriter.Reference)));
        string xml = XmlFormat.Fragment(order, _prefix);
        if (present is not null)
        {
            _edits.InsertAfter(present, xml);
            _edits.Remove(present);
        }
        else if (_before.Element.Elements().LastOrDefault(element => element.Name.LocalName is "AlternativeImage" or "Border" or "PrintSpace") is { } head)
            _edits.InsertAfter(head, xml);
        else if (_before.Element.Elements().FirstOrDefault() is { } first)
            _edits.InsertBefore(first, xml);
        else
            _edits.Append(_before.Element, xml);
    }

    private XElement? FirstRegion() => _before.Element.Elements().FirstOrDefault(element => element.Name.LocalName.EndsWith("Region", StringComparison.Ordinal));

    private void EditRegion(XElement element, TextRegion before, TextRegion after)
    {
        EditOutline(element, before.Boundary, after.Boundary);
        if (before.Type != after.Type)
        {
            bool isNamed = after.Type is { } type && Names.RegionTypes.Contains(type);
            _edits.SetAttribute(element, "type", isNamed ? after.Type : null);
            _edits.SetAttribute(element, Names.Custom, Names.WithType(element.AttributeValue(Names.Custom), isNamed ? null : after.Type));
        }
        if (!before.Lines.Select(line => line.Id).SequenceEqual(after.Lines.Select(line => line.Id)))
            EditLines(element, before, after);
        EditRegionText(element, before, after);
    }

    private void EditLines(XElement region, TextRegion before, TextRegion after)
    {
        XElement[] present = [.. region.Children(Names.TextLine)];
        // Where custom numbers the lines, it says their order, wherever they stand.
        bool isNumbered = before.Lines.Count > 0 && present.All(line => Names.IndexIn(line.AttributeValue(Names.Custom)) is not null);
        var wanted = new List<(XElement?, string?)>();
        for (int place = 0; place < after.Lines.Count; place++)
        {
            TextLine line = after.Lines[place];
            string number = string.Create(CultureInfo.InvariantCulture, $"readingOrder {{index:{place};}}");
            if (_before.Lines.TryGetValue(line.Id, out XElement? element))
            {
                if (isNumbered)
                    _edits.SetAttribute(element, Names.Custom, Renumbered(element.AttributeValue(Names.Custom), number));
                wanted.Add((element, null));
                continue;
            }
            XElement added = _writer.Line(line);
            if (isNumbered)
                added.SetAttributeValue(Names.Custom, Renumbered(added.Attribute(Names.Custom)?.Value, number));
            wanted.Add((null, XmlFormat.Fragment(added, _prefix)));
        }
        ElementOrder.Arrange(_edits, present, wanted, xml =>
        {
            if (present.Length > 0)
                _edits.InsertBefore(present[0], xml);
            else if (region.Elements().FirstOrDefault(child => child.Name.LocalName is Names.TextEquiv or "TextStyle") is { } behind)
                _edits.InsertBefore(behind, xml);
            else
                _edits.Append(region, xml);
        });
    }

    /// <summary>The text of the whole region, if it has one: line by line where it is that of its lines, left alone where it is not.</summary>
    private void EditRegionText(XElement element, TextRegion before, TextRegion after)
    {
        if (PageXmlText.Of(element).Main is not { } main || PageXmlText.TextElement(main) is not { } text)
            return;
        string[] said = text.Value.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        string[] had = [.. before.Lines.Select(line => line.Text ?? "")], wanted = [.. after.Lines.Select(line => line.Text ?? "")];
        if (had.SequenceEqual(wanted) || !said.Select(XmlText.Normalized).SequenceEqual(had))
            return;
        if (had.Length == wanted.Length)
            _edits.SetTextLines(text, wanted);
        else
            _edits.Replace(_source[text].Start, _source[text].End, XmlFormat.Fragment(new XElement(text.Name.LocalName, string.Join('\n', wanted)), _prefix));
    }

    private void EditLine(XElement element, TextLine before, TextLine after, IReadOnlyList<XElement> words)
    {
        EditOutline(element, before.Boundary, after.Boundary);
        EditBaseline(element, before.Baseline, after.Baseline);
        if (before.Type != after.Type)
            _edits.SetAttribute(element, Names.Custom, Names.WithType(element.AttributeValue(Names.Custom), after.Type));
        if (words.Count == after.Words.Count)
        {
            for (int i = 0; i < words.Count; i++)
            {
                EditOutline(words[i], before.Words[i].Boundary, after.Words[i].Boundary);
                EditTexts(words[i], (before.Words[i].Text, before.Words[i].Confidence, before.Words[i].Alternatives), (after.Words[i].Text, after.Words[i].Confidence, after.Words[i].Alternatives));
            }
        }
        else
        {
            foreach (XElement word in element.Children(Names.Word))
                _edits.Remove(word);
            InsertBehind(element, [Names.Coords, Names.Baseline, Names.Word], after.Words.Select((word, place) => _writer.Word(after, word, place)));
        }
        EditTexts(element, (before.Text, before.Confidence, before.Alternatives), (after.Text, after.Confidence, after.Alternatives));
    }

    private void EditTexts(
        XElement element, (string? Text, double? Confidence, IReadOnlyList<TextAlternative> Alternatives) before,
        (string? Text, double? Confidence, IReadOnlyList<TextAlternative> Alternatives) after)
    {
        if (before.Text == after.Text && before.Confidence == after.Confidence && before.Alternatives.SequenceEqual(after.Alternatives))
            return;
        XElement[] present = [.. element.Children(Names.TextEquiv)];
        if (after.Text is null || PageXmlText.Of(element).Main is not { } main)
        {
            foreach (XElement equivalent in present)
                _edits.Remove(equivalent);
            if (after.Text is { } text)
                InsertBehind(element, [Names.Coords, Names.Baseline, Names.Word, Names.Glyph, Names.TextEquiv], PageXmlWriter.Texts(text, after.Confidence, after.Alternatives));
            return;
        }
        // A text that is said twice, with and without special characters, is changed twice.
        foreach (XElement text in main.Elements().Where(child => child.Name.LocalName is Names.Unicode or Names.PlainText))
            _edits.SetText(text, after.Text);
        if (before.Confidence != after.Confidence)
            _edits.SetAttribute(main, "conf", after.Confidence is { } sure ? PageXmlWriter.Confidence(sure) : null);
        if (before.Alternatives.SequenceEqual(after.Alternatives))
            return;
        foreach (XElement other in present.Where(other => other != main))
            _edits.Remove(other);
        foreach (XElement other in PageXmlWriter.Texts(after.Text, after.Confidence, after.Alternatives).Skip(1))
            _edits.InsertAfter(main, XmlFormat.Fragment(other, _prefix));
        if (main.AttributeValue(Names.Index) is not null || after.Alternatives.Count > 0)
            _edits.SetAttribute(main, Names.Index, after.Alternatives.Count > 0 ? "0" : null);
    }

    private void EditOutline(XElement element, Boundary before, Boundary after)
    {
        if (before.Points.SequenceEqual(after.Points))
            return;
        string points = PointList.Of(after.Points);
        if (element.Children(Names.Coords).FirstOrDefault() is { } coords)
            SetPoints(coords, points);
        else
            InsertBehind(element, ["AlternativeImage"], [new XElement(Names.Coords, new XAttribute(Names.Points, points))]);
    }

    private void EditBaseline(XElement element, Baseline? before, Baseline? after)
    {
        if (before?.Points.SequenceEqual(after?.Points ?? []) ?? after is null)
            return;
        XElement? present = element.Children(Names.Baseline).FirstOrDefault();
        if (after is null)
        {
            if (present is not null)
                _edits.Remove(present);
        }
        else if (present is not null)
            SetPoints(present, PointList.Of(after.Points));
        else
            InsertBehind(element, ["AlternativeImage", Names.Coords], [new XElement(Names.Baseline, new XAttribute(Names.Points, PointList.Of(after.Points)))]);
    }

    private void SetPoints(XElement element, string points)
    {
        _edits.SetAttribute(element, Names.Points, points);
        foreach (XElement point in element.Children("Point"))
            _edits.Remove(point);                                          // as files until 2010 have them
    }

    /// <summary>Puts elements behind the last child of some names, or before all others.</summary>
    private void InsertBehind(XElement parent, string[] names, IEnumerable<XElement> added)
    {
        XElement? last = parent.Elements().LastOrDefault(child => names.Contains(child.Name.LocalName)), first = parent.Elements().FirstOrDefault();
        foreach (string xml in added.Select(element => XmlFormat.Fragment(element, _prefix)))
        {
            if (last is not null)
                _edits.InsertAfter(last, xml);
            else if (first is not null)
                _edits.InsertBefore(first, xml);
            else
                _edits.Append(parent, xml);
        }
    }

    private static string Renumbered(string? custom, string number) =>
        custom is null ? number : Names.IndexIn(custom) is null ? $"{number} {custom}" : Names.WithIndex(custom, number);
}
