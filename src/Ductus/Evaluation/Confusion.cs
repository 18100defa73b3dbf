namespace Ductus.Evaluation;

/// <summary>A character of the transcription, what was read in its place and how often; empty stands for "nothing there".</summary>
public sealed record Confusion(string Transcription, string Recognition, int Count)
{
    /// <summary>Every confusion, most frequent first, then in code point order.</summary>
    internal static IReadOnlyList<Confusion> Of(IEnumerable<Alignment> alignments) =>
    [
        .. alignments.SelectMany(alignment => alignment.Pairs).Where(pair => !pair.IsMatch).CountBy(pair => pair)
            .Select(pair => new Confusion(pair.Key.Written?.ToString() ?? "", pair.Key.Read?.ToString() ?? "", pair.Value))
            .OrderByDescending(confusion => confusion.Count)
            .ThenBy(confusion => confusion.Transcription, StringComparer.Ordinal)
            .ThenBy(confusion => confusion.Recognition, StringComparer.Ordinal),
    ];
}
