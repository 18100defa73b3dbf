using System.Text;

namespace Ductus.Training.Synthesis;

/// <summary>Chooses which text each line of a set writes.</summary>
internal static class TextOrder
{
    // Characters that fewer than this share of the lines hold are rare; a text with one of them counts at most this much.
    private const double CommonShare = 0.05, MostWeight = 4;

    /// <returns>An index into the texts for each line. Every text comes as often as its weight asks, give or take one.</returns>
    public static int[] Choose(IReadOnlyList<string> texts, SyntheticLineOptions options)
    {
        double[] weights = options.RareShare > 0 ? Weights(texts) : [.. Enumerable.Repeat(1.0, texts.Count)];
        var random = new Random(options.Seed);
        double step = weights.Sum() / options.Count, next = step * random.NextDouble(), seen = 0;
        var order = new int[options.Count];
        int chosen = 0;
        for (int text = 0; text < texts.Count; text++)
            for (seen += weights[text]; chosen < order.Length && next < seen; next += step)
                order[chosen++] = text;
        // Rounding may leave the last one open.
        order.AsSpan(chosen).Fill(texts.Count - 1);
        random.Shuffle(order);
        return order;
    }

    /// <summary>1 for a text of common characters, more for one with rare ones: the root of how rare its rarest is.</summary>
    private static double[] Weights(IReadOnlyList<string> texts)
    {
        var holders = new Dictionary<Rune, int>();
        var distinct = new HashSet<Rune>();
        foreach (string text in texts)
        {
            distinct.Clear();
            foreach (Rune character in text.EnumerateRunes())
                if (distinct.Add(character))
                    holders[character] = holders.GetValueOrDefault(character) + 1;
        }

        var weights = new double[texts.Count];
        for (int i = 0; i < weights.Length; i++)
        {
            int fewest = int.MaxValue;
            foreach (Rune character in texts[i].EnumerateRunes())
                fewest = Math.Min(fewest, holders[character]);
            weights[i] = Math.Clamp(Math.Sqrt(CommonShare * texts.Count / fewest), 1, MostWeight);
        }
        return weights;
    }
}
