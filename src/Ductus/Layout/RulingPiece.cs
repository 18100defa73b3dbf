namespace Ductus.Layout;

/// <summary>A thin component as a straight stretch: its ends along the direction, the fitted line across, and how well that fits.</summary>
internal readonly record struct RulingPiece(double Start, double End, double StartAcross, double Slope, double Deviation)
{
    /// <summary>Thicknesses below which a straight stretch says nothing, nor does a gap: letters have such bars, crossing lines leave such gaps.</summary>
    public const double Shortest = 3;

    private const double MaximalSlope = 0.18;

    public double Length => End - Start;

    public double EndAcross => StartAcross + Slope * (End - Start);

    public bool IsStraight(int thickness) =>
        Length >= Shortest * thickness && Deviation <= 0.5 * thickness && Math.Abs(Slope) <= MaximalSlope;

    /// <summary>Least squares over the pixels of the component, then twice more without those that lie far off: bits of letters that hang on.</summary>
    /// <returns>A deviation of infinity where the ruling has gaps.</returns>
    public static RulingPiece Of(Component component, RulingDirection direction, int thickness)
    {
        bool horizontal = direction == RulingDirection.Horizontal;
        Box box = component.Box;
        var (start, across, length) = horizontal ? (box.X, box.Y, box.Width) : (box.Y, box.X, box.Height);
        var covered = new bool[length];
        var (origin, slope, deviation) = Fit(component, horizontal, 0, 0, double.PositiveInfinity, covered);
        for (int round = 0; round < 2; round++)
        {
            Array.Clear(covered);
            (origin, slope, deviation) = Fit(component, horizontal, origin, slope, Math.Max(thickness, 1.5 * deviation), covered);
        }
        return new RulingPiece(start, start + length - 1, across + origin, slope,
            covered.AsSpan().Count(true) >= 0.9 * length ? deviation : double.PositiveInfinity);
    }

    /// <summary>across = origin + slope · along, from the box's corner, through the pixels within <paramref name="reach"/> of the line given.</summary>
    /// <param name="component">Not empty.</param>
    /// <param name="horizontal">Along is x.</param>
    /// <param name="origin">Of the line given.</param>
    /// <param name="slope">Likewise.</param>
    /// <param name="reach">In pixels across.</param>
    /// <param name="covered">Set where along the line there are such pixels.</param>
    private static (double Origin, double Slope, double Deviation) Fit(
        Component component, bool horizontal, double origin, double slope, double reach, bool[] covered)
    {
        double n = 0, sumA = 0, sumB = 0, sumAA = 0, sumAB = 0, sumBB = 0;
        foreach (Run run in component.Runs.Span)
        {
            for (int column = run.Left; column < run.Right; column++)
            {
                double x = column - component.Box.X, y = run.Y - component.Box.Y;
                var (a, b) = horizontal ? (x, y) : (y, x);
                if (Math.Abs(b - origin - slope * a) > reach)
                    continue;
                covered[(int)a] = true;
                n++;
                (sumA, sumB) = (sumA + a, sumB + b);
                (sumAA, sumAB, sumBB) = (sumAA + a * a, sumAB + a * b, sumBB + b * b);
            }
        }
        if (n == 0)
            return (origin, slope, double.PositiveInfinity);
        double varianceA = sumAA - sumA * sumA / n, covariance = sumAB - sumA * sumB / n, varianceB = sumBB - sumB * sumB / n;
        double fitted = varianceA > 0 ? covariance / varianceA : 0;
        return ((sumB - fitted * sumA) / n, fitted, Math.Sqrt(Math.Max(0, varianceB - fitted * covariance) / n));
    }
}
