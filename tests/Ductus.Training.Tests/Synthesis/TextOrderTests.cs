using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class TextOrderTests
{
    // One text in a hundred has a z.
    private static readonly string[] Texts = [.. Enumerable.Range(0, 400).Select(i => i % 100 == 7 ? "zebra" : "bare")];

    [Fact]
    public void Choose_WithoutBalance_TakesEveryTextEquallyOften()
    {
        int[] order = TextOrder.Choose(Texts, new SyntheticLineOptions { Count = 1000, RareShare = 0 });

        Assert.All(order.CountBy(index => index), count => Assert.InRange(count.Value, 2, 3));
        Assert.Equal(Texts.Length, order.Distinct().Count());
    }

    [Fact]
    public void Choose_Balanced_TakesRareCharactersMoreOften()
    {
        int[] order = TextOrder.Choose(Texts, new SyntheticLineOptions { Count = 2000, RareShare = 0.1 });

        // √(0.05 / 0.01) = 2.24 times as often as the others.
        double rare = order.Count(index => Texts[index] == "zebra") / 4.0, common = order.Count(index => Texts[index] == "bare") / 396.0;
        Assert.InRange(rare / common, 2.0, 2.5);
    }

    [Fact]
    public void Choose_FewerLinesThanTexts_TakesNoneTwice()
    {
        int[] order = TextOrder.Choose([.. Enumerable.Range(0, 50).Select(i => $"text {(char)('a' + i % 2)}")], new SyntheticLineOptions { Count = 20 });

        Assert.Equal(20, order.Distinct().Count());
        Assert.NotEqual(order.Order(), order);
    }
}
