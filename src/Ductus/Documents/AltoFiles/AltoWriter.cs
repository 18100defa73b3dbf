using System.Globalization;
using System.Xml.Linq;
using Ductus.Documents.Xml;
using Ductus.Layout;
using Names = Ductus.Documents.AltoFiles.AltoNames;

namespace Ductus.Documents.AltoFiles;

/// <summary>Makes the elements of ALTO 4.4. One per file.</summary>
/// <param name="ids">Those that the file has already.</param>
/// <param name="tagOf">The id of the tag for the type of a block (true) or line (false).</param>
/// <param name="scale">Pixels to a unit of the file.</param>
internal sealed class AltoWriter(XmlIds ids, Func<string, bool, string> tagOf, double scale)
{
    private const string Declarations =
        $"""xmlns="{Names.Namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{Names.Namespace} {Names.Schema}" """;

    /// <returns>A whole file, UTF-8.</returns>
    public static byte[] Write(IReadOnlyList<Page> pages, DocumentOrigin origin)
    {
        var ids = new XmlIds();
        var tags = new List<XElement>();
        var known = new Dictionary<(string, bool), string>();
        string TagOf(string type, bool isBlock)
        {
            if (known.TryGetValue((type, isBlock), out string? id))
                return id;
            var tag = Tag(ids, type, isBlock, tags.Count + 1);
            tags.Add(tag);
            return known[(type, isBlock)] = tag.AttributeValue(Names.Id) ?? "";
        }
        var writer = new AltoWriter(ids, TagOf, scale: 1);
        XElement[] content = [.. pages.Select(writer.Page)];
        return XmlFormat.Document(new XElement(Names.Root,
            Description(pages, origin, ids),
            tags.Count > 0 ? new XElement(Names.Tags, tags) : null,
            new XElement(Names.Layout, content)), Declarations.TrimEnd());
    }

    /// <summary>What types are written as.</summary>
    public static XElement Tag(XmlIds ids, string type, bool isBlock, int number) => new("OtherTag",
        new XAttribute(Names.Id, ids.Of(string.Create(CultureInfo.InvariantCulture, $"{(isBlock ? "BT" : "LT")}{number}"))),
        new XAttribute(Names.Label, type), new XAttribute("DESCRIPTION", $"{(isBlock ? "block" : "line")} type {type}"));

    public XElement Block(TextRegion region) => new(Names.TextBlock,
        new XAttribute(Names.Id, ids.Of(region.Id)),
        region.Type is { } type ? new XAttribute(Names.TagReferences, tagOf(type, true)) : null,
        Box(region.Boundary), Shape(region.Boundary),
        region.Lines.Select(Line));

    public XElement Line(TextLine line) => new(Names.TextLine,
        new XAttribute(Names.Id, ids.Of(line.Id)),
        line.Type is { } type ? new XAttribute(Names.TagReferences, tagOf(type, false)) : null,
        line.Baseline is { } baseline ? new XAttribute(Names.Baseline, Points(baseline.Points)) : null,
        Box(line.Boundary), Shape(line.Boundary),
        Strings(line));

    /// <summary>A string for each word, with spaces between them; a single one where nobody has told the words apart.</summary>
    public IEnumerable<XElement> Strings(TextLine line)
    {
        if (line.Words.Count == 0)
            return [String(line.Text ?? "", line.Boundary, line.Confidence, [], [])];
        return line.Words.SelectMany((word, place) => (IEnumerable<XElement>)
        [
            .. place > 0 ? (XElement[])[new XElement(Names.Space)] : [],
            String(word.Text, word.Boundary, word.Confidence, word.CharacterConfidences, word.Alternatives),
        ]);
    }

    public IEnumerable<XAttribute> Box(Boundary boundary)
    {
        Box box = boundary.Bounds;
        return [Number(Names.Left, box.X), Number(Names.Top, box.Y), Number(Names.Width, box.Width), Number(Names.Height, box.Height)];
    }

    /// <summary>None for an upright rectangle, which the box has told already.</summary>
    public XElement? Shape(Boundary boundary) => boundary.Points.SequenceEqual(Boundary.FromBox(boundary.Bounds).Points) ? null
        : new XElement(Names.Shape, new XElement(Names.Polygon, new XAttribute(Names.Points, Points(boundary.Points))));

    public string Points(IReadOnlyList<Point> points) =>
        PointList.Of(scale == 1 ? points : points.Select(point => new Point(point.X / scale, point.Y / scale)), between: ' ');

    public static IEnumerable<XElement> Alternatives(IReadOnlyList<TextAlternative> alternatives) => alternatives.Where(other => other.Text.Length > 0)
        .Select(other => new XElement(Names.Alternative, new XAttribute(Names.Purpose, AltoConfidences.Purpose(other.Confidence)), other.Text));

    private static XElement Description(IReadOnlyList<Page> pages, DocumentOrigin origin, XmlIds ids) => new(Names.Description,
        new XElement(Names.Unit, "pixel"),
        pages.Select(page => page.ImageName).FirstOrDefault(name => name is not null) is { } image
            ? new XElement("sourceImageInformation", new XElement("fileName", image)) : null,
        new XElement("Processing", new XAttribute(Names.Id, ids.Of("processing")),
            new XElement("processingCategory", "contentGeneration"),
            new XElement("processingDateTime", origin.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            origin.Reader is { } reader ? new XElement("processingStepSettings", reader) : null,
            new XElement("processingSoftware", new XElement("softwareName", origin.Software))));

    private XElement Page(Page page, int place)
    {
        string number = (place + 1).ToString(CultureInfo.InvariantCulture);
        return new XElement(Names.Page,
            new XAttribute(Names.Id, ids.Of($"page{number}")), new XAttribute("PHYSICAL_IMG_NR", number), Number(Names.Width, page.Width), Number(Names.Height, page.Height),
            new XElement(Names.PrintSpace, Number(Names.Left, 0), Number(Names.Top, 0), Number(Names.Width, page.Width), Number(Names.Height, page.Height),
                page.Regions.Select(Block)));
    }

    private XElement String(string text, Boundary boundary, double? confidence, IReadOnlyList<double> characters, IReadOnlyList<TextAlternative> alternatives) => new(Names.String,
        new XAttribute(Names.Content, text),
        Box(boundary),
        confidence is { } sure ? new XAttribute(Names.WordConfidence, AltoConfidences.Written(sure)) : null,
        characters.Count > 0 ? new XAttribute(Names.CharacterConfidences, AltoConfidences.Digits(characters)) : null,
        Shape(boundary),
        Alternatives(alternatives));

    private XAttribute Number(string name, int pixels) => new(name, Math.Round(pixels / scale, 2).ToString(CultureInfo.InvariantCulture));
}
