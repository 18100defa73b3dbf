using System.Globalization;
using System.Xml.Linq;
using Ductus.Documents.Xml;
using Ductus.Layout;
using Names = Ductus.Documents.PageFiles.PageXmlNames;

namespace Ductus.Documents.PageFiles;

/// <summary>Makes the elements of PAGE 2019-07-15. One per file.</summary>
/// <param name="ids">Those that the file has already.</param>
/// <param name="options">What is written.</param>
internal sealed class PageXmlWriter(XmlIds ids, DocumentOptions options)
{
    private const string Declarations = $"""xmlns="{Names.Namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="{Names.Namespace} {Names.Namespace}/pagecontent.xsd" """;

    /// <returns>A whole file, UTF-8.</returns>
    public static byte[] Write(Layout.Page page, DocumentOrigin origin, DocumentOptions options) =>
        XmlFormat.Document(new PageXmlWriter(new XmlIds(), options).Document(page, origin), Declarations.TrimEnd());

    public XElement Region(TextRegion region) => Region(region, ids.Of(region.Id));

    public XElement Line(TextLine line) => new(Names.TextLine,
        new XAttribute("id", ids.Of(line.Id)),
        Custom(line) is { Length: > 0 } custom ? new XAttribute(Names.Custom, custom) : null,
        Outline(line.Boundary),
        line.Baseline is { } baseline ? new XElement(Names.Baseline, new XAttribute(Names.Points, PointList.Of(baseline.Points))) : null,
        line.Words.Select((word, place) => Word(line, word, place)),
        line.Text is { } text ? Texts(text, line.Confidence, Written(line.Alternatives)) : []);

    /// <param name="line">That it stands in.</param>
    /// <param name="word">To write.</param>
    /// <param name="place">Among the line's words, 0 the first.</param>
    public XElement Word(TextLine line, TextWord word, int place) => new(Names.Word,
        new XAttribute("id", ids.Of(string.Create(CultureInfo.InvariantCulture, $"{line.Id}w{place + 1}"))),
        Outline(word.Boundary),
        Texts(word.Text, word.Confidence, Written(word.Alternatives)));

    /// <summary>Its type and its uncertain words, as Transkribus marks those: by their place in the text.</summary>
    private string Custom(TextLine line)
    {
        var marks = new List<string>();
        if (line.Type is { } type)
            marks.Add(Names.StructureOf(type));
        int end = 0;
        foreach (TextWord word in line.WholeWords)
        {
            int offset = line.Text?.IndexOf(word.Text, end, StringComparison.Ordinal) ?? 0;
            if (options.IsUncertain(word))
                marks.Add(string.Create(CultureInfo.InvariantCulture, $"unclear {{offset:{offset}; length:{word.Text.Length};}}"));
            end = offset + word.Text.Length;
        }
        return string.Join(' ', marks);
    }

    private IReadOnlyList<TextAlternative> Written(IReadOnlyList<TextAlternative> alternatives) => options.Alternatives ? alternatives : [];

    /// <summary>A text with what else may stand there.</summary>
    public static IEnumerable<XElement> Texts(string text, double? confidence, IReadOnlyList<TextAlternative> alternatives) =>
    [
        Text(text, confidence, alternatives.Count > 0 ? 0 : null),
        .. alternatives.Select((other, place) => Text(other.Text, other.Confidence, place + 1)),
    ];

    private XElement Document(Layout.Page page, DocumentOrigin origin)
    {
        string order = ids.Of("reading-order");
        string[] regions = [.. page.Regions.Select(region => ids.Of(region.Id))];
        return new XElement(Names.Root,
            new XElement("Metadata",
                new XElement("Creator", origin.Software),
                new XElement("Created", origin.Time),
                new XElement("LastChange", origin.Time),
                origin.Reader is { } reader ? new XElement("MetadataItem",
                    new XAttribute("type", "processingStep"), new XAttribute("name", "recognition"), new XAttribute("value", reader)) : null),
            new XElement(Names.Page,
                new XAttribute("imageFilename", page.ImageName ?? ""),
                new XAttribute("imageWidth", page.Width),
                new XAttribute("imageHeight", page.Height),
                regions.Length == 0 ? null : new XElement(Names.ReadingOrder,
                    new XElement("OrderedGroup", new XAttribute("id", order), regions.Select((region, place) => Reference(region, place)))),
                page.Regions.Zip(regions, Region)));
    }

    /// <param name="region">Its id in the file.</param>
    /// <param name="place">In reading order, 0 the first.</param>
    public static XElement Reference(string region, int place) => new("RegionRefIndexed", new XAttribute(Names.Index, place), new XAttribute(Names.RegionReference, region));

    private XElement Region(TextRegion region, string id) => new(Names.TextRegion,
        new XAttribute("id", id),
        region.Type is not { } type ? null : Names.RegionTypes.Contains(type) ? new XAttribute("type", type) : new XAttribute(Names.Custom, Names.StructureOf(type)),
        Outline(region.Boundary),
        region.Lines.Select(Line),
        region.Lines.Any(line => line.Text is not null) ? Text(string.Join('\n', region.Lines.Select(line => line.Text ?? "")), confidence: null, index: null) : null);

    private static XElement Outline(Boundary boundary) => new(Names.Coords, new XAttribute(Names.Points, PointList.Of(boundary.Points)));

    private static XElement Text(string text, double? confidence, int? index) => new(Names.TextEquiv,
        index is { } place ? new XAttribute(Names.Index, place) : null,
        confidence is { } sure ? new XAttribute("conf", XmlConfidence.Text(sure)) : null,
        new XElement(Names.Unicode, text));
}
