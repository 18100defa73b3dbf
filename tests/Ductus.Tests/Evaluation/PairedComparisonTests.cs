using Ductus.Evaluation;

namespace Ductus.Tests.Evaluation;

public sealed class PairedComparisonTests
{
    [Fact]
    public void Of_FewLines_HasThePValueOfAllExchanges()
    {
        // edits of the first 2 0 1 3 0, of the second 0 0 0 1 1: differences −2 0 −1 −2 +1
        int[] first = [2, 0, 1, 3, 0], second = [0, 0, 0, 1, 1];
        int[] differences = [.. first.Zip(second, (a, b) => b - a)];
        int asFar = Enumerable.Range(0, 32).Count(signs =>
            Math.Abs(differences.Select((d, i) => (signs >> i & 1) == 0 ? d : -d).Sum()) >= Math.Abs(differences.Sum()));

        var comparison = PairedComparison.Of(Result(first), Result(second), new() { Permutations = 200_000 });

        Assert.Equal(asFar / 32.0, comparison[MeasureKind.CharacterErrorRate].PValue, 0.005);
        Assert.Equal(100 * -4 / 50.0, comparison[MeasureKind.CharacterErrorRate].Difference, 9);
        Assert.False(comparison[MeasureKind.CharacterErrorRate].IsSignificant);
    }

    [Fact]
    public void Of_EveryLineBetter_HasTheSmallestPValueOfItsDraws()
    {
        var comparison = PairedComparison.Of(Result([.. Enumerable.Repeat(3, 40)]), Result([.. Enumerable.Repeat(1, 40)]), new() { Permutations = 999 });

        PairedDifference difference = comparison[MeasureKind.CharacterErrorRate];
        Assert.Equal(1.0 / 1000, difference.PValue, 12);
        Assert.Equal(new PercentInterval(-20, -20), difference.Interval);
        Assert.True(difference.IsSignificant);
    }

    [Fact]
    public void Of_TheSameReadings_IsNoDifference()
    {
        var result = Result([1, 2, 0]);

        var comparison = PairedComparison.Of(result, result);

        Assert.All(comparison.Differences, difference => Assert.Equal((0, 1, new PercentInterval(0, 0)), (difference.Difference, difference.PValue, difference.Interval)));
        Assert.Empty(comparison.ChangedLines());
    }

    [Fact]
    public void Of_OneLine_IntervalIsItsDifference()
    {
        var difference = PairedComparison.Of(Result([4]), Result([1]))[MeasureKind.CharacterErrorRate];

        Assert.Equal(new PercentInterval(-30, -30), difference.Interval);
        Assert.Equal(1, difference.PValue);
    }

    [Fact]
    public void Of_TwoLines_IntervalSpansAllDraws()
    {
        // draws of two lines: both the first (1/4), one of each (1/2), both the second (1/4)
        var difference = PairedComparison.Of(Result([4, 0]), Result([1, 1]))[MeasureKind.CharacterErrorRate];

        Assert.Equal(new PercentInterval(-30, 10), difference.Interval);
        Assert.Equal(-10, difference.Difference, 12);
    }

    [Fact]
    public void Of_Writers_ExchangesAllLinesOfAWriterTogether()
    {
        // Two writers, each better on every line: of the four exchanges two are as far from 0.
        var options = new EvaluationOptions { Bootstrap = new() { Unit = ResampledUnit.Writers } };
        var comparison = PairedComparison.Of(
            Result([.. Enumerable.Repeat(3, 40)], options), Result([.. Enumerable.Repeat(1, 40)], options), new() { Permutations = 100_000 });

        Assert.Equal(0.5, comparison[MeasureKind.CharacterErrorRate].PValue, 0.01);
    }

    [Fact]
    public void ChangedLines_ThreeLines_LargestChangeFirst()
    {
        var changed = PairedComparison.Of(Result([1, 0, 5]), Result([1, 2, 1])).ChangedLines();

        Assert.Equal([("2", -4), ("1", 2)], changed.Select(line => (line.First.Line.Id, line.Change)));
    }

    [Fact]
    public void Of_OtherLinesOrOptions_SaysSo()
    {
        Message("got 1 and 2", Result([1]), Result([1, 2]));
        Message("in the same order; got \"0\" and \"9\"", Result([1]), EvaluationResult.Of([new("aaaaaaaaaa", "a") { Id = "9", Writer = "0" }]));
        Message("at least 1 character", EvaluationResult.Of([new("", "a")]), EvaluationResult.Of([new("", "b")]));
        Message("case folded", Result([1]), Result([1], new() { Rules = new() { Case = LetterCase.Fold } }));

        static void Message(string part, EvaluationResult first, EvaluationResult second) =>
            Assert.Contains(part, Assert.Throws<ArgumentException>(() => PairedComparison.Of(first, second)).Message, StringComparison.Ordinal);
    }

    /// <summary>Lines of ten characters with so many of them wrong; two writers by turns.</summary>
    private static EvaluationResult Result(int[] edits, EvaluationOptions? options = null) => EvaluationResult.Of(
        [.. edits.Select((wrong, i) => new EvaluatedLine("aaaaaaaaaa", new string('b', wrong) + new string('a', 10 - wrong)) { Id = $"{i}", Writer = $"{i % 2}" })],
        options);
}
