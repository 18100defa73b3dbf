using System.Xml.Linq;
using Ductus.Documents.Xml;
using Ductus.Layout;
using Names = Ductus.Documents.AltoFiles.AltoNames;

namespace Ductus.Documents.AltoFiles;

/// <summary>Puts the changes of pages into the ALTO file they came from. One per change.</summary>
internal sealed class AltoEditor
{
    private readonly XmlSource _source;
    private readonly AltoContent _before;
    private readonly XmlEdits _edits;
    private readonly XmlIds _ids;
    private readonly Dictionary<(string, AltoTag), string> _newTags = [];
    private readonly List<XElement> _tags = [];
    private AltoWriter _writer;
    private bool _orderChanges;

    private AltoEditor(XmlSource source, AltoContent before)
    {
        (_source, _before, _edits, _ids) = (source, before, new XmlEdits(source), new XmlIds(source.Root, Names.Id));
        _writer = new AltoWriter(_ids, TagOf, scale: 1, new());
    }

    /// <returns>The text of the changed file.</returns>
    public static string Edit(XmlSource source, AltoContent before, IReadOnlyList<Page> after)
    {
        var editor = new AltoEditor(source, before);
        var lines = before.Pages.SelectMany(page => page.Lines).ToDictionary(line => line.Id, StringComparer.Ordinal);
        var regions = before.Pages.SelectMany(page => page.Regions).ToDictionary(region => region.Id, StringComparer.Ordinal);
        // An order that is given by references goes where the order changes: the elements are brought into the new one instead.
        editor._orderChanges = !Enumerable.SequenceEqual(before.Pages.SelectMany(Order), after.SelectMany(Order));
        if (editor._orderChanges)
            foreach (XElement order in source.Root.Children(Names.ReadingOrder))
                editor._edits.Remove(order);
        for (int page = 0; page < after.Count; page++)
        {
            editor._writer = new AltoWriter(editor._ids, editor.TagOf, before.Scale[page], new());
            // What changes inside elements comes first: where one moves it takes that along.
            foreach (TextLine line in after[page].Lines)
                if (lines.TryGetValue(line.Id, out TextLine? old) && !ReferenceEquals(old, line))
                    editor.EditLine(before.Lines[line.Id], old, LineChange.Consistent(old, line));
            foreach (TextRegion region in after[page].Regions)
                if (regions.TryGetValue(region.Id, out TextRegion? old))
                    editor.EditBlock(before.Blocks[region.Id], old, region);
            editor.EditBlocks(before.Elements[page], before.Pages[page], after[page]);
        }
        editor.WriteTags();
        return editor._edits.Apply();
    }

    private static IEnumerable<string> Order(Page page) => page.Regions.SelectMany(region => region.Lines.Select(line => line.Id).Prepend(region.Id));

    private void EditBlocks(XElement page, Page before, Page after)
    {
        if (!_orderChanges)
            return;
        XElement space = page.Children(Names.PrintSpace).FirstOrDefault() ?? page;
        XElement[] present = [.. before.Regions.Select(region => _before.Blocks[region.Id]).OrderBy(block => _source[block].Start)];
        // Blocks inside others cannot change places with those outside: they stay where they are.
        XElement[] outer = [.. present.Where(block => block.Parent == space)];
        foreach (XElement gone in present.Except(outer).Except(after.Regions.Select(region => _before.Blocks.GetValueOrDefault(region.Id)).OfType<XElement>()))
            _edits.Remove(gone);
        ElementOrder.Arrange(_edits, space, outer,
            [.. after.Regions.Where(region => !_before.Blocks.TryGetValue(region.Id, out XElement? block) || block.Parent == space)
                .Select(region => _before.Blocks.GetValueOrDefault(region.Id) ?? _writer.Block(region))], name => name == Names.Shape);
    }

    private void EditBlock(XElement element, TextRegion before, TextRegion after)
    {
        EditOutline(element, before.Boundary, after.Boundary);
        EditType(element, before.Type, after.Type, AltoTag.Block);
        if (!_orderChanges)
            return;
        ElementOrder.Arrange(_edits, element, [.. element.Children(Names.TextLine)],
            [.. after.Lines.Select(line => _before.Lines.GetValueOrDefault(line.Id) ?? _writer.Line(line))], name => name == Names.Shape);
    }

    private void EditLine(XElement element, TextLine before, TextLine after)
    {
        EditOutline(element, before.Boundary, after.Boundary);
        EditType(element, before.Type, after.Type, AltoTag.Line);
        if (!(before.Baseline?.Points ?? []).SequenceEqual(after.Baseline?.Points ?? []))
            _edits.SetAttribute(element, Names.Baseline, after.Baseline is { } baseline ? _writer.Points(baseline.Points) : null);
        XElement[] strings = [.. element.Children(Names.String).Where(text => AltoReader.TextOf(text).Length > 0)];
        if (before.Words.Count > 0 && before.Words.Count == after.Words.Count && strings.Length == after.Words.Count)
        {
            for (int i = 0; i < strings.Length; i++)
                EditWord(strings[i], before.Words[i], after.Words[i], i == strings.Length - 1 ? element.Children(Names.Hyphen).FirstOrDefault() : null);
        }
        else if (before.Words.Count == 0 && after.Words.Count == 0 && element.Children(Names.String).FirstOrDefault() is { } single && strings.Length <= 1
            && !element.Children(Names.Hyphen).Any())
        {
            _edits.SetAttribute(single, Names.Content, after.Text ?? "");
            if (before.Confidence != after.Confidence)
                _edits.SetAttribute(single, Names.WordConfidence, after.Confidence is { } sure ? XmlConfidence.Text(sure) : null);
        }
        else if (before.Text != after.Text || before.Confidence != after.Confidence || before.Words.Count > 0 || after.Words.Count > 0)
            Rewrite(element, after);
    }

    /// <summary>All strings and spaces of a line anew.</summary>
    private void Rewrite(XElement element, TextLine after)
    {
        foreach (XElement old in element.Elements().Where(child => child.Name.LocalName is Names.String or Names.Space or Names.Hyphen))
            _edits.Remove(old);
        foreach (XElement added in _writer.Strings(after))
            _edits.Insert(element, _ => true, added);
    }

    private void EditWord(XElement element, TextWord before, TextWord after, XElement? hyphen)
    {
        EditOutline(element, before.Boundary, after.Boundary);
        if (before.Text != after.Text)
        {
            string text = after.Text, mark = hyphen is null ? "" : AltoReader.TextOf(hyphen);
            if (hyphen is not null && text.EndsWith(mark, StringComparison.Ordinal))
                text = text[..^mark.Length];
            else if (hyphen is not null)
                _edits.Remove(hyphen);
            _edits.SetAttribute(element, Names.Content, text);
        }
        if (before.Confidence != after.Confidence)
            _edits.SetAttribute(element, Names.WordConfidence, after.Confidence is { } sure ? XmlConfidence.Text(sure) : null);
        if (!before.CharacterConfidences.SequenceEqual(after.CharacterConfidences))
            _edits.SetAttribute(element, Names.CharacterConfidences, after.CharacterConfidences.Count > 0 ? AltoConfidences.Digits(after.CharacterConfidences) : null);
        // Glyphs of a word that says something else are none of its own.
        if (before.Text != after.Text)
            foreach (XElement glyph in element.Children(Names.Glyph))
                _edits.Remove(glyph);
        if (before.Alternatives.SequenceEqual(after.Alternatives))
            return;
        foreach (XElement other in element.Children(Names.Alternative))
            _edits.Remove(other);
        foreach (XElement other in AltoWriter.Alternatives(after.Alternatives))
            _edits.Insert(element, name => name is Names.Shape or Names.Alternative, other);
    }

    private void EditOutline(XElement element, Boundary before, Boundary after)
    {
        if (before.Points.SequenceEqual(after.Points))
            return;
        foreach (XAttribute side in _writer.Box(after))
            _edits.SetAttribute(element, side.Name.LocalName, side.Value);
        XElement? present = element.Children(Names.Shape).FirstOrDefault(), shape = _writer.Shape(after);
        if (present is not null && shape is not null && present.Children(Names.Polygon).FirstOrDefault() is { } polygon)
            _edits.SetAttribute(polygon, Names.Points, _writer.Points(after.Points));
        else if (shape is not null)
            _edits.Insert(element, _ => false, shape);
        if (present is not null && (shape is null || !present.Children(Names.Polygon).Any()))
            _edits.Remove(present);
    }

    private void EditType(XElement element, string? before, string? after, AltoTag of)
    {
        if (before == after)
            return;
        // Other tags stay.
        string[] references = (element.AttributeValue(Names.TagReferences) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<string> kept = [.. references.Where(reference => LabelOf(reference) != before)];
        if (after is not null)
            kept.Insert(0, TagOf(after, of));
        _edits.SetAttribute(element, Names.TagReferences, kept.Count > 0 ? string.Join(' ', kept) : null);
    }

    private IEnumerable<XElement> Tags => _source.Root.Children(Names.Tags).Elements();

    private string? LabelOf(string reference) => Tags.FirstOrDefault(tag => tag.AttributeValue(Names.Id) == reference)?.AttributeValue(Names.Label);

    /// <summary>The tag of a type: the file's own where it has one that is used for such elements.</summary>
    private string TagOf(string type, AltoTag of)
    {
        if (_newTags.TryGetValue((type, of), out string? known))
            return known;
        XElement[] own = [.. Tags.Where(tag => tag.AttributeValue(Names.Label) == type && tag.AttributeValue("TYPE") is not ("language" or "split"))];
        string begins = AltoWriter.Describes(of);
        if ((own.FirstOrDefault(tag => tag.AttributeValue("DESCRIPTION")?.StartsWith(begins, StringComparison.Ordinal) == true) ?? own.FirstOrDefault())?.AttributeValue(Names.Id) is { } id)
            return _newTags[(type, of)] = id;
        XElement added = AltoWriter.Tag(_ids, type, of, Tags.Count() + _tags.Count + 1);
        _tags.Add(added);
        return _newTags[(type, of)] = added.AttributeValue(Names.Id) ?? "";
    }

    private void WriteTags()
    {
        if (_tags.Count == 0)
            return;
        if (_source.Root.Children(Names.Tags).FirstOrDefault() is { } tags)
            foreach (XElement tag in _tags)
                _edits.Insert(tags, _ => true, tag);
        else
            _edits.Insert(_source.Root, name => name is Names.Description or "Styles", new XElement(Names.Tags, _tags));
    }
}
