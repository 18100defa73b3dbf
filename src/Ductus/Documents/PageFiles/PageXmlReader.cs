using System.Globalization;
using System.Xml.Linq;
using Ductus.Documents.Xml;
using Ductus.Layout;
using Names = Ductus.Documents.PageFiles.PageXmlNames;

namespace Ductus.Documents.PageFiles;

/// <summary>Reads PAGE of any version by the names of its elements, as the field's programs write it. One per file.</summary>
internal sealed class PageXmlReader
{
    private readonly XmlSource _source;
    private readonly Action<DocumentRepair> _repaired;
    private readonly XElement _page;
    private readonly PageSize _size;
    private readonly Outlines _outlines;
    private readonly DocumentIds _ids;
    private readonly Dictionary<string, XElement> _regions = new(StringComparer.Ordinal), _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<XElement>> _words = new(StringComparer.Ordinal);
    private double? _lineHeight;
    private (XElement? Parent, Boundary? Boundary) _lastParent;

    private PageXmlReader(XmlSource source, PageSize? image, Action<DocumentRepair> repaired)
    {
        (_source, _repaired, _ids) = (source, repaired, new DocumentIds("id", repaired));
        if (source.Repair is { } repair)
            repaired(repair);
        if (source.Root.Name.LocalName != Names.Root)
            throw Failure(source.Root, $"expected PAGE, whose first element is {Names.Root}; this one is {source.Root.Name.LocalName}");
        XElement[] pages = [.. source.Root.Elements().Where(element => element.Name.LocalName == Names.Page)];
        if (pages.Length != 1)
            throw Failure(source.Root, $"expected one {Names.Page}; there are {pages.Length}");
        _page = pages[0];
        _size = Size(image);
        _outlines = new Outlines(_size, repaired);
    }

    /// <param name="source">The file.</param>
    /// <param name="image">Size of its image, for files that do not tell it.</param>
    /// <param name="repaired">Told of what is not as PAGE wants it, in the order of the file.</param>
    /// <exception cref="PageXmlException">It is no PAGE, or cannot be understood.</exception>
    public static PageXmlContent Read(XmlSource source, PageSize? image, Action<DocumentRepair> repaired) => new PageXmlReader(source, image, repaired).Read();

    /// <summary>Who read the page, in a file that Ductus wrote.</summary>
    public static DocumentOrigin? Origin(XElement root)
    {
        XElement[] metadata = [.. root.Children("Metadata").Take(1)];
        return DocumentOrigin.Parse(metadata.SelectMany(one => one.Children("Creator")).FirstOrDefault()?.Value, metadata.SelectMany(one => one.Children("Created")).FirstOrDefault()?.Value,
            metadata.SelectMany(one => one.Children("MetadataItem")).FirstOrDefault(item => item.AttributeValue("name") == "recognition")?.AttributeValue("value"));
    }

    private PageXmlContent Read()
    {
        XElement[] elements = [.. _page.Descendants().Where(IsRegion)];
        var regions = new List<TextRegion>(elements.Length);
        foreach (XElement element in RegionOrder.Of(_page, elements))
            regions.Add(Region(element));
        var page = new Page { Width = _size.Width, Height = _size.Height, Regions = regions, ImageName = _page.AttributeValue("imageFilename") };
        return new PageXmlContent(page, _page, _regions, _lines, _words);
    }

    // A cell of a table is a region of its own; so is a region in which others lie, for the lines that are not theirs.
    private static bool IsRegion(XElement element) =>
        element.Name.LocalName == Names.TextRegion || (element.Name.LocalName == Names.TableCell && element.Children(Names.TextLine).Any());

    private PageSize Size(PageSize? image)
    {
        int? Side(string name) => int.TryParse(_page.AttributeValue(name), NumberStyles.None, CultureInfo.InvariantCulture, out int side) && side > 0 ? side : null;
        if (Side("imageWidth") is { } width && Side("imageHeight") is { } height)
            return new PageSize(width, height);
        if (image is not { } known)
            throw Failure(_page, $"expected imageWidth and imageHeight above 0; got \"{_page.AttributeValue("imageWidth")}\" and \"{_page.AttributeValue("imageHeight")}\"");
        Repaired(_page, string.Create(CultureInfo.InvariantCulture, $"the page has no size: that of its image, {known.Width} × {known.Height} pixels, is taken"));
        return known;
    }

    private TextRegion Region(XElement element)
    {
        string id = _ids.Of(element, "r");
        _regions.Add(id, element);
        var lines = new List<TextLine>();
        foreach (XElement line in InOrder([.. element.Children(Names.TextLine)]))
            lines.Add(Line(line));
        Boundary? boundary = Boundary(element, $"region {id}");
        if (boundary is null)
            Repaired(element, $"region {id} has no outline: the box around its lines is taken");
        string? custom = element.AttributeValue(Names.Custom);
        return new TextRegion
        {
            Id = id,
            Boundary = boundary ?? _outlines.Around([.. lines.Select(line => line.Boundary)]),
            Type = Names.TypeIn(custom) ?? element.AttributeValue("type"),
            Lines = lines,
        };
    }

    /// <summary>As <c>custom</c> says where it numbers all lines, else as they stand.</summary>
    private static IEnumerable<XElement> InOrder(XElement[] lines)
    {
        int?[] indices = [.. lines.Select(line => Names.IndexIn(line.AttributeValue(Names.Custom)))];
        return indices.All(index => index is not null) ? lines.Zip(indices).OrderBy(line => line.Second).Select(line => line.First) : lines;
    }

    private TextLine Line(XElement element)
    {
        string id = _ids.Of(element, "l"), what = $"line {id}";
        _lines.Add(id, element);
        Baseline? baseline = element.Children(Names.Baseline).FirstOrDefault() is { } drawn ? _outlines.BaselineOf(Points(drawn, what), what, XmlSource.LineOf(drawn)) : null;
        var words = new List<TextWord>();
        var wordElements = new List<XElement>();
        foreach (XElement word in element.Children(Names.Word))
        {
            if (WordOf(word, $"word {words.Count + 1} of {what}") is not { } read)
                continue;                                                  // a space
            words.Add(read);
            wordElements.Add(word);
        }
        _words.Add(id, wordElements);
        PageXmlText text = PageXmlText.Of(element);
        string? said = text.Text ?? (words.Count > 0 ? string.Join(' ', words.Select(word => word.Text)) : null);
        return new TextLine
        {
            Id = id,
            Boundary = Boundary(element, what) ?? Substitute(element, what, baseline, words),
            Baseline = baseline,
            Type = Names.TypeIn(element.AttributeValue(Names.Custom)),
            Text = said,
            Confidence = text.Confidence,
            Alternatives = text.Alternatives,
            Words = words,
        };
    }

    private Boundary Substitute(XElement element, string what, Baseline? baseline, List<TextWord> words)
    {
        if (words.Count > 0)
        {
            Repaired(element, $"{what} has no outline: the box around its words is taken");
            return _outlines.Around([.. words.Select(word => word.Boundary)]);
        }
        if (baseline is not null)
        {
            Repaired(element, $"{what} has no outline: a band along its baseline is taken");
            return _outlines.Around(baseline, LineHeight());
        }
        Boundary? region = OfParent(element, "its region");
        Repaired(element, $"{what} has neither outline nor baseline: it lies somewhere in its region");
        return region ?? _outlines.Around([]);
    }

    /// <summary>Median height of the outlines that the page's lines have; 0 where none has one.</summary>
    private double LineHeight() => _lineHeight ??= Medians.Of(_page.Descendants().Where(element => element.Name.LocalName == Names.TextLine)
        .Select(line => line.Children(Names.Coords).FirstOrDefault()).OfType<XElement>()
        .Select(coords => PointList.TryParse(coords.AttributeValue(Names.Points) ?? "", out List<Point> points) && points.Count >= 3 ? points : null)
        .OfType<List<Point>>().Select(points => points.Max(point => point.Y) - points.Min(point => point.Y)));

    private TextWord? WordOf(XElement element, string what)
    {
        PageXmlText text = PageXmlText.Of(element);
        PageXmlText[] glyphs = [.. element.Children(Names.Glyph).Select(PageXmlText.Of)];
        string said = text.Text ?? string.Concat(glyphs.Select(glyph => glyph.Text)).Normalize();
        if (said.Length == 0)
            return null;
        Boundary? boundary = Boundary(element, what);
        if (boundary is null)
            Repaired(element, $"{what} has no outline: it lies somewhere in its line");
        return new TextWord
        {
            Text = said,
            Boundary = boundary ?? OfParent(element, "its line") ?? _outlines.Around([]),
            Confidence = text.Confidence,
            Alternatives = text.Alternatives,
            CharacterConfidences = glyphs.Length > 0 && glyphs.All(glyph => glyph.Confidence is not null) ? [.. glyphs.Select(glyph => glyph.Confidence ?? 0)] : [],
        };
    }

    /// <summary>The box around what an element lies in: made once for all that lie in it, and small, whatever points that has.</summary>
    private Boundary? OfParent(XElement element, string what)
    {
        if (element.Parent is { } parent && _lastParent.Parent != parent)
            _lastParent = (parent, Boundary(parent, what) is { } outline ? _outlines.Around([outline]) : null);
        return _lastParent.Boundary;
    }

    private Boundary? Boundary(XElement element, string what) =>
        element.Children(Names.Coords).FirstOrDefault() is { } coords ? _outlines.BoundaryOf(Points(coords, what), what, XmlSource.LineOf(coords)) : null;

    private List<Point> Points(XElement element, string what)
    {
        // Until 2010 points were elements.
        string text = element.AttributeValue(Names.Points)
            ?? string.Join(' ', element.Children("Point").Select(point => $"{point.AttributeValue("x")},{point.AttributeValue("y")}"));
        return PointList.TryParse(text, out List<Point> points) ? points
            : throw Failure(element, $"expected the points of {what} as x,y x,y …; got \"{PointList.Shown(text)}\"");
    }

    private void Repaired(XElement element, string what) => _repaired(new DocumentRepair(XmlSource.LineOf(element), what));

    private PageXmlException Failure(XElement element, string problem) => new(_source.Path, XmlSource.LineOf(element), problem + ".");
}
