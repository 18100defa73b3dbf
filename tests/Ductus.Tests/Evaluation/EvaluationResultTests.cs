using Ductus.Evaluation;

namespace Ductus.Tests.Evaluation;

public sealed class EvaluationResultTests
{
    /// <summary>
    /// "the cat" read as "he cat": 1 edit in 7 characters, 1 word of 2 wrong; index by index nothing agrees.
    /// "sat" is read exactly. "on" read as "own": 1 edit in 2 characters; index by index only o agrees.
    /// </summary>
    private static readonly EvaluatedLine[] Lines =
    [
        new("the cat", "he cat") { Id = "1", Writer = "x", Confidence = 0.41 },
        new("sat", "sat") { Id = "2", Writer = "y", Confidence = 0.97 },
        new("on", "own") { Id = "3", Writer = "x", Confidence = 0.49 },
    ];

    [Theory]
    [InlineData(MeasureKind.CharacterErrorRate, 2, 12)]
    [InlineData(MeasureKind.WordErrorRate, 2, 4)]
    [InlineData(MeasureKind.SentenceErrorRate, 2, 3)]
    [InlineData(MeasureKind.ExactLines, 1, 3)]
    [InlineData(MeasureKind.PositionalCharacterAccuracy, 4, 12)]
    [InlineData(MeasureKind.AlignedCharacterAccuracy, 11, 12)]
    [InlineData(MeasureKind.MeanLineError, 1.0 / 7 + 1.0 / 3, 3)]
    [InlineData(MeasureKind.WordAccuracy, 2, 4)]
    public void Of_ThreeLines_HasEveryMeasure(MeasureKind kind, double numerator, double denominator)
    {
        Measure measure = EvaluationResult.Of(Lines)[kind];

        Assert.Equal(kind, measure.Kind);
        Assert.Equal(numerator, measure.Numerator, 12);
        Assert.Equal(denominator, measure.Denominator, 12);
        Assert.Equal(100 * numerator / denominator, measure.Percent, 12);
    }

    /// <summary>The example of docs/evaluation.md.</summary>
    [Fact]
    public void Of_ExampleOfTheDocumentation_HasItsFigures()
    {
        var result = EvaluationResult.Of([new("the cat", "he cat"), new("on", "own")]);

        Assert.Equal([22.22, 66.67, 100, 0, 11.11, 88.89, 23.81, 33.33], result.Measures.Select(measure => Math.Round(measure.Percent, 2)));
    }

    [Fact]
    public void Of_SingleWords_WordAccuracyIsExactLines()
    {
        var result = EvaluationResult.Of([new("a", "a"), new("word", "ward"), new("x", ""), new("here", "he re")]);

        Assert.Equal(25, result[MeasureKind.ExactLines].Percent);
        Assert.Equal(25, result[MeasureKind.WordAccuracy].Percent);
    }

    [Fact]
    public void Of_RulesFolded_AppliesThemToBothSides()
    {
        var rules = new ComparisonRules { Case = LetterCase.Fold, Punctuation = PunctuationRule.Ignore };

        var result = EvaluationResult.Of([new("The end .", "the END")], new() { Rules = rules });

        Assert.Equal(0, result[MeasureKind.CharacterErrorRate].Percent);
        Assert.Equal(7, result[MeasureKind.CharacterErrorRate].Denominator);
        Assert.Equal("The end .", result.Lines[0].Line.Transcription);
    }

    [Fact]
    public void Of_ExactAndSentenceErrors_AddUpToOneHundred()
    {
        var result = EvaluationResult.Of(Lines);
        Measure exact = result[MeasureKind.ExactLines], wrong = result[MeasureKind.SentenceErrorRate];

        Assert.Equal(100, exact.Percent + wrong.Percent, 9);
        Assert.Equal(100, exact.Interval.Low + wrong.Interval.High, 9);
    }

    [Fact]
    public void CharacterScores_ThreeLines_CountPrecisionAndRecall()
    {
        // written: a n, read: a u n n → n written 1, read 2, correct 1; u invented
        var scores = EvaluationResult.Of([new("an", "aunn"), new("e", "o")]).CharacterScores;

        Assert.Equal(
            [new("a", 1, 1, 1), new("e", 1, 0, 0), new("n", 1, 2, 1), new("o", 0, 1, 0), new("u", 0, 1, 0)], scores.Characters);
        Assert.Equal(new PrecisionRecall(50, 100, 200.0 / 3), scores.Characters[2].Score);
        Assert.Equal(new PrecisionRecall(40, 200.0 / 3, 50), scores.Micro);
        Assert.Equal(new PrecisionRecall(50, 200.0 / 3, (100 + 200.0 / 3) / 3), scores.Macro);
        Assert.Equal(new PrecisionRecall(0, 0, 0), scores.Characters[1].Score);
    }

    [Fact]
    public void ConfusionMatrix_TwoCharacters_PutsTheRestTogether()
    {
        var matrix = ConfusionMatrix.Of(EvaluationResult.Of([new("aabbx", "aacb"), new("ab", "abb"), new("y", "a")]), most: 2);

        Assert.Equal(["a", "b"], matrix.Characters);
        Assert.Equal((3, 2, 1), (matrix[0, 0], matrix[1, 1], matrix[1, matrix.Others]));
        Assert.Equal((1, 1, 1), (matrix[matrix.Others, matrix.Nothing], matrix[matrix.Nothing, 1], matrix[matrix.Others, 0]));
        Assert.Equal(0, matrix[matrix.Nothing, matrix.Nothing]);
    }

    [Fact]
    public void ByWriter_TwoWriters_WorstFirst()
    {
        var groups = EvaluationResult.Of(Lines).ByWriter;

        Assert.Equal(["x", "y"], groups.Select(group => group.Name));
        Assert.Equal([2, 1], groups.Select(group => group.Lines));
        Assert.Equal(200.0 / 9, groups[0].CharacterErrorRate.Percent, 12);
        Assert.Equal(0.45, groups[0].MeanConfidence!.Value, 12); // both lines have one
    }

    [Fact]
    public void ByConfidence_ManyLines_AreTenEqualGroups()
    {
        EvaluatedLine[] lines = [.. Enumerable.Range(0, 25).Select(i => new EvaluatedLine("a", i < 20 ? "b" : "a") { Confidence = i / 25.0 }), new("z", "z")];

        var groups = EvaluationResult.Of(lines).ByConfidence;

        Assert.Equal([2, 3, 2, 3, 2, 3, 2, 3, 2, 3], groups.Select(group => group.Lines));
        Assert.Equal("0.080–0.160", groups[1].Name);
        Assert.Equal(0.12, groups[1].MeanConfidence!.Value, 12); // every line has one
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 100, 100], groups.Select(group => group.ExactLines.Percent));
        Assert.Equal(["0.410–0.410", "0.490–0.490", "0.970–0.970"], EvaluationResult.Of(Lines).ByConfidence.Select(group => group.Name));
    }

    [Fact]
    public void ByLength_ShortAndLong_AreAtMostTwelveGroups()
    {
        EvaluatedLine[] lines = [.. Enumerable.Range(0, 100).Select(length => new EvaluatedLine(new string('a', length), ""))];

        var groups = EvaluationResult.Of(lines).ByLength;

        Assert.Equal(["1–10", "11–20"], groups.Take(2).Select(group => group.Name));
        Assert.Equal(10, groups.Count);
        // The empty line is in the first.
        Assert.Equal([11, 10], groups.Take(2).Select(group => group.Lines));
        Assert.Equal(["1", "3"], EvaluationResult.Of([new("a", "b"), new("abc", "b")]).ByLength.Select(group => group.Name));
    }

    [Fact]
    public void Groups_NothingKnown_AreEmpty()
    {
        var result = EvaluationResult.Of([new("a", "b")]);

        Assert.Empty(result.ByWriter);
        Assert.Empty(result.ByConfidence);
        Assert.Empty(EvaluationResult.Of([]).ByLength);
    }

    [Fact]
    public void FromBestToWorst_ThreeLines_OrdersByErrorForTheLength()
    {
        Assert.Equal(["2", "1", "3"], EvaluationResult.Of(Lines).FromBestToWorst().Select(line => line.Line.Id));
    }
}
