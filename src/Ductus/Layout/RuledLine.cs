namespace Ductus.Layout;

internal enum RulingDirection { Horizontal, Vertical }

/// <summary>
/// A drawn or printed straight line that is no writing. Along its direction it runs from <see cref="Start"/> to <see cref="End"/>
/// (x of a horizontal ruling, y of a vertical one); across, it passes through the points of <see cref="Points"/>.
/// </summary>
internal sealed class RuledLine(RulingDirection direction, IReadOnlyList<Point> points)
{
    public RulingDirection Direction { get; } = direction;

    /// <summary>X along the ruling, rising; Y across it.</summary>
    public IReadOnlyList<Point> Points { get; } = points;

    public double Start => Points[0].X;

    public double End => Points[^1].X;

    /// <summary>Where the ruling is across its direction; outside its ends the first or last stretch goes on straight.</summary>
    public double Across(double along)
    {
        int i = 1;
        while (i < Points.Count - 1 && Points[i].X < along)
            i++;
        Point a = Points[i - 1], b = Points[i];
        return a.Y + (along - a.X) * (b.Y - a.Y) / (b.X - a.X);
    }
}
