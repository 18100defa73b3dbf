namespace Ductus.Decoding.LanguageModels;

/// <summary>
/// Interpolated modified Kneser-Ney smoothing: each sequence gives up a part of its count, and what it gives up is shared out as one
/// symbol of context less has it, down to all symbols alike. Source: Chen and Goodman 1998, sections 2.7 and 4.1.
/// </summary>
internal static class KneserNey
{
    /// <param name="counts">Of a text.</param>
    /// <param name="leastCounts">
    /// Of sequences of 1, of 2, and so on: the least count with which they are kept, at least 1; those not named: 1. Sequences that
    /// longer ones begin with are kept all the same. What is left out is read with less context.
    /// </param>
    /// <returns>Probabilities that add up to 1 in every context, the unknown symbol included.</returns>
    public static NgramTable Estimate(NgramCounts counts, IReadOnlyList<int> leastCounts)
    {
        bool[][] kept = Kept(counts, leastCounts);
        var levels = new NgramTable.Level[counts.Order];
        // γ of the context of every kept sequence of a length is found where its continuations are looked at, one length further.
        double[] uniform = [1.0 / (counts.Symbols + 1)];
        var shorter = new Distribution([], uniform);
        double unknown = 0;
        for (int length = 1; length <= counts.Order; length++)
        {
            NgramCounts.Level level = counts[length];
            var discounts = KneserNeyDiscounts.Of(level.Counts);
            double[] probabilities = new double[level.Keys.Length], leftOver = new double[length == 1 ? 1 : counts[length - 1].Keys.Length];
            Discount(counts, length, discounts, kept[length - 1], probabilities, leftOver);
            Interpolate(counts, length, probabilities, leftOver, shorter);
            if (length == 1)
                unknown = leftOver[0] * uniform[0];
            else
                levels[length - 2] = levels[length - 2] with { BackOffs = Logs(leftOver, kept[length - 2]) };
            levels[length - 1] = new NgramTable.Level(Where(level.Keys, kept[length - 1]), Logs(probabilities, kept[length - 1]), []);
            shorter = new Distribution(level.Keys, probabilities);
        }
        return new NgramTable(counts.SymbolBits, levels, Log(unknown));
    }

    /// <summary>Probabilities of all sequences of a length, kept or not, as the kept ones give them.</summary>
    private sealed record Distribution(UInt128[] Keys, double[] Probabilities);

    private static bool[][] Kept(NgramCounts counts, IReadOnlyList<int> leastCounts)
    {
        var kept = new bool[counts.Order][];
        for (int length = counts.Order; length >= 1; length--)
        {
            int least = length == 1 ? 1 : leastCounts.ElementAtOrDefault(length - 1);
            kept[length - 1] = [.. counts[length].Counts.Select(count => count >= least)];
            if (length < counts.Order)
                ForEachContext(counts, length + 1, (context, from, to) => kept[length - 1][context] |= kept[length].AsSpan(from, to - from).Contains(true));
        }
        return kept;
    }

    /// <summary>u(w | h) = (c(hw) − D) ÷ Σ c(h·) of the kept sequences, and γ(h) = 1 − Σ u: what was taken from them, and all of the others.</summary>
    private static void Discount(
        NgramCounts counts, int length, KneserNeyDiscounts discounts, bool[] kept, double[] probabilities, double[] leftOver)
    {
        int[] count = counts[length].Counts;
        Array.Fill(leftOver, 1);
        ForEachContext(counts, length, (context, from, to) =>
        {
            double sum = 0, used = 0;
            for (int i = from; i < to; i++)
                sum += count[i];
            for (int i = from; i < to; i++)
                if (kept[i])
                    used += probabilities[i] = (count[i] - discounts[count[i]]) / sum;
            leftOver[context] = Math.Max(0, 1 - used);
        });
    }

    /// <summary>p(w | h) = u(w | h) + γ(h) · p(w | h less its first symbol)</summary>
    private static void Interpolate(NgramCounts counts, int length, double[] probabilities, double[] leftOver, Distribution shorter)
    {
        if (length == 1)
        {
            for (int i = 0; i < probabilities.Length; i++)
                probabilities[i] += leftOver[0] * shorter.Probabilities[0];
            return;
        }
        UInt128[] keys = counts[length].Keys;
        UInt128 mask = (UInt128.One << (counts.SymbolBits * (length - 1))) - 1;
        ForEachContext(counts, length, (context, from, to) =>
        {
            // The ends of neighbouring sequences ascend with them: each is looked for behind the one before.
            int place = 0;
            for (int i = from; i < to; i++)
            {
                UInt128 end = keys[i] & mask;
                place += Array.BinarySearch(shorter.Keys, place, shorter.Keys.Length - place, end) - place;
                probabilities[i] += leftOver[context] * shorter.Probabilities[place];
            }
        });
    }

    /// <summary>Calls back for every sequence of <paramref name="length"/> − 1 that is continued: its place, and the range of its continuations.</summary>
    private static void ForEachContext(NgramCounts counts, int length, Action<int, int, int> context)
    {
        UInt128[] keys = counts[length].Keys;
        if (length == 1)
        {
            context(0, 0, keys.Length);
            return;
        }
        UInt128[] contexts = counts[length - 1].Keys;
        int place = 0;
        for (int from = 0, to; from < keys.Length; from = to)
        {
            UInt128 key = keys[from] >> counts.SymbolBits;
            for (to = from + 1; to < keys.Length && keys[to] >> counts.SymbolBits == key;)
                to++;
            while (contexts[place] != key)
                place++;
            context(place, from, to);
        }
    }

    private static UInt128[] Where(UInt128[] keys, bool[] kept) => [.. keys.Where((_, i) => kept[i])];

    private static float[] Logs(double[] values, bool[] kept) => [.. values.Where((_, i) => kept[i]).Select(Log)];

    private static float Log(double probability) => probability <= 0 ? NgramTable.Never : (float)Math.Max(NgramTable.Never, Math.Log(probability));
}
