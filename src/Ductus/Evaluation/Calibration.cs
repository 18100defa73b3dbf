namespace Ductus.Evaluation;

/// <summary>A word as the machine read it.</summary>
/// <param name="Text">NFC.</param>
/// <param name="Confidence">0…1.</param>
public readonly record struct EvaluatedWord(string Text, double Confidence);

/// <summary>Words of about the same confidence.</summary>
/// <param name="Words">How many.</param>
/// <param name="MeanConfidence">0…1.</param>
/// <param name="Accuracy">Share of them that is right, 0…1.</param>
public readonly record struct CalibrationBin(int Words, double MeanConfidence, double Accuracy);

/// <summary>
/// Whether a confidence is how often it is right: words that were read, from the least sure to the surest, in groups of as many each.
/// A word is right where a minimal alignment of words finds it in the transcription; nothing is folded but NFC. Immutable, share it.
/// </summary>
/// <remarks>Source: Naeini, Cooper and Hauskrecht 2015, "Obtaining well calibrated probabilities using Bayesian binning" (expected calibration error); bins of equal mass: Nguyen and O'Connor 2015.</remarks>
public sealed class Calibration
{
    /// <summary>Groups, where there are words enough.</summary>
    public const int MostBins = 15;

    private Calibration(CalibrationBin[] bins) => Bins = bins;

    /// <summary>From the least sure to the surest.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    public int Words => Bins.Sum(bin => bin.Words);

    /// <summary>0…1</summary>
    public double MeanConfidence => Bins.Sum(bin => bin.Words * bin.MeanConfidence) / Words;

    /// <summary>0…1</summary>
    public double Accuracy => Bins.Sum(bin => bin.Words * bin.Accuracy) / Words;

    /// <summary>Mean distance of confidence and share right over the words' groups, percent points.</summary>
    public double ExpectedError => 100 * Bins.Sum(bin => bin.Words * Math.Abs(bin.MeanConfidence - bin.Accuracy)) / Words;

    /// <returns><see langword="null"/> where no line has words with confidences.</returns>
    public static Calibration? Of(IEnumerable<EvaluatedLine> lines)
    {
        (double Confidence, bool IsRight)[] words = [.. lines.SelectMany(Judge).OrderBy(word => word.Confidence)];
        if (words.Length == 0)
            return null;
        int bins = Math.Min(MostBins, words.Length);
        return new Calibration(
        [
            .. Enumerable.Range(0, bins).Select(i => words[(int)((long)i * words.Length / bins)..(int)((i + 1L) * words.Length / bins)])
                .Select(bin => new CalibrationBin(bin.Length, bin.Average(word => word.Confidence), bin.Average(word => word.IsRight ? 1.0 : 0))),
        ]);
    }

    /// <summary>Of each word of a line, whether it is right.</summary>
    internal static IEnumerable<(double Confidence, bool IsRight)> Judge(EvaluatedLine line)
    {
        EditStep[] steps = EditScript.Of<string>(CodePoints.Words(line.Transcription.ToNfc()), [.. line.Words.Select(word => word.Text)]);
        int next = 0;
        foreach (EditStep step in steps)
            if (step != EditStep.Deletion)
                yield return (line.Words[next++].Confidence, step == EditStep.Match);
    }
}
