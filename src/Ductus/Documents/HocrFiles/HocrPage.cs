using System.Globalization;
using System.Xml.Linq;
using Ductus.Layout;

namespace Ductus.Documents.HocrFiles;

/// <summary>Makes the elements of a page of hOCR.</summary>
/// <param name="page">To write.</param>
/// <param name="number">1-based.</param>
/// <param name="options">What is marked.</param>
internal sealed class HocrPage(Page page, int number, DocumentOptions options)
{
    private int _lines, _words;

    public XElement Element()
    {
        string image = page.ImageName is { } name ? $"image \"{name.Replace("\"", "", StringComparison.Ordinal)}\"; " : "";
        return Made("div", "ocr_page", $"page_{Number(number)}", $"{image}{Box(new Box(0, 0, page.Width, page.Height))}; ppageno {Number(number - 1)}",
            [.. page.Regions.Select((region, place) => Region(region, place + 1))]);
    }

    private XElement Region(TextRegion region, int place)
    {
        Box box = Around(region.Boundary, region.Lines.Select(LineBox));
        var paragraph = Made("p", "ocr_par", $"par_{Number(number)}_{Number(place)}", Box(box), [.. region.Lines.Select(Line)]);
        return Made("div", "ocr_carea", $"block_{Number(number)}_{Number(place)}", Box(box), [paragraph]);
    }

    private XElement Line(TextLine line)
    {
        Box box = LineBox(line);
        return Made("span", "ocr_line", Id("line", ++_lines), Box(box) + Baseline(line, box),
            line.WholeWords.Count > 0 ? [.. line.Words.SelectMany((word, place) => (object[])[.. place > 0 ? (object[])[" "] : [], Word(word)])] : [line.Text ?? ""]);
    }

    private XElement Word(TextWord word)
    {
        string confidence = word.Confidence is { } sure ? $"; x_wconf {Number((int)Math.Round(100 * sure))}" : "";
        return Made("span", options.IsUncertain(word) ? "ocrx_word uncertain" : "ocrx_word", Id("word", ++_words), Box(OnPage(word.Boundary.Bounds)) + confidence, [word.Text]);
    }

    private static XElement Made(string element, string type, string id, string title, object[] content) =>
        // An element without content must not be written as empty: HTML knows no such thing.
        new(element, new XAttribute("class", type), new XAttribute("id", id), new XAttribute("title", title), content.All(one => one is "") ? [" "] : content);

    private Box LineBox(TextLine line) => Around(line.Boundary, line.Words.Select(word => OnPage(word.Boundary.Bounds)));

    private Box Around(Boundary own, IEnumerable<Box> inner) => Layout.Box.Around(inner.Prepend(OnPage(own.Bounds)));

    private Box OnPage(Box box)
    {
        int left = Math.Clamp(box.X, 0, page.Width), top = Math.Clamp(box.Y, 0, page.Height);
        return new Box(left, top, Math.Clamp(box.Right, left, page.Width) - left, Math.Clamp(box.Bottom, top, page.Height) - top);
    }

    /// <summary>Slope, and distance from the lower left corner of the box: of the straight line through the baseline's ends.</summary>
    private static string Baseline(TextLine line, Box box)
    {
        if (line.Baseline is not { } baseline || baseline.Points[^1].X <= baseline.Points[0].X)
            return "";
        Point first = baseline.Points[0], last = baseline.Points[^1];
        double slope = (last.Y - first.Y) / (last.X - first.X), offset = first.Y + slope * (box.X - first.X) - box.Bottom;
        return string.Create(CultureInfo.InvariantCulture, $"; baseline {slope:0.###} {offset:0.#}");
    }

    private static string Box(Box box) => string.Create(CultureInfo.InvariantCulture, $"bbox {box.X} {box.Y} {box.Right} {box.Bottom}");

    private string Id(string what, int place) => $"{what}_{Number(number)}_{Number(place)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
