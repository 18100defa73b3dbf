namespace Ductus.Layout;

/// <summary>Leaves points out of a polyline that its course can do without.</summary>
/// <remarks>Source: Douglas and Peucker 1973; with a stack instead of recursion.</remarks>
internal static class DouglasPeucker
{
    /// <param name="points">At least 2.</param>
    /// <param name="tolerance">Farthest that a point left out may lie from the result.</param>
    public static List<Point> Simplify(IReadOnlyList<Point> points, double tolerance)
    {
        var kept = new bool[points.Count];
        kept[0] = kept[^1] = true;
        var open = new Stack<(int First, int Last)>([(0, points.Count - 1)]);
        while (open.TryPop(out var part))
        {
            int farthest = -1;
            double distance = tolerance;
            for (int i = part.First + 1; i < part.Last; i++)
            {
                double own = Distance(points[i], points[part.First], points[part.Last]);
                if (own > distance)
                    (farthest, distance) = (i, own);
            }
            if (farthest < 0)
                continue;
            kept[farthest] = true;
            open.Push((part.First, farthest));
            open.Push((farthest, part.Last));
        }
        return [.. points.Where((_, i) => kept[i])];
    }

    private static double Distance(Point point, Point from, Point to)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y, length = Math.Sqrt(dx * dx + dy * dy);
        return length == 0 ? Math.Sqrt((point.X - from.X) * (point.X - from.X) + (point.Y - from.Y) * (point.Y - from.Y))
            : Math.Abs(dx * (point.Y - from.Y) - dy * (point.X - from.X)) / length;
    }
}
