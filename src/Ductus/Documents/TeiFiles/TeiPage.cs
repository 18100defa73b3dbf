using System.Globalization;
using System.Xml.Linq;
using Ductus.Documents.Xml;
using Ductus.Layout;

namespace Ductus.Documents.TeiFiles;

/// <summary>Makes the elements of a page of TEI: its surface, and its text.</summary>
internal sealed class TeiPage
{
    private readonly Page _page;
    private readonly int _number;
    private readonly DocumentOptions _options;
    private readonly string _id;
    private readonly string[] _regions;
    private readonly string[][] _lines;

    /// <param name="page">To write.</param>
    /// <param name="number">1-based.</param>
    /// <param name="ids">Of the file.</param>
    /// <param name="options">What is marked.</param>
    public TeiPage(Page page, int number, XmlIds ids, DocumentOptions options)
    {
        (_page, _number, _options) = (page, number, options);
        _id = ids.Of(string.Create(CultureInfo.InvariantCulture, $"page{number}"));
        _regions = [.. page.Regions.Select(region => ids.Of($"{_id}-{region.Id}"))];
        _lines = [.. page.Regions.Select(region => region.Lines.Select(line => ids.Of($"{_id}-{line.Id}")).ToArray())];
    }

    public XElement Surface() => new("surface",
        Id(_id), Number("ulx", 0), Number("uly", 0), Number("lrx", _page.Width), Number("lry", _page.Height),
        _page.ImageName is { } image ? new XElement("graphic", new XAttribute("url", Url(image)), Pixels("width", _page.Width), Pixels("height", _page.Height)) : null,
        _page.Regions.Select((region, place) => new XElement("zone",
            Id(_regions[place]), new XAttribute("type", "region"), Subtype(region.Type), Points(region.Boundary.Points),
            region.Lines.Select((line, inner) => new XElement("zone",
                Id(_lines[place][inner]), new XAttribute("type", "line"), Subtype(line.Type), Points(line.Boundary.Points),
                line.Baseline is { } baseline ? new XElement("path", new XAttribute("type", "baseline"), Points(baseline.Points)) : null)))));

    public IEnumerable<XElement> Text() =>
    [
        new XElement("pb", new XAttribute("n", _number), new XAttribute("facs", $"#{_id}")),
        .. _page.Regions.Select((region, place) => new XElement(region.Type == "heading" ? "ab" : "p",
            region.Type == "heading" ? new XAttribute("type", "heading") : null,
            new XAttribute("facs", $"#{_regions[place]}"),
            region.Lines.Select((line, inner) => (object[])
            [
                new XText("\n"),
                new XElement("lb", new XAttribute("n", inner + 1), new XAttribute("facs", $"#{_lines[place][inner]}")),
                .. Said(line),
            ]))),
    ];

    private IEnumerable<object> Said(TextLine line)
    {
        if (line.WholeWords.Any(_options.IsUncertain))
            return line.Words.SelectMany((word, place) => (object[])
            [
                .. place > 0 ? (object[])[" "] : [],
                _options.IsUncertain(word) ? new XElement("unclear", new XAttribute("cert", "low"), word.Text) : word.Text,
            ]);
        return [line.Text ?? ""];
    }

    /// <summary>A page of a PDF by its number (RFC 8118, section 3).</summary>
    private string Url(string image) => Uri.EscapeDataString(image) + (image.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) ? string.Create(CultureInfo.InvariantCulture, $"#page={_number}") : "");

    private static XAttribute? Subtype(string? type) => type is null ? null : new XAttribute("subtype", Name(type));

    /// <summary>As the data type teidata.enumerated wants it.</summary>
    private static string Name(string type) => new([.. type.Select(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '_')]);

    private static XAttribute Id(string id) => new(XNamespace.Xml + "id", id);

    private static XAttribute Points(IReadOnlyList<Point> points) => new("points", PointList.Of(points));

    private static XAttribute Number(string name, int number) => new(name, number);

    private static XAttribute Pixels(string name, int number) => new(name, string.Create(CultureInfo.InvariantCulture, $"{number}px"));
}
