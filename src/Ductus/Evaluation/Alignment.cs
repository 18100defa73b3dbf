using System.Text;

namespace Ductus.Evaluation;

/// <summary>A character of the transcription and the one read in its place; <see langword="null"/> where there is none on that side.</summary>
public readonly record struct AlignedPair(Rune? Written, Rune? Read)
{
    public bool IsMatch => Written == Read;
}

/// <summary>
/// A transcription and its reading put side by side, character by character, with as few edits as possible. Immutable, share it.
/// </summary>
/// <remarks>
/// In code points after NFC. Among the alignments with the fewest edits this is the one with the most substitutions, so that the number of
/// matches is one number and not a matter of taste.
/// </remarks>
public sealed class Alignment
{
    private Alignment(AlignedPair[] pairs) => Pairs = pairs;

    /// <summary>In reading order; never empty on both sides.</summary>
    public IReadOnlyList<AlignedPair> Pairs { get; }

    /// <summary>Edits, which is the Levenshtein distance: pairs that are no match.</summary>
    public int Distance => Pairs.Count - Matches;

    /// <summary>Characters read as they were written.</summary>
    public int Matches { get; private init; }

    /// <remarks>O(n·m) time and bytes.</remarks>
    public static Alignment Of(string transcription, string recognition) => Of(CodePoints.Of(transcription), CodePoints.Of(recognition));

    internal static Alignment Of(Rune[] written, Rune[] read)
    {
        EditStep[] steps = EditScript.Of<Rune>(written, read);
        var pairs = new AlignedPair[steps.Length];
        int i = 0, j = 0;
        for (int at = 0; at < steps.Length; at++)
            pairs[at] = new AlignedPair(
                steps[at] == EditStep.Insertion ? null : written[i++],
                steps[at] == EditStep.Deletion ? null : read[j++]);
        return new Alignment(pairs) { Matches = steps.Count(step => step == EditStep.Match) };
    }
}
