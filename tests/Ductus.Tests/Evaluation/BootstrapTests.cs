using Ductus.Evaluation;

namespace Ductus.Tests.Evaluation;

public sealed class BootstrapTests
{
    [Fact]
    public void OfRatio_EveryLineAlike_HasNoWidth()
    {
        Assert.Equal(new PercentInterval(20, 20), OfRatio([1, 1, 1], [5, 5, 5], new()));
    }

    [Fact]
    public void OfRatio_OneLine_IsItsValue()
    {
        Assert.Equal(new PercentInterval(75, 75), OfRatio([3], [4], new()));
    }

    [Fact]
    public void OfRatio_SameSeed_SameInterval()
    {
        double[] edits = [0, 3, 1, 8, 2, 0, 5], characters = [10, 12, 9, 30, 7, 4, 21];

        var first = OfRatio(edits, characters, new() { Seed = 5 });

        Assert.Equal(first, OfRatio(edits, characters, new() { Seed = 5 }));
        Assert.NotEqual(first, OfRatio(edits, characters, new() { Seed = 6 }));
    }

    [Fact]
    public void OfRatio_ThreeLines_EqualsAllTwentySevenDraws()
    {
        // Percentages of all 27 equally likely draws of three lines of one character each, of which one is wrong:
        // 0 wrong in 8, 1 in 12, 2 in 6, 3 in 1. 8/27 > 2.5 %, and 1/27 > 2.5 %: the interval spans them all.
        Assert.Equal(new PercentInterval(0, 100), OfRatio([1, 0, 0], [1, 1, 1], new()));
    }

    [Fact]
    public void OfRatio_ManyLines_MeetsTheNormalApproximation()
    {
        // 1,000 lines, 30 % of them wrong: standard error 100·sqrt(0.3·0.7/1000) = 1.449 points
        double[] wrong = [.. Enumerable.Range(0, 1000).Select(i => i % 10 < 3 ? 1.0 : 0.0)], one = [.. wrong.Select(_ => 1.0)];

        var interval = OfRatio(wrong, one, new() { Resamples = 20_000 });

        Assert.Equal(30 - 1.96 * 1.449, interval.Low, 0.15);
        Assert.Equal(30 + 1.96 * 1.449, interval.High, 0.15);
    }

    [Fact]
    public void OfRatio_FourLines_HasTheQuantilesOfAllDraws()
    {
        double[] edits = [0, 1, 2, 4], characters = [10, 10, 10, 10];
        double[] all =
        [
            .. from a in edits
               from b in edits
               from c in edits
               from d in edits
               select 100 * (a + b + c + d) / 40,
        ];
        Array.Sort(all);

        var interval = OfRatio(edits, characters, new() { Resamples = 100_000 });

        // 2.5 % of the 256 equally likely draws: the 7th from either end, which is 2 and 13 edits in 40 characters
        Assert.Equal((5, 32.5), (all[6], all[^7]));
        Assert.Equal(all[6], interval.Low, 9);
        Assert.Equal(all[^7], interval.High, 9);
    }

    [Fact]
    public void OfRatios_Writers_DrawsAllLinesOfAWriterTogether()
    {
        // Two writers of 50 lines, one always wrong: a draw is 0, 50 or 100 % with probabilities 1/4, 1/2, 1/4.
        LineErrors[] lines = [.. Enumerable.Range(0, 100).Select(i => Line("a", i % 2 == 0 ? "a" : "b", $"{i % 2}"))];

        var byWriter = Interval(ResampledUnit.Writers);
        var byLine = Interval(ResampledUnit.Lines);

        Assert.Equal(new PercentInterval(0, 100), byWriter);
        Assert.InRange(byLine.Low, 35, 45);
        Assert.InRange(byLine.High, 55, 65);

        PercentInterval Interval(ResampledUnit unit) => Bootstrap.OfRatios(
            RatioTable.Of(lines, unit, 1, (line, _) => Measure.PartsOf(MeasureKind.CharacterErrorRate, lines[line])), new() { Unit = unit })[0];
    }

    [Fact]
    public void OfRatios_NoWriterKnown_SaysSo()
    {
        LineErrors[] lines = [Line("a", "a", null)];

        var error = Assert.Throws<ArgumentException>(() => RatioTable.Of(lines, ResampledUnit.Writers, 1, (_, _) => (0, 1)));

        Assert.Contains("none of the 1 lines has one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resamples_TooFew_IsRefused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new BootstrapOptions { Resamples = 99 });

        Assert.Contains("100…1,000,000", error.Message, StringComparison.Ordinal);
    }

    private static LineErrors Line(string written, string read, string? writer) =>
        LineErrors.Of(new EvaluatedLine(written, read) { Writer = writer }, new());

    private static PercentInterval OfRatio(double[] numerators, double[] denominators, BootstrapOptions options)
    {
        LineErrors[] lines = [.. numerators.Select(_ => Line("", "", null))];
        return Bootstrap.OfRatios(RatioTable.Of(lines, ResampledUnit.Lines, 1, (line, _) => (numerators[line], denominators[line])), options)[0];
    }
}
