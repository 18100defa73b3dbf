namespace Ductus.Decoding.LanguageModels;

/// <summary>What modified Kneser-Ney smoothing takes from counts of 1, of 2, and of 3 and more. Source: Chen and Goodman 1998, equation 26.</summary>
/// <param name="One">From a count of 1.</param>
/// <param name="Two">From a count of 2.</param>
/// <param name="More">From a count of 3 and more.</param>
/// <param name="AreEstimated">Whether the counts gave them; small or odd texts do not, and get the usual values.</param>
internal readonly record struct KneserNeyDiscounts(double One, double Two, double More, bool AreEstimated)
{
    public double this[int count] => count switch { 0 => 0, 1 => One, 2 => Two, _ => More };

    /// <param name="counts">Counts of all sequences of a length, each at least 1.</param>
    public static KneserNeyDiscounts Of(ReadOnlySpan<int> counts)
    {
        Span<double> n = stackalloc double[5];                      // n[j]: sequences that occur j times
        foreach (int count in counts)
            if (count <= 4)
                n[count]++;
        double y = n[1] / (n[1] + 2 * n[2]);
        double one = 1 - 2 * y * n[2] / n[1], two = 2 - 3 * y * n[3] / n[2], more = 3 - 4 * y * n[4] / n[3];
        // Ratios of nothing are no numbers, and fail here, too.
        bool good = one is >= 0 and <= 1 && two is >= 0 and <= 2 && more is >= 0 and <= 3;
        return good ? new(one, two, more, AreEstimated: true) : new(0.5, 1, 1.5, AreEstimated: false);
    }
}
