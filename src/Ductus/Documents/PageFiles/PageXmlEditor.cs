using System.Globalization;
using System.Xml.Linq;
using Ductus.Documents.Xml;
using Ductus.Layout;
using Names = Ductus.Documents.PageFiles.PageXmlNames;

namespace Ductus.Documents.PageFiles;

/// <summary>Puts the changes of a page into the PAGE file it came from. One per change.</summary>
internal sealed class PageXmlEditor
{
    private readonly PageXmlContent _before;
    private readonly XmlEdits _edits;
    private readonly PageXmlWriter _writer;

    private PageXmlEditor(XmlSource source, PageXmlContent before)
    {
        (_before, _edits) = (before, new XmlEdits(source));
        _writer = new PageXmlWriter(new XmlIds(source.Root, "id"), new() { Alternatives = true });
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
        XElement[] regions = [.. after.Regions.Select(region => _before.Regions.GetValueOrDefault(region.Id) ?? _writer.Region(region))];
        WriteOrder([.. regions.Zip(wanted, (element, id) => element.AttributeValue("id") ?? id)]);
        XElement? last = null;
        foreach (XElement element in regions)
        {
            // Those of the file stay where they are: the reading order says when they are read.
            if (element.AncestorsAndSelf().FirstOrDefault(one => one.Parent == _before.Element) is { } outer)
                last = outer;
            else if (last is not null)
                _edits.InsertAfter(last, element);
            else
                _edits.Insert(_before.Element, Names.ComesBeforeRegions, element);
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
        if (present is not null)
            _edits.Replace(present, order);
        else
            _edits.Insert(_before.Element, name => name is "AlternativeImage" or "Border" or "PrintSpace", order);
    }

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
        var wanted = new List<XElement>(after.Lines.Count);
        for (int place = 0; place < after.Lines.Count; place++)
        {
            TextLine line = after.Lines[place];
            string number = string.Create(CultureInfo.InvariantCulture, $"readingOrder {{index:{place};}}");
            if (_before.Lines.TryGetValue(line.Id, out XElement? element))
            {
                if (isNumbered)
                    _edits.SetAttribute(element, Names.Custom, Renumbered(element.AttributeValue(Names.Custom), number));
                wanted.Add(element);
                continue;
            }
            XElement added = _writer.Line(line);
            if (isNumbered)
                added.SetAttributeValue(Names.Custom, Renumbered(added.AttributeValue(Names.Custom), number));
            wanted.Add(added);
        }
        ElementOrder.Arrange(_edits, region, present, wanted, name => name is not (Names.TextEquiv or "TextStyle"));
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
            _edits.Replace(text, new XElement(text.Name.LocalName, string.Join('\n', wanted)));
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
            foreach (XElement word in after.Words.Select((word, place) => _writer.Word(after, word, place)))
                _edits.Insert(element, name => name is not (Names.TextEquiv or "TextStyle" or "UserDefined" or "Labels"), word);
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
                foreach (XElement equivalent in PageXmlWriter.Texts(text, after.Confidence, after.Alternatives))
                    _edits.Insert(element, name => name is not ("TextStyle" or "UserDefined" or "Labels"), equivalent);
            return;
        }
        if (PageXmlText.TextElement(main) is null)
            _edits.Insert(main, _ => true, new XElement(Names.Unicode, after.Text));
        // A text that is said twice, with and without special characters, is changed twice.
        foreach (XElement text in main.Elements().Where(child => child.Name.LocalName is Names.Unicode or Names.PlainText))
            _edits.SetText(text, after.Text);
        if (before.Confidence != after.Confidence)
            _edits.SetAttribute(main, "conf", after.Confidence is { } sure ? XmlConfidence.Text(sure) : null);
        if (before.Alternatives.SequenceEqual(after.Alternatives))
            return;
        foreach (XElement other in present.Where(other => other != main))
            _edits.Remove(other);
        foreach (XElement other in PageXmlWriter.Texts(after.Text, after.Confidence, after.Alternatives).Skip(1))
            _edits.InsertAfter(main, other);
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
            _edits.Insert(element, name => name == "AlternativeImage", new XElement(Names.Coords, new XAttribute(Names.Points, points)));
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
            _edits.Insert(element, name => name is "AlternativeImage" or Names.Coords, new XElement(Names.Baseline, new XAttribute(Names.Points, PointList.Of(after.Points))));
    }

    private void SetPoints(XElement element, string points)
    {
        _edits.SetAttribute(element, Names.Points, points);
        foreach (XElement point in element.Children("Point"))
            _edits.Remove(point);                                          // as files until 2010 have them
    }

    private static string Renumbered(string? custom, string number) =>
        custom is null ? number : Names.IndexIn(custom) is null ? $"{number} {custom}" : Names.WithIndex(custom, number);
}
