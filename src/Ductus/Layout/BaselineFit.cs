namespace Ductus.Layout;

/// <summary>Fits the baseline of a line to the feet of its letters, and lets descenders and commas hang below it.</summary>
/// <remarks>Least squares on the lowest ink of each column near the expected base, repeated without the points that lie far off.</remarks>
internal static class BaselineFit
{
    private const int Rounds = 6;

    /// <summary>Feet from the expected base, in core heights, within which ink may be a foot.</summary>
    private const double Reach = 0.6;

    /// <param name="line">Has ink.</param>
    /// <returns>Straight, or for lines of several words slightly bent.</returns>
    public static Baseline Fit(LineInk line)
    {
        Box box = line.InkBox;
        bool straight = box.Width < 12 * line.CoreHeight;
        List<Point> expected = [.. Enumerable.Range(0, 17).Select(i => box.X + box.Width * i / 16.0).Select(x => new Point(x, line.BaseAt(x)))];
        Parabola curve = new Parabola(box.X + box.Width / 2.0, Math.Max(1, box.Width) / 2.0, 0, 0, 0).Fit(expected, straight);

        List<Point> feet = Feet(line, box);
        double tolerance = Reach * line.CoreHeight;
        for (int round = 0; round < Rounds; round++)
        {
            List<Point> near = feet.FindAll(foot => Math.Abs(foot.Y - curve.At(foot.X)) <= tolerance);
            if (near.Count < 8)
                break;
            curve = curve.Fit(near, straight);
            tolerance = Math.Max(1, 0.7 * tolerance);
        }

        int segments = straight ? 1 : (int)Math.Ceiling(box.Width / (6 * line.CoreHeight));
        List<Point> points = [.. Enumerable.Range(0, segments + 1).Select(i => box.X + box.Width * (double)i / segments).Select(x => new Point(x, curve.At(x)))];
        return new Baseline(DouglasPeucker.Simplify(points, tolerance: 0.25));
    }

    /// <summary>The lower edge of the lowest ink of each column that has any near the expected base.</summary>
    private static List<Point> Feet(LineInk line, Box box)
    {
        var lowest = new int[box.Width];
        foreach (Component part in line.Parts)
        {
            foreach (Run run in part.Runs.Span)
            {
                if (Math.Abs(run.Y - line.BaseAt((run.Left + run.Right) / 2.0)) > Reach * line.CoreHeight)
                    continue;
                for (int column = run.Left - box.X; column < run.Right - box.X; column++)
                    lowest[column] = Math.Max(lowest[column], run.Y + 1);
            }
        }
        return [.. Enumerable.Range(0, box.Width).Where(column => lowest[column] > 0).Select(column => new Point(box.X + column + 0.5, lowest[column]))];
    }
}
