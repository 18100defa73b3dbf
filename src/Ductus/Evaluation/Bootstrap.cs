namespace Ductus.Evaluation;

/// <summary>How the intervals of the measures are drawn. The same options give the same interval on every machine.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Resamples, 100…1,000,000. With 2,000 the ends of the interval move by about 2 % of its width from seed to seed.</summary>
    public int Resamples
    {
        get; init => field = value is >= 100 and <= 1_000_000 ? value
        : throw new ArgumentOutOfRangeException(nameof(Resamples), value, "A bootstrap needs 100…1,000,000 resamples.");
    } = 2_000;

    public int Seed { get; init; } = 1;
}

/// <summary>Percentile bootstrap over lines: lines are drawn with replacement, the measure is taken of each draw as a whole.</summary>
/// <remarks>
/// Lines of one writer are alike, so on a set of few writers the true uncertainty is larger than this interval.
/// Source: Efron and Tibshirani 1993, chapter 13.
/// </remarks>
internal static class Bootstrap
{
    /// <summary>Interval of 100 · sum of numerators ÷ sum of denominators.</summary>
    /// <param name="numerators">One per line, for example its edits.</param>
    /// <param name="denominators">One per line, for example its characters.</param>
    /// <param name="options">Number of draws and their seed.</param>
    /// <returns>Both ends equal where there is a single line; 0…0 where there is none.</returns>
    public static PercentInterval OfRatio(ReadOnlySpan<int> numerators, ReadOnlySpan<int> denominators, BootstrapOptions options)
    {
        if (numerators.Length != denominators.Length)
            throw new ArgumentException($"{numerators.Length} numerators but {denominators.Length} denominators.", nameof(denominators));
        if (numerators.IsEmpty)
            return default;

        var random = new Random(options.Seed);
        var ratios = new double[options.Resamples];
        for (int draw = 0; draw < ratios.Length; draw++)
        {
            long numerator = 0, denominator = 0;
            for (int i = 0; i < numerators.Length; i++)
            {
                int line = random.Next(numerators.Length);
                numerator += numerators[line];
                denominator += denominators[line];
            }
            ratios[draw] = Percent(numerator, denominator);
        }
        Array.Sort(ratios);
        return new PercentInterval(Quantile(ratios, 0.025), Quantile(ratios, 0.975));
    }

    /// <summary>Nothing wrong in nothing is 0 %; something invented where nothing was written is infinitely wrong.</summary>
    public static double Percent(long numerator, long denominator) =>
        numerator == 0 ? 0 : 100.0 * numerator / denominator;

    private static double Quantile(double[] sorted, double probability)
    {
        double place = probability * (sorted.Length - 1);
        int below = (int)place;
        double low = sorted[below], high = sorted[Math.Min(below + 1, sorted.Length - 1)];
        // Two infinities have no finite difference.
        return low == high ? low : low + (place - below) * (high - low);
    }
}
