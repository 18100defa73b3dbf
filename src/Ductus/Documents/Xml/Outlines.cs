using System.Globalization;
using Ductus.Layout;

namespace Ductus.Documents.Xml;

/// <summary>Makes outlines and baselines of the points that a document gives, and says what it had to mend. One per page.</summary>
/// <param name="size">Of the page's image.</param>
/// <param name="repaired">Told of what is not as it should be.</param>
internal sealed class Outlines(PageSize size, Action<DocumentRepair> repaired)
{
    /// <summary>Height of a line of writing in parts of the page's, where no line says how high it is.</summary>
    private const double UsualHeight = 1.0 / 40;

    /// <summary>What of a line's height lies above its baseline, where only that is given.</summary>
    private const double AboveBaseline = 0.75;

    /// <param name="points">As given.</param>
    /// <param name="what">Whose, as in <c>line l3</c>.</param>
    /// <param name="line">Of the file.</param>
    /// <returns><see langword="null"/> for fewer than two points; nothing is said of that.</returns>
    public Boundary? BoundaryOf(IReadOnlyList<Point> points, string what, int line)
    {
        Point[] inside = Inside(points, $"the outline of {what}", line);
        int distinct = inside.Distinct().Count();
        if (distinct >= 3)
            return new Boundary(inside);
        if (distinct < 2)
            return null;
        double left = inside.Min(point => point.X), top = inside.Min(point => point.Y);
        repaired(new DocumentRepair(line, $"the outline of {what} has two points: the box between them is taken"));
        return BoxOf(left, top, inside.Max(point => point.X) - left, inside.Max(point => point.Y) - top);
    }

    /// <summary>A box on the page, at least a pixel wide and high.</summary>
    public Boundary BoxOf(double left, double top, double width, double height)
    {
        left = Math.Clamp(left, 0, size.Width - 1);
        top = Math.Clamp(top, 0, size.Height - 1);
        double right = Math.Clamp(left + width, left + 1, size.Width), bottom = Math.Clamp(top + height, top + 1, size.Height);
        return new Boundary([new Point(left, top), new Point(right, top), new Point(right, bottom), new Point(left, bottom)]);
    }

    /// <returns><see langword="null"/> for fewer than two points, of which one alone is told.</returns>
    public Baseline? BaselineOf(IReadOnlyList<Point> points, string what, int line)
    {
        Point[] inside = Inside(points, $"the baseline of {what}", line);
        if (inside.Distinct().Count() >= 2)
            return new Baseline(inside);
        if (inside.Length > 0)
            repaired(new DocumentRepair(line, $"the baseline of {what} has one point: it is left out"));
        return null;
    }

    /// <summary>A band along a baseline.</summary>
    /// <param name="baseline">Of the line.</param>
    /// <param name="height">Of the band; 0: as pages usually have it.</param>
    public Boundary Around(Baseline baseline, double height)
    {
        if (height == 0)
            height = UsualHeight * size.Height;
        Point Moved(Point point, double down) => new(point.X, Math.Clamp(point.Y + down, 0, size.Height));
        return new Boundary(
        [
            .. baseline.Points.Select(point => Moved(point, -AboveBaseline * height)),
            .. baseline.Points.Reverse().Select(point => Moved(point, (1 - AboveBaseline) * height)),
        ]);
    }

    /// <summary>The box around other outlines; the whole page without any.</summary>
    public Boundary Around(IReadOnlyList<Boundary> others)
    {
        if (others.Count == 0)
            return BoxOf(0, 0, size.Width, size.Height);
        var box = Box.Around(others.Select(other => other.Bounds));
        return BoxOf(box.X, box.Y, box.Width, box.Height);
    }

    private Point[] Inside(IReadOnlyList<Point> points, string what, int line)
    {
        // Some programs count the last pixel's far edge, some its number: a pixel more is no fault.
        int far = points.Count(point => point.X < -1 || point.Y < -1 || point.X > size.Width + 1 || point.Y > size.Height + 1);
        if (far > 0)
            repaired(new DocumentRepair(line, string.Create(CultureInfo.InvariantCulture,
                $"{what} reaches beyond the page of {size.Width} × {size.Height} pixels: {far} of its {points.Count} points are moved to the edge")));
        return [.. points.Select(point => new Point(Math.Clamp(point.X, 0, size.Width), Math.Clamp(point.Y, 0, size.Height)))];
    }
}
