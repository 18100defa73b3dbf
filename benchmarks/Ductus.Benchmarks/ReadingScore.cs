using Ductus.Evaluation;

namespace Ductus.Benchmarks;

/// <summary>Scores what another program read by the rule that Ductus is scored by.</summary>
internal static class ReadingScore
{
    /// <summary>Character error rate in percent.</summary>
    /// <param name="rows">Transcription, tab, reading.</param>
    /// <exception cref="FormatException">A row is no such pair.</exception>
    public static string Of(IReadOnlyList<string> rows)
    {
        EvaluatedLine[] lines = [.. rows.Select(row => row.Split('\t') is [var transcription, var reading]
            ? new EvaluatedLine(transcription, reading)
            : throw new FormatException($"A reading is transcription, tab, reading; got \"{row}\"."))];
        return FormattableString.Invariant($"{CharacterErrorRate.Of(lines).Cer:F2}");
    }
}
