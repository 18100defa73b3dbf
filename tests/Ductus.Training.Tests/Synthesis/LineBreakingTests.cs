using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class LineBreakingTests
{
    private static readonly LineTextOptions English = new();

    [Fact]
    public void Break_Paragraph_KeepsEveryWordInOrder()
    {
        string[] words = [.. Enumerable.Range(0, 500).Select(i => new string((char)('a' + i % 26), 1 + i * 7 % 11))];

        string[] lines = [.. LineBreaking.Break(words, English, new Random(1))];

        Assert.Equal(string.Join(' ', words), string.Join(' ', lines));
    }

    [Fact]
    public void Break_Paragraph_MakesLinesOfManyLengthsAroundFortyFive()
    {
        string[] words = [.. Enumerable.Repeat("word", 20_000)];

        int[] lengths = [.. LineBreaking.Break(words, English, new Random(1)).Select(line => line.Length).SkipLast(1)];

        Assert.InRange(lengths.Min(), 18, 30);
        Assert.InRange(lengths.Max(), 58, 80);
        Assert.InRange(lengths.Average(), 40, 49);
    }

    [Fact]
    public void Break_MinAndMaxEqual_FillsEveryLine()
    {
        string[] lines = [.. LineBreaking.Break(["ab", "cd", "ef", "gh", "ij"], English with { MinLength = 5, MaxLength = 5 }, new Random(1))];

        Assert.Equal(["ab cd", "ef gh", "ij"], lines);
    }

    [Fact]
    public void Break_EndlessWord_IsBroken()
    {
        string[] lines = [.. LineBreaking.Break(["abcdefghijk"], English with { MinLength = 2, MaxLength = 4 }, new Random(1))];

        Assert.Equal(["abcd", "efghijk"], lines);
    }
}
