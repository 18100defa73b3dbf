using Ductus.Evaluation;

namespace Ductus.Tests.Evaluation;

public class CalibrationTests
{
    [Fact]
    public void Of_WordsOfALine_AreRightWhereTheTranscriptionHasThem()
    {
        EvaluatedLine[] lines =
        [
            Line("the cat sat", ("the", 0.9), ("bat", 0.4), ("sat", 0.8)),
            Line("on the mat", ("on", 0.7), ("mat", 0.6)),                 // a word missing
            Line("", ("x", 0.2)),                                          // a word invented
        ];

        Calibration calibration = Calibration.Of(lines)!;

        Assert.Equal(6, calibration.Words);
        Assert.Equal(6, calibration.Bins.Count);
        Assert.Equal([0.2, 0.4, 0.6, 0.7, 0.8, 0.9], calibration.Bins.Select(bin => bin.MeanConfidence));
        Assert.Equal([0, 0, 1, 1, 1, 1], calibration.Bins.Select(bin => bin.Accuracy));
        Assert.Equal(4 / 6.0, calibration.Accuracy, 1e-12);
        Assert.Equal(3.6 / 6, calibration.MeanConfidence, 1e-12);
        Assert.Equal(100 * (0.2 + 0.4 + 0.4 + 0.3 + 0.2 + 0.1) / 6, calibration.ExpectedError, 1e-9);
    }

    [Fact]
    public void Of_ManyWords_AreInFifteenGroupsOfAboutAsMany()
    {
        var random = new Random(13);
        EvaluatedLine[] lines = [.. Enumerable.Range(0, 1000).Select(_ => random.NextDouble()).Select(confidence =>
            Line(random.NextDouble() < confidence ? "a" : "b", ("a", confidence)))];

        Calibration calibration = Calibration.Of(lines)!;

        Assert.Equal(Calibration.MostBins, calibration.Bins.Count);
        Assert.All(calibration.Bins, bin => Assert.InRange(bin.Words, 66, 67));
        // As sure as it is right: what is left is chance.
        Assert.InRange(calibration.ExpectedError, 0, 6);
        Assert.Equal(calibration.Bins.Select(bin => bin.MeanConfidence).Order(), calibration.Bins.Select(bin => bin.MeanConfidence));
    }

    [Fact]
    public void Of_LinesWithoutWords_IsNothing() => Assert.Null(Calibration.Of([new EvaluatedLine("a", "a")]));

    private static EvaluatedLine Line(string transcription, params (string Text, double Confidence)[] words) =>
        new(transcription, string.Join(' ', words.Select(word => word.Text))) { Words = [.. words.Select(word => new EvaluatedWord(word.Text, word.Confidence))] };
}
