namespace Ductus.Evaluation;

/// <summary>Approximate randomisation: exchanges the two readings of a unit at random and counts how often the sums differ as much as they do.</summary>
internal static class Randomization
{
    /// <summary>The two-sided p value of each ratio.</summary>
    /// <param name="differences">Its numerators are those of the second reading minus those of the first; exchanging both turns the sign.</param>
    /// <param name="options">Number of exchanges and their seed.</param>
    /// <returns>(1 + exchanges with a sum at least as far from 0) ÷ (1 + exchanges).</returns>
    public static double[] PValues(RatioTable differences, PairedTestOptions options)
    {
        int ratios = differences.Ratios;
        // Units that are the same in every ratio change nothing, whichever way they turn.
        int[] units = [.. Enumerable.Range(0, differences.Units).Where(unit => differences.Numerators(unit).ContainsAnyExcept(0.0))];
        var observed = new double[ratios];
        var scales = new double[ratios];
        foreach (int unit in units)
        {
            for (int ratio = 0; ratio < ratios; ratio++)
            {
                observed[ratio] += differences.Numerators(unit)[ratio];
                scales[ratio] += Math.Abs(differences.Numerators(unit)[ratio]);
            }
        }

        var random = new Random(options.Seed);
        var asFar = new long[ratios];
        var sums = new double[ratios];
        for (int draw = 0; draw < options.Permutations; draw++)
        {
            Array.Clear(sums);
            long coins = 0;
            for (int i = 0; i < units.Length; i++)
            {
                // 62 coins of one draw
                coins = i % 62 == 0 ? random.NextInt64(1L << 62) : coins >> 1;
                ReadOnlySpan<double> numerators = differences.Numerators(units[i]);
                double sign = (coins & 1) == 0 ? 1 : -1;
                for (int ratio = 0; ratio < ratios; ratio++)
                    sums[ratio] += sign * numerators[ratio];
            }
            for (int ratio = 0; ratio < ratios; ratio++)
                // Sums of fractions in another order differ in their last digits.
                if (Math.Abs(sums[ratio]) >= Math.Abs(observed[ratio]) - 1e-12 * scales[ratio])
                    asFar[ratio]++;
        }
        return [.. asFar.Select(count => (1.0 + count) / (1.0 + options.Permutations))];
    }
}
