using System.Globalization;
using System.Xml.Linq;
using Ductus.Documents.Xml;
using Ductus.Layout;
using Names = Ductus.Documents.AltoFiles.AltoNames;

namespace Ductus.Documents.AltoFiles;

/// <summary>Reads ALTO of any version by the names of its elements, as the field's programs write it. One per file.</summary>
internal sealed class AltoReader
{
    private readonly XmlSource _source;
    private readonly PageSize? _image;
    private readonly Action<DocumentRepair> _repaired;
    private readonly DocumentIds _ids;
    private readonly AltoOrder _order;
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XElement> _blocks = new(StringComparer.Ordinal), _lines = new(StringComparer.Ordinal);
    private Outlines _outlines;
    private double _scale = 1;
    private double? _lineHeight;                                                          // of the page that is read
    private (XElement? Block, Boundary? Boundary) _lastBlock;

    private AltoReader(XmlSource source, PageSize? image, Action<DocumentRepair> repaired)
    {
        (_source, _image, _repaired, _ids) = (source, image, repaired, new DocumentIds(Names.Id, repaired));
        if (source.Repair is { } repair)
            repaired(repair);
        if (source.Root.Name.LocalName != Names.Root)
            throw Failure(source.Root, $"expected ALTO, whose first element is {Names.Root}; this one is {source.Root.Name.LocalName}");
        _order = new AltoOrder(source.Root);
        _outlines = new Outlines(default, repaired);
        foreach (XElement tag in source.Root.Children(Names.Tags).Elements())
            // Languages and parts of a training set are tags, too, but no types.
            if (tag.AttributeValue(Names.Id) is { } id && tag.AttributeValue(Names.Label) is { Length: > 0 } label && tag.AttributeValue("TYPE") is not ("language" or "split"))
                _labels.TryAdd(id, label);
    }

    /// <param name="source">The file.</param>
    /// <param name="image">Size of the pages' images, for files that do not measure in pixels.</param>
    /// <param name="repaired">Told of what is not as ALTO wants it.</param>
    /// <exception cref="AltoException">It is no ALTO, or cannot be understood.</exception>
    public static AltoContent Read(XmlSource source, PageSize? image, Action<DocumentRepair> repaired) => new AltoReader(source, image, repaired).Read();

    /// <summary>Who read the pages, in a file that Ductus wrote.</summary>
    public static DocumentOrigin? Origin(XElement root)
    {
        XElement[] steps = [.. root.Children(Names.Description).SelectMany(description => description.Children("Processing")).Take(1)];
        return DocumentOrigin.Parse(steps.SelectMany(step => step.Children("processingSoftware")).SelectMany(software => software.Children("softwareName")).FirstOrDefault()?.Value,
            steps.SelectMany(step => step.Children("processingDateTime")).FirstOrDefault()?.Value, steps.SelectMany(step => step.Children("processingStepSettings")).FirstOrDefault()?.Value);
    }

    private AltoContent Read()
    {
        XElement[] elements = [.. _source.Root.Children(Names.Layout).SelectMany(layout => layout.Children(Names.Page))];
        if (elements.Length == 0)
            throw Failure(_source.Root, $"expected a {Names.Page} in {Names.Layout}; there is none");
        string? name = _source.Root.Children(Names.Description).Elements().Where(element => element.Name.LocalName == "sourceImageInformation")
            .SelectMany(information => information.Children("fileName")).FirstOrDefault()?.Value.Trim();
        var pages = new List<Page>(elements.Length);
        var scales = new List<double>(elements.Length);
        foreach (XElement element in elements)
        {
            PageSize size = Size(element);
            _outlines = new Outlines(size, _repaired);
            _lineHeight = null;
            scales.Add(_scale);
            XElement[] blocks = [.. element.Descendants().Where(block => block.Name.LocalName == Names.TextBlock)];
            pages.Add(new Page { Width = size.Width, Height = size.Height, ImageName = name, Regions = [.. _order.Of(blocks).Select(Region)] });
        }
        return new AltoContent(pages, elements, scales, _blocks, _lines);
    }

    /// <summary>Of a page, in pixels; sets how many pixels a unit of the file has.</summary>
    private PageSize Size(XElement page)
    {
        double Side(string name) => Math.Max(0, Number(page, name) ?? 0);
        var (width, height) = (Side(Names.Width), Side(Names.Height));
        string unit = _source.Root.Children(Names.Description).SelectMany(description => description.Children(Names.Unit)).FirstOrDefault()?.Value.Trim() ?? "pixel";
        bool isPixels = unit == "pixel";
        _scale = 1;
        if (isPixels && width >= 1 && height >= 1)
            return new PageSize((int)Math.Round(width), (int)Math.Round(height));
        if (_image is not { } image)
            throw Failure(page, isPixels ? $"expected {Names.Width} and {Names.Height} above 0; got \"{page.AttributeValue(Names.Width)}\" and \"{page.AttributeValue(Names.Height)}\""
                : $"expected a file in pixels, or the page's image beside it; this one measures in {unit}");
        if (!isPixels && width > 0)
            _scale = image.Width / width;
        else if (!isPixels)
            throw Failure(page, $"expected a {Names.Width} to compare the image's {image.Width} pixels with; the page has none, and the file measures in {unit}");
        else
            Repaired(page, string.Create(CultureInfo.InvariantCulture, $"the page has no size: that of its image, {image.Width} × {image.Height} pixels, is taken"));
        return image;
    }

    private TextRegion Region(XElement element)
    {
        string id = _ids.Of(element, "r");
        _blocks.Add(id, element);
        TextLine[] lines = [.. _order.Of([.. element.Children(Names.TextLine)]).Select(Line)];
        return new TextRegion
        {
            Id = id,
            Boundary = Boundary(element, $"block {id}") ?? _outlines.Around([.. lines.Select(line => line.Boundary)]),
            Type = Type(element),
            Lines = lines,
        };
    }

    private TextLine Line(XElement element)
    {
        string id = _ids.Of(element, "l"), what = $"line {id}";
        _lines.Add(id, element);
        Boundary? boundary = Boundary(element, what);
        Baseline? baseline = Baseline(element, what);
        XElement[] strings = [.. element.Children(Names.String).Where(text => TextOf(text).Length > 0)];
        // Some programs put a whole line into one string.
        bool areWords = strings.All(text => !TextOf(text).Contains(' ', StringComparison.Ordinal));
        TextWord[] words = areWords ? [.. strings.Select((text, place) => WordOf(text, $"word {place + 1} of {what}", boundary is null ? null : _outlines.Around([boundary])))] : [];
        string hyphen = string.Concat(element.Children(Names.Hyphen).Select(TextOf)), said = string.Join(' ', strings.Select(TextOf)) + hyphen;
        if (words.Length > 0)
            words[^1] = words[^1] with { Text = words[^1].Text + hyphen };
        if (boundary is null)
        {
            Repaired(element, $"{what} has no outline: {(words.Length > 0 ? "the box around its words" : baseline is not null ? "a band along its baseline" : "the box around its block")} is taken");
            boundary = words.Length > 0 ? _outlines.Around([.. words.Select(word => word.Boundary)])
                : baseline is not null ? _outlines.Around(baseline, LineHeight(element)) : element.Parent is { } block ? OfBlock(block) : null;
        }
        return new TextLine
        {
            Id = id,
            Boundary = boundary ?? _outlines.Around([]),
            Baseline = baseline,
            Type = Type(element),
            Text = said.Length > 0 ? said : null,
            // A line of one string is as sure as that.
            Confidence = !areWords && strings.Length == 1 ? XmlConfidence.Parse(strings[0].AttributeValue(Names.WordConfidence)) : null,
            Words = words,
        };
    }

    private TextWord WordOf(XElement element, string what, Boundary? line)
    {
        string text = TextOf(element);
        return new TextWord
        {
            Text = text,
            Boundary = Boundary(element, what) ?? line ?? _outlines.Around([]),
            Confidence = XmlConfidence.Parse(element.AttributeValue(Names.WordConfidence)),
            CharacterConfidences = AltoConfidences.Of(element, text),
            Alternatives = [.. element.Children(Names.Alternative).Select(other => new TextAlternative(XmlText.Normalized(other.Value), AltoConfidences.OfAlternative(other)))
                .Where(other => other.Text.Length > 0)],
        };
    }

    /// <summary>Median height of the lines of the page that have outlines; 0 where none has one.</summary>
    private double LineHeight(XElement line) => _lineHeight ??= Medians.Of(line.Ancestors().Last(element => element.Name.LocalName == Names.Page).Descendants()
        .Where(element => element.Name.LocalName == Names.TextLine).Select(element => Number(element, Names.Height)).OfType<double>().Where(height => height > 0).Select(height => height * _scale));

    /// <summary>The box around a block: made once for all its lines, and small, whatever points it has.</summary>
    private Boundary? OfBlock(XElement block)
    {
        if (_lastBlock.Block != block)
            _lastBlock = (block, Boundary(block, "its block") is { } outline ? _outlines.Around([outline]) : null);
        return _lastBlock.Boundary;
    }

    private Boundary? Boundary(XElement element, string what)
    {
        if (element.Children(Names.Shape).SelectMany(shape => shape.Children(Names.Polygon)).FirstOrDefault() is { } polygon
            && _outlines.BoundaryOf(Points(polygon, Names.Points, what), what, XmlSource.LineOf(polygon)) is { } outline)
            return outline;
        return Number(element, Names.Left) is { } left && Number(element, Names.Top) is { } top && Number(element, Names.Width) is { } width && Number(element, Names.Height) is { } height
            && (width > 0 || height > 0) ? _outlines.BoxOf(left * _scale, top * _scale, width * _scale, height * _scale) : null;
    }

    private Baseline? Baseline(XElement element, string what)
    {
        if (element.AttributeValue(Names.Baseline) is not { } text)
            return null;
        // Before version 4.2 it was the height of a level line.
        if (PointList.Number(text.Trim()) is { } y)
            return Number(element, Names.Left) is { } left && Number(element, Names.Width) is { } width && width > 0
                ? _outlines.BaselineOf([new Point(left * _scale, y * _scale), new Point((left + width) * _scale, y * _scale)], what, XmlSource.LineOf(element)) : null;
        return _outlines.BaselineOf(Points(element, Names.Baseline, what), what, XmlSource.LineOf(element));
    }

    private List<Point> Points(XElement element, string attribute, string what)
    {
        string text = element.AttributeValue(attribute) ?? "";
        return PointList.TryParse(text, out List<Point> points) ? [.. points.Select(point => new Point(point.X * _scale, point.Y * _scale))]
            : throw Failure(element, $"expected the {attribute} of {what} as x y x y …; got \"{PointList.Shown(text)}\"");
    }

    private string? Type(XElement element) =>
        (element.AttributeValue(Names.TagReferences) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(_labels.GetValueOrDefault).FirstOrDefault(label => label is not null);

    internal static string TextOf(XElement element) => XmlText.Normalized(element.AttributeValue(Names.Content) ?? "");

    private static double? Number(XElement element, string attribute) => PointList.Number(element.AttributeValue(attribute));

    private void Repaired(XElement element, string what) => _repaired(new DocumentRepair(XmlSource.LineOf(element), what));

    private AltoException Failure(XElement element, string problem) => new(_source.Path, XmlSource.LineOf(element), problem + ".");
}
