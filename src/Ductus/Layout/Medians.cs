namespace Ductus.Layout;

internal static class Medians
{
    /// <summary>The value in the middle, the upper one of two; 0 without any.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }

    /// <summary>The value below which, and above which, no more than half of the weight lies; 0 without any value.</summary>
    /// <param name="weighted">Weights are not negative.</param>
    public static double Of(IEnumerable<(double Value, double Weight)> weighted)
    {
        (double Value, double Weight)[] sorted = [.. weighted.Order()];
        double half = sorted.Sum(entry => entry.Weight) / 2;
        foreach (var (value, weight) in sorted)
        {
            half -= weight;
            if (half <= 0)
                return value;
        }
        return 0;
    }
}
