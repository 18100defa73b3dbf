using System.Globalization;
using System.Text;

namespace Ductus.Evaluation.Report;

/// <summary>A confusion matrix as inline SVG: rows what was written, columns what was read; errors darker the more of a row they are.</summary>
internal static class HeatMap
{
    private const int Cell = 18, Left = 74, Top = 74;

    public static string Render(ConfusionMatrix matrix)
    {
        int size = Left + matrix.Size * Cell + 2;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"heat\" viewBox=\"0 0 {size} {size}\" style=\"max-width:{size}px\" ")
            .Append("role=\"img\" aria-label=\"Confusion matrix\">");
        for (int i = 0; i < matrix.Size; i++)
        {
            int middle = i * Cell + Cell / 2;
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{size}\" y1=\"{Top + middle}\" y2=\"{Top + middle}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" y1=\"{Top}\" y2=\"{size}\" x1=\"{Left + middle}\" x2=\"{Left + middle}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 7}\" y=\"{Top + middle + 4}\" text-anchor=\"end\">{Name(matrix, i, "added")}</text>");
            string name = Name(matrix, i, "missed");
            svg.Append(i < matrix.Others
                ? string.Create(CultureInfo.InvariantCulture, $"<text x=\"{Left + middle}\" y=\"{Top - 7}\" text-anchor=\"middle\">{name}</text>")
                : string.Create(CultureInfo.InvariantCulture, $"<text transform=\"translate({Left + middle + 4} {Top - 7}) rotate(-90)\">{name}</text>"));
        }
        for (int written = 0; written < matrix.Size; written++)
        {
            long row = Enumerable.Range(0, matrix.Size).Sum(read => (long)matrix[written, read]);
            for (int read = 0; read < matrix.Size; read++)
                // Others read as others are right or wrong; nobody could tell from one square.
                if (matrix[written, read] > 0 && (written, read) != (matrix.Others, matrix.Others))
                    Square(svg, matrix, written, read, row);
        }
        return svg.Append("</svg>").ToString();
    }

    private static void Square(StringBuilder svg, ConfusionMatrix matrix, int written, int read, long row)
    {
        bool right = written == read && written < matrix.Others;
        double share = (double)matrix[written, read] / row;
        // The square root shows confusions of one in a hundred beside those of one in three; what is right stays in the background.
        double opacity = right ? 0.3 * share : Math.Clamp(0.12 + 1.3 * Math.Sqrt(share), 0, 1);
        string tip = written == matrix.Nothing
            ? string.Create(CultureInfo.InvariantCulture, $"{Name(matrix, read, "")} added {matrix[written, read]} times")
            : string.Create(CultureInfo.InvariantCulture,
                $"{Name(matrix, written, "")} {(read == matrix.Nothing ? "missed" : $"read as {Name(matrix, read, "")}")} "
                + $"{matrix[written, read]} times, {100 * share:F1} % of {row}");
        svg.Append(right ? "<rect class=\"right\"" : "<rect")
            .Append(CultureInfo.InvariantCulture, $" x=\"{Left + read * Cell + 1}\" y=\"{Top + written * Cell + 1}\"")
            .Append(CultureInfo.InvariantCulture, $" width=\"{Cell - 2}\" height=\"{Cell - 2}\" fill-opacity=\"{opacity:F2}\"><title>{tip}</title></rect>");
    }

    private static string Name(ConfusionMatrix matrix, int place, string nothing) =>
        place == matrix.Nothing ? nothing : place == matrix.Others ? "others" : ReportPage.Text(ReportPage.Character(matrix.Characters[place]));
}
