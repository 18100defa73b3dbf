namespace Ductus.Layout;

/// <summary>A closed polygon around a line or a region in page pixels (PAGE <c>Coords</c>); the last point joins the first.</summary>
public sealed class Boundary(IReadOnlyList<Point> points)
{
    public IReadOnlyList<Point> Points { get; } = points.Count >= 3 ? points
        : throw new ArgumentException($"A boundary needs at least 3 points; got {points.Count}.", nameof(points));

    /// <summary>The smallest upright rectangle of whole pixels that holds every point.</summary>
    public Box Bounds
    {
        get
        {
            int left = (int)Math.Floor(Points.Min(p => p.X)), top = (int)Math.Floor(Points.Min(p => p.Y));
            int right = (int)Math.Ceiling(Points.Max(p => p.X)), bottom = (int)Math.Ceiling(Points.Max(p => p.Y));
            return new Box(left, top, right - left, bottom - top);
        }
    }

    public static Boundary FromBox(Box box) => new(
    [
        new Point(box.X, box.Y), new Point(box.Right, box.Y), new Point(box.Right, box.Bottom), new Point(box.X, box.Bottom),
    ]);
}
