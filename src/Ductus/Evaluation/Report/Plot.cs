using System.Globalization;
using System.Text;

namespace Ductus.Evaluation.Report;

/// <summary>A plot of two axes as inline SVG; colours come from the style of its <see cref="ReportPage"/>. One per thread.</summary>
/// <param name="title">Read out instead of the picture.</param>
/// <param name="x">From left to right.</param>
/// <param name="y">From bottom to top.</param>
internal sealed class Plot(string title, PlotAxis x, PlotAxis y)
{
    /// <summary>Series that differ in colour: 0 … this − 1.</summary>
    public const int Colours = 5;

    private readonly StringBuilder _marks = new();
    private readonly List<string> _legend = [];

    public int Width { get; init; } = 860;

    public int Height { get; init; } = 300;

    /// <summary>Room for the labels of the y axis.</summary>
    public int Left { get; init; } = 56;

    public string XLabel { get; init; } = "";

    public string YLabel { get; init; } = "";

    // Half of the last label stands beyond the axis.
    private int Right => Width - 26;

    private int Top => 16 + (YLabel.Length > 0 || _legend.Count > 0 ? 18 : 0);

    private int Bottom => Height - (XLabel.Length > 0 ? 46 : 28);

    private double X(double value) => Left + (Right - Left) * x.Place(value);

    // The legend moves the top, so it has to be known before anything is drawn.
    private double Y(double value) => Bottom - (Bottom - Top) * y.Place(value);

    /// <summary>Names the series 0, 1, … ; before anything is drawn.</summary>
    public Plot Legend(params IReadOnlyList<string> names)
    {
        _legend.AddRange(names);
        return this;
    }

    public Plot Polyline(IEnumerable<(double X, double Y)> points, int series = 0)
    {
        string path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):F1},{Y(point.Y):F1}")));
        _marks.Append(CultureInfo.InvariantCulture, $"<polyline class=\"stroke s{series}\" points=\"{path}\"/>");
        return this;
    }

    /// <summary>A straight line for the eye, such as the diagonal.</summary>
    public Plot Guide(double fromX, double fromY, double toX, double toY)
    {
        _marks.Append(CultureInfo.InvariantCulture, $"<line class=\"guide\" x1=\"{X(fromX):F1}\" y1=\"{Y(fromY):F1}\" x2=\"{X(toX):F1}\" y2=\"{Y(toY):F1}\"/>");
        return this;
    }

    /// <summary>A bar that stands on the low end of the y axis.</summary>
    public Plot Bar(double fromX, double toX, double value, string tip, int series = 0) =>
        Rectangle(X(fromX), Y(value), X(toX), Bottom, tip, series);

    /// <summary>A bar that starts at the low end of the x axis.</summary>
    public Plot LyingBar(double fromY, double toY, double value, string tip, int series = 0) =>
        Rectangle(Left, Y(toY), X(value), Y(fromY), tip, series);

    public Plot Point(double atX, double atY, string tip, int series = 0)
    {
        _marks.Append(CultureInfo.InvariantCulture, $"<circle class=\"fill s{series}\" cx=\"{X(atX):F1}\" cy=\"{Y(atY):F1}\" r=\"4.5\">{Tip(tip)}</circle>");
        return this;
    }

    /// <summary>An interval of y at one x.</summary>
    public Plot Interval(double atX, PercentInterval interval, int series = 0) =>
        Whisker(X(atX), Y(interval.Low), X(atX), Y(interval.High), 4, 0, series);

    /// <summary>An interval of x at one y.</summary>
    public Plot LyingInterval(double atY, PercentInterval interval, int series = 0) =>
        Whisker(X(interval.Low), Y(atY), X(interval.High), Y(atY), 0, 4, series);

    /// <summary>A note over a place.</summary>
    public Plot Note(double atX, double atY, string text)
    {
        _marks.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(atX):F1}\" y=\"{Y(atY) - 5:F1}\" text-anchor=\"middle\">{ReportPage.Text(text)}</text>");
        return this;
    }

    /// <summary>A name before the end of a curve.</summary>
    public Plot EndNote(double atX, double atY, string text)
    {
        _marks.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{X(atX) - 4:F1}\" y=\"{Y(atY) - 6:F1}\" text-anchor=\"end\">{ReportPage.Text(text)}</text>");
        return this;
    }

    /// <summary>The plot as a file of its own, with the style of the reports.</summary>
    public string ToSvgFile() => ToSvg().Replace(
        "<svg ", $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\" ", StringComparison.Ordinal).Replace(
        "</svg>", $"<style>{ReportPage.PlotStyle}</style></svg>\n", StringComparison.Ordinal);

    public string ToSvg()
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"plot\" viewBox=\"0 0 {Width} {Height}\" style=\"max-width:{Width}px\" ")
            .Append(CultureInfo.InvariantCulture, $"role=\"img\" aria-label=\"{ReportPage.Text(title)}\">");
        foreach (var (value, label) in y.Ticks)
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{Y(value):F1}\" y2=\"{Y(value):F1}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Y(value) + 4:F1}\" text-anchor=\"end\">{ReportPage.Text(label)}</text>");
        foreach (var (value, label) in x.Ticks)
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{X(value):F1}\" x2=\"{X(value):F1}\" y1=\"{Bottom}\" y2=\"{Bottom + 4}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{X(value):F1}\" y=\"{Bottom + 18}\" text-anchor=\"middle\">{ReportPage.Text(label)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"{(Left + Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{ReportPage.Text(XLabel)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"axis\" x=\"8\" y=\"14\">{ReportPage.Text(YLabel)}</text>");
        int right = Right;
        for (int series = _legend.Count - 1; series >= 0; series--)
        {
            // Some 6.7 pixels a letter; a little more room than needed looks better than too little.
            right -= 24 + (int)(6.7 * _legend[series].Length);
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"fill s{series % Colours}\" cx=\"{right + 6}\" cy=\"10\" r=\"4.5\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{right + 15}\" y=\"14\">{ReportPage.Text(_legend[series])}</text>");
        }
        return svg.Append(_marks).Append("</svg>").ToString();
    }

    private Plot Rectangle(double left, double top, double right, double bottom, string tip, int series)
    {
        _marks.Append(CultureInfo.InvariantCulture,
            $"<rect class=\"fill s{series}\" x=\"{left:F1}\" y=\"{top:F1}\" width=\"{Math.Max(0, right - left):F1}\" height=\"{Math.Max(0, bottom - top):F1}\">{Tip(tip)}</rect>");
        return this;
    }

    private Plot Whisker(double x1, double y1, double x2, double y2, double capX, double capY, int series)
    {
        _marks.Append(CultureInfo.InvariantCulture, $"<path class=\"whisker s{series}\" d=\"M{x1 - capX:F1} {y1 - capY:F1}L{x1 + capX:F1} {y1 + capY:F1}M{x1:F1} {y1:F1}")
            .Append(CultureInfo.InvariantCulture, $"L{x2:F1} {y2:F1}M{x2 - capX:F1} {y2 - capY:F1}L{x2 + capX:F1} {y2 + capY:F1}\"/>");
        return this;
    }

    private static string Tip(string tip) => tip.Length == 0 ? "" : $"<title>{ReportPage.Text(tip)}</title>";
}
