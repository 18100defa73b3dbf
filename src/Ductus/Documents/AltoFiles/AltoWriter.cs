using System.Globalization;
using System.Xml.Linq;
using Ductus.Documents.Xml;
using Ductus.Layout;
using Names = Ductus.Documents.AltoFiles.AltoNames;

namespace Ductus.Documents.AltoFiles;

/// <summary>What a tag says something of.</summary>
internal enum AltoTag
{
    Block,
    Line,
    Word,
}

/// <summary>Makes the elements of ALTO 4.4. One per file.</summary>
/// <param name="ids">Those that the file has already.</param>
/// <param name="tagOf">The id of the tag that says something of a block, line or word.</param>
/// <param name="scale">Pixels to a unit of the file.</param>
/// <param name="options">What is marked.</param>
internal sealed class AltoWriter(XmlIds ids, Func<string, AltoTag, string> tagOf, double scale, DocumentOptions options)
{
    private const string Declarations =
        $"""xmlns="{Names.Namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{Names.Namespace} {Names.Schema}" """;

    /// <returns>A whole file, UTF-8.</returns>
    public static byte[] Write(IReadOnlyList<Page> pages, DocumentOrigin origin, DocumentOptions options)
    {
        var ids = new XmlIds();
        var tags = new List<XElement>();
        var known = new Dictionary<(string, AltoTag), string>();
        string TagOf(string type, AltoTag of)
        {
            if (known.TryGetValue((type, of), out string? id))
                return id;
            var tag = Tag(ids, type, of, tags.Count + 1);
            tags.Add(tag);
            return known[(type, of)] = tag.AttributeValue(Names.Id) ?? "";
        }
        var writer = new AltoWriter(ids, TagOf, scale: 1, options);
        XElement[] content = [.. pages.Select(writer.Page)];
        return XmlFormat.Document(new XElement(Names.Root,
            Description(pages, origin, ids),
            tags.Count > 0 ? new XElement(Names.Tags, tags) : null,
            new XElement(Names.Layout, content)), Declarations.TrimEnd());
    }

    /// <summary>What types are written as.</summary>
    public static XElement Tag(XmlIds ids, string type, AltoTag of, int number) => new("OtherTag",
        new XAttribute(Names.Id, ids.Of(string.Create(CultureInfo.InvariantCulture, $"{of.ToString()[0]}T{number}"))),
        new XAttribute(Names.Label, type), new XAttribute("DESCRIPTION", $"{Describes(of)} {type}"));

    /// <summary>How descriptions of such tags begin, in eScriptorium's words.</summary>
    public static string Describes(AltoTag of) => of switch { AltoTag.Block => "block type", AltoTag.Line => "line type", _ => "word" };

    public XElement Block(TextRegion region) => new(Names.TextBlock,
        new XAttribute(Names.Id, ids.Of(region.Id)),
        region.Type is { } type ? new XAttribute(Names.TagReferences, tagOf(type, AltoTag.Block)) : null,
        Box(region.Boundary), Shape(region.Boundary),
        region.Lines.Select(Line));

    public XElement Line(TextLine line) => new(Names.TextLine,
        new XAttribute(Names.Id, ids.Of(line.Id)),
        line.Type is { } type ? new XAttribute(Names.TagReferences, tagOf(type, AltoTag.Line)) : null,
        line.Baseline is { } baseline ? new XAttribute(Names.Baseline, Points(baseline.Points)) : null,
        Box(line.Boundary), Shape(line.Boundary),
        Strings(line));

    /// <summary>A string for each word, with spaces between them; a single one where nobody has told the words apart.</summary>
    public IEnumerable<XElement> Strings(TextLine line)
    {
        if (line.WholeWords.Count == 0)
            return [String(line.Text ?? "", line.Boundary, line.Confidence, [], [], isUncertain: false)];
        return line.Words.SelectMany((word, place) => (IEnumerable<XElement>)
        [
            .. place > 0 ? (XElement[])[new XElement(Names.Space)] : [],
            String(word.Text, word.Boundary, word.Confidence, word.CharacterConfidences, word.Alternatives, options.IsUncertain(word)),
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
            new XElement("processingDateTime", origin.Time),
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

    private XElement String(string text, Boundary boundary, double? confidence, IReadOnlyList<double> characters, IReadOnlyList<TextAlternative> alternatives, bool isUncertain) => new(Names.String,
        isUncertain ? new XAttribute(Names.TagReferences, tagOf("unclear", AltoTag.Word)) : null,
        new XAttribute(Names.Content, text),
        Box(boundary),
        confidence is { } sure ? new XAttribute(Names.WordConfidence, XmlConfidence.Text(sure)) : null,
        characters.Count > 0 ? new XAttribute(Names.CharacterConfidences, AltoConfidences.Digits(characters)) : null,
        Shape(boundary),
        Alternatives(alternatives));

    private XAttribute Number(string name, int pixels) => new(name, Math.Round(pixels / scale, 2).ToString(CultureInfo.InvariantCulture));
}
