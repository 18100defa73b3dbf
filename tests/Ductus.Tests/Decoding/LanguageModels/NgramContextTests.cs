using Ductus.Decoding.LanguageModels;

namespace Ductus.Tests.Decoding.LanguageModels;

public class NgramContextTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(5, 2)]
    public void LogProbability_RandomTexts_IsTheLongestSequencesOrBacksOff(int order, int leastCount)
    {
        const int Symbols = 4;
        NgramTable table = KneserNey.Estimate(NgramCounts.Of(KneserNeyTests.Text(seed: 4, 200, Symbols), Symbols, order), Enumerable.Repeat(leastCount, order).ToArray());
        var packed = PackedNgrams.Open(PackedNgrams.Pack(table));
        var random = new Random(5);

        var context = new NgramContext(packed);
        var read = new List<int>();
        for (int i = 0, state = context.Empty(); i < 300; i++)
        {
            int symbol = random.Next(-1, Symbols);                 // −1 is unknown
            Assert.Equal(Expected(packed, read, symbol), context.LogProbability(state, symbol), 1e-5);
            state = context.Next(state, symbol);
            read = symbol < 0 ? [] : [.. read, symbol];
        }
    }

    /// <summary>The definition, over sequences looked up from their first symbol.</summary>
    private static double Expected(PackedNgrams ngrams, List<int> before, int symbol)
    {
        double backOff = 0;
        for (int length = Math.Min(ngrams.Order - 1, before.Count); length >= 0; length--)
        {
            List<int> history = before[^length..];
            if (symbol >= 0 && Find(ngrams, [.. history, symbol]) is >= 0 and var node)
                return backOff + ngrams.LogProbability(length + 1, node);
            if (length > 0 && Find(ngrams, history) is >= 0 and var context)
                backOff += ngrams.BackOff(length, context);
        }
        return backOff + ngrams.Unknown;
    }

    private static int Find(PackedNgrams ngrams, List<int> sequence)
    {
        int node = 0;
        for (int i = 0; i < sequence.Count && node >= 0; i++)
            node = ngrams.Child(i, node, sequence[i]);
        return node;
    }
}
