namespace Ductus.Layout;

/// <summary>The polyline the letters of a line stand on, in page pixels, in reading direction.</summary>
public sealed class Baseline(IReadOnlyList<Point> points)
{
    public IReadOnlyList<Point> Points { get; } = points.Count >= 2 ? points
        : throw new ArgumentException($"A baseline needs at least 2 points; got {points.Count}.", nameof(points));
}
