using Ductus.Evaluation;

namespace Ductus.Tests.Evaluation;

public sealed class ErrorRateTests
{
    [Fact]
    public void Of_TwoLines_AveragesOverCharactersNotOverLines()
    {
        EvaluatedLine[] lines = [new("a", "b"), new("one two three", "one two three")];

        var characters = CharacterErrorRate.Of(lines);
        var words = WordErrorRate.Of(lines);

        Assert.Equal((1, 14), (characters.Edits, characters.Characters));
        Assert.Equal(100.0 / 14, characters.Cer, 12);
        Assert.Equal((1, 4), (words.Edits, words.Words));
        Assert.Equal(25, words.Wer, 12);
    }

    [Fact]
    public void Of_InventedText_MayPassOneHundredPercent()
    {
        Assert.Equal(300, CharacterErrorRate.Of([new("a", "bcd")]).Cer);
    }

    [Fact]
    public void Of_NothingWritten_IsZeroOrInfinite()
    {
        Assert.Equal(0, CharacterErrorRate.Of([new("", "")]).Cer);
        Assert.Equal(double.PositiveInfinity, CharacterErrorRate.Of([new("", "x")]).Cer);
        Assert.Equal(double.PositiveInfinity, WordErrorRate.Of([new(" ", "x")]).Interval.High);
    }

    [Fact]
    public void Of_NoLines_IsZero()
    {
        Assert.Equal(0, CharacterErrorRate.Of([]).Cer);
        Assert.Equal(new PercentInterval(0, 0), WordErrorRate.Of([]).Interval);
        Assert.Equal(0, ExactLines.Of([]).Percent);
    }

    [Fact]
    public void ExactLines_ComposedAgainstDecomposed_IsExact()
    {
        var exact = ExactLines.Of([new("\u00e9", "e\u0301"), new("a", "a "), new("b", "b"), new("c", "d")]);

        Assert.Equal((2, 4), (exact.Exact, exact.Lines));
        Assert.Equal(50, exact.Percent);
    }

    [Fact]
    public void Confusions_SubstitutionDeletionInsertion_AreCountedByKind()
    {
        var confusions = ConfusionsOf([new("nun", "uun"), new("nein", "uei"), new("a", "ab")]);

        Assert.Equal([new Confusion("n", "u", 2), new Confusion("", "b", 1), new Confusion("n", "", 1)], confusions);
    }

    [Fact]
    public void Confusions_RandomLines_AddUpToTheEdits()
    {
        var random = new Random(7);
        EvaluatedLine[] lines = [.. Enumerable.Range(0, 200).Select(_ => new EvaluatedLine(Word(random), Word(random)))];

        Assert.Equal(CharacterErrorRate.Of(lines).Edits, ConfusionsOf(lines).Sum(c => c.Count));
    }

    private static IReadOnlyList<Confusion> ConfusionsOf(EvaluatedLine[] lines) => EvaluationResult.Of(lines).Confusions;

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => (char)('a' + random.Next(3))));
}
