using Ductus.Evaluation;

namespace Ductus.Tests.Evaluation;

public sealed class BootstrapTests
{
    [Fact]
    public void OfRatio_EveryLineAlike_HasNoWidth()
    {
        Assert.Equal(new PercentInterval(20, 20), Bootstrap.OfRatio([1, 1, 1], [5, 5, 5], new()));
    }

    [Fact]
    public void OfRatio_OneLine_IsItsValue()
    {
        Assert.Equal(new PercentInterval(75, 75), Bootstrap.OfRatio([3], [4], new()));
    }

    [Fact]
    public void OfRatio_SameSeed_SameInterval()
    {
        int[] edits = [0, 3, 1, 8, 2, 0, 5], characters = [10, 12, 9, 30, 7, 4, 21];

        var first = Bootstrap.OfRatio(edits, characters, new() { Seed = 5 });

        Assert.Equal(first, Bootstrap.OfRatio(edits, characters, new() { Seed = 5 }));
        Assert.NotEqual(first, Bootstrap.OfRatio(edits, characters, new() { Seed = 6 }));
    }

    [Fact]
    public void OfRatio_ThreeLines_EqualsAllTwentySevenDraws()
    {
        // Percentages of all 27 equally likely draws of three lines of one character each, of which one is wrong:
        // 0 wrong in 8, 1 in 12, 2 in 6, 3 in 1. 8/27 > 2.5 %, and 1/27 > 2.5 %: the interval spans them all.
        Assert.Equal(new PercentInterval(0, 100), Bootstrap.OfRatio([1, 0, 0], [1, 1, 1], new()));
    }

    [Fact]
    public void OfRatio_ManyLines_MeetsTheNormalApproximation()
    {
        // 1,000 lines, 30 % of them wrong: standard error 100·sqrt(0.3·0.7/1000) = 1.449 points
        int[] wrong = [.. Enumerable.Range(0, 1000).Select(i => i % 10 < 3 ? 1 : 0)], one = [.. wrong.Select(_ => 1)];

        var interval = Bootstrap.OfRatio(wrong, one, new() { Resamples = 20_000 });

        Assert.Equal(30 - 1.96 * 1.449, interval.Low, 0.15);
        Assert.Equal(30 + 1.96 * 1.449, interval.High, 0.15);
    }

    [Fact]
    public void OfRatio_LengthsDiffer_NamesBoth()
    {
        var error = Assert.Throws<ArgumentException>(() => Bootstrap.OfRatio([1, 2], [1], new()));

        Assert.Contains("2 numerators but 1 denominators", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resamples_TooFew_IsRefused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new BootstrapOptions { Resamples = 99 });

        Assert.Contains("100…1,000,000", error.Message, StringComparison.Ordinal);
    }
}
