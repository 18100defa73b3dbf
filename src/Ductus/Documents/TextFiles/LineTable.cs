using System.Globalization;
using System.Text;
using Ductus.Layout;

namespace Ductus.Documents.TextFiles;

/// <summary>A row for each line of writing, for spreadsheets: CSV as RFC 4180 has it. Written only. Thread-safe.</summary>
public static class LineTable
{
    private static readonly string[] Columns =
        ["page", "image", "region", "region_type", "line", "line_type", "left", "top", "width", "height", "text", "confidence", "corrected", "uncertain_words"];

    /// <returns>A header and the rows, in reading order; places in pixels.</returns>
    public static string Of(IReadOnlyList<Page> pages, DocumentOptions? options = null)
    {
        var table = new StringBuilder();
        table.Append(Csv.Row(Columns));
        for (int number = 1; number <= pages.Count; number++)
            foreach (TextRegion region in pages[number - 1].Regions)
                foreach (TextLine line in region.Lines)
                {
                    Box box = line.Boundary.Bounds;
                    table.Append(Csv.Row(
                    [
                        Number(number), pages[number - 1].ImageName ?? "", region.Id, region.Type ?? "", line.Id, line.Type ?? "",
                        Number(box.X), Number(box.Y), Number(box.Width), Number(box.Height),
                        line.Text ?? "", line.Confidence?.ToString("F4", CultureInfo.InvariantCulture) ?? "", line.Corrected ?? "",
                        options is { LeastConfidence: > 0 } ? Number(line.Words.Count(options.IsUncertain)) : "",
                    ]));
                }
        return table.ToString();
    }

    /// <summary>Writes the file as a whole, or not at all; UTF-8 without a byte order mark.</summary>
    public static void Write(IReadOnlyList<Page> pages, string path, DocumentOptions? options = null) => AtomicFile.Write(path, Of(pages, options));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
