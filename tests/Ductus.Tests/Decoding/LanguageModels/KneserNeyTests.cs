using Ductus.Decoding.LanguageModels;

namespace Ductus.Tests.Decoding.LanguageModels;

public class KneserNeyTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    public void Estimate_EveryContext_AddsUpToOne(int order, int leastCount)
    {
        const int Symbols = 5;
        ushort[] text = Text(seed: 1, length: 400, Symbols);

        NgramTable table = KneserNey.Estimate(NgramCounts.Of(text, Symbols, order), Enumerable.Repeat(leastCount, order).ToArray());

        var context = new NgramContext(PackedNgrams.Open(PackedNgrams.Pack(table)));
        foreach (ushort[] before in Contexts(Symbols, order))
        {
            int state = before.Aggregate(context.Empty(), (at, symbol) => context.Next(at, symbol));
            double sum = Enumerable.Range(0, Symbols).Sum(symbol => Math.Exp(context.LogProbability(state, symbol))) + Math.Exp(context.LogProbability(state, -1));
            Assert.Equal(1, sum, 2e-3);                            // of quantised logs
        }
    }

    [Fact]
    public void Estimate_WithoutPruning_IsTheTextbooksFormula()
    {
        const int Symbols = 4, Order = 3;
        ushort[] text = Text(seed: 2, length: 300, Symbols);

        NgramTable table = KneserNey.Estimate(NgramCounts.Of(text, Symbols, Order), [1, 1, 1]);

        var textbook = new Textbook(text, Symbols);
        for (int level = 1; level <= Order; level++)
            for (int i = 0; i < table.Levels[level - 1].Keys.Length; i++)
                Assert.Equal(textbook.Probability(Symbolise(table.Levels[level - 1].Keys[i], level, table.SymbolBits), level == Order), Math.Exp(table.Levels[level - 1].LogProbabilities[i]), 1e-6);
    }

    [Fact]
    public void Estimate_LeastCounts_LeaveOutRareSequencesAndKeepWhatLongerOnesBeginWith()
    {
        // 012, 120 and 201 three times each; pairs come after one or two different symbols.
        ushort[] text = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 3, 4, 5];

        NgramTable table = KneserNey.Estimate(NgramCounts.Of(text, 6, 3), [1, 4, 3]);

        Assert.Equal([[0, 1, 2], [1, 2, 0], [2, 0, 1]], table.Levels[2].Keys.Select(key => Symbolise(key, 3, table.SymbolBits)));
        Assert.Equal([[0, 1], [1, 2], [2, 0]], table.Levels[1].Keys.Select(key => Symbolise(key, 2, table.SymbolBits)));
        Assert.Equal(6, table.Levels[0].Keys.Length);
    }

    [Fact]
    public void Discounts_OfCounts_FollowTheirFormula()
    {
        // n1 = 4, n2 = 2, n3 = 1, n4 = 1: Y = 4 / 8
        var discounts = KneserNeyDiscounts.Of([1, 1, 1, 1, 2, 2, 3, 4, 9]);

        Assert.True(discounts.AreEstimated);
        Assert.Equal((1 - 2 * 0.5 * 2 / 4, 2 - 3 * 0.5 * 1 / 2, 3 - 4 * 0.5 * 1 / 1), (discounts.One, discounts.Two, discounts.More));
        Assert.Equal(discounts.More, discounts[17]);
    }

    [Fact]
    public void Discounts_OfTooFewCounts_AreTheUsualOnes()
    {
        var discounts = KneserNeyDiscounts.Of([5, 5]);

        Assert.False(discounts.AreEstimated);
        Assert.Equal((0.5, 1.0, 1.5), (discounts.One, discounts.Two, discounts.More));
    }

    [Fact]
    public void Counts_TooLongForTheirSymbols_AreRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => NgramCounts.Of(new ushort[100], symbols: 40_000, order: 9));

        Assert.Contains("at most 8", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NgramCounts.Of(new ushort[2], symbols: 2, order: 3));
    }

    internal static ushort[] Text(int seed, int length, int symbols)
    {
        var random = new Random(seed);
        // Some symbols more often than others, and some after each other.
        var text = new ushort[length];
        for (int i = 1; i < length; i++)
            text[i] = (ushort)(random.Next(3) == 0 ? (text[i - 1] + 1) % symbols : Math.Min(random.Next(symbols), random.Next(symbols)));
        return text;
    }

    internal static ushort[] Symbolise(UInt128 key, int length, int bits) =>
        [.. Enumerable.Range(0, length).Select(i => (ushort)((key >> (bits * (length - 1 - i))) & ((UInt128.One << bits) - 1)))];

    private static IEnumerable<ushort[]> Contexts(int symbols, int order)
    {
        IEnumerable<ushort[]> contexts = [[]];
        for (int i = 1; i < order; i++)
            contexts = contexts.SelectMany(context => Enumerable.Range(0, symbols).Select(symbol => (ushort[])[.. context, (ushort)symbol]));
        return contexts;
    }

    /// <summary>Chen and Goodman's formulas word by word, over dictionaries.</summary>
    private sealed class Textbook(ushort[] text, int symbols)
    {
        public double Probability(ushort[] sequence, bool isLongest)
        {
            string context = Key(sequence[..^1]);
            var counts = Counts(sequence.Length, isLongest);
            var following = counts.Where(count => Key(count.Value.Sequence[..^1]) == context).ToArray();
            double shorter = sequence.Length == 1 ? 1.0 / (symbols + 1) : Probability(sequence[1..], isLongest: false);
            double sum = following.Sum(count => count.Value.Count);
            var discounts = KneserNeyDiscounts.Of([.. counts.Values.Select(count => count.Count)]);
            int own = counts[Key(sequence)].Count;
            double given = following.Sum(count => discounts[count.Value.Count]);
            return (own - discounts[own]) / sum + given / sum * shorter;
        }

        /// <summary>How often, or after how many different symbols, each sequence occurs on the circle of the text.</summary>
        private Dictionary<string, (ushort[] Sequence, int Count)> Counts(int length, bool isLongest)
        {
            var all = Enumerable.Range(0, text.Length).Select(start => Enumerable.Range(0, length).Select(i => text[(start + i) % text.Length]).ToArray());
            var before = Enumerable.Range(0, text.Length).Select(start => text[(start + text.Length - 1) % text.Length]);
            return all.Zip(before).GroupBy(pair => Key(pair.First)).ToDictionary(
                group => group.Key,
                group => (group.First().First, isLongest ? group.Count() : group.Select(pair => pair.Second).Distinct().Count()), StringComparer.Ordinal);
        }

        private static string Key(ushort[] sequence) => string.Join(' ', sequence);
    }
}
