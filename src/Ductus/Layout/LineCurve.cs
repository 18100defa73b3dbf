namespace Ductus.Layout;

/// <summary>The middle of a line of writing: a height (page pixels) for every x; straight on beyond both ends.</summary>
internal sealed class LineCurve
{
    private readonly int _spacing;
    private readonly double[] _heights;
    private readonly double _slope;

    /// <param name="left">X of the first height.</param>
    /// <param name="spacing">Columns from one height to the next.</param>
    /// <param name="heights">At least one.</param>
    /// <param name="slope">Rows that the line falls per column beyond its ends.</param>
    public LineCurve(double left, int spacing, double[] heights, double slope) =>
        (Left, _spacing, _heights, _slope) = (left, spacing, heights, slope);

    /// <summary>X where the line's ink begins.</summary>
    public double Left { get; }

    /// <summary>X where the line's ink ends.</summary>
    public double Right => Left + (_heights.Length - 1) * _spacing;

    public double Width => Right - Left;

    public double At(double x)
    {
        if (x <= Left)
            return _heights[0] + _slope * (x - Left);
        if (x >= Right)
            return _heights[^1] + _slope * (x - Right);
        double position = (x - Left) / _spacing;
        int i = Math.Min((int)position, _heights.Length - 2);
        return _heights[i] + (position - i) * (_heights[i + 1] - _heights[i]);
    }
}
