using System.Text;

namespace Ductus.Evaluation;

/// <summary>How often what was read is right, how often what was written is found, and their harmonic mean; percent, 0 where undefined.</summary>
public readonly record struct PrecisionRecall(double Precision, double Recall, double F1)
{
    internal static PrecisionRecall Of(long correct, long read, long written) => new(
        Bootstrap.Percent(correct, read), Bootstrap.Percent(correct, written), Bootstrap.Percent(2 * correct, read + written));
}

/// <summary>One character: how often it was written, read, and read where it was written.</summary>
/// <param name="Character">One code point.</param>
/// <param name="Written">In the transcriptions.</param>
/// <param name="Read">In the readings.</param>
/// <param name="Correct">Matches of the minimal alignments.</param>
public sealed record CharacterScore(string Character, int Written, int Read, int Correct)
{
    public PrecisionRecall Score => PrecisionRecall.Of(Correct, Read, Written);
}

/// <summary>Precision, recall and F1 of the characters, each and on average. Immutable, share it.</summary>
public sealed class CharacterScores
{
    private CharacterScores(CharacterScore[] characters, PrecisionRecall micro, PrecisionRecall macro) =>
        (Characters, Micro, Macro) = (characters, micro, macro);

    /// <summary>Every character of a transcription or a reading, in code point order.</summary>
    public IReadOnlyList<CharacterScore> Characters { get; }

    /// <summary>All characters together: each counts as often as it occurs.</summary>
    public PrecisionRecall Micro { get; }

    /// <summary>Means over the characters that were written at least once: each counts once, however rare.</summary>
    public PrecisionRecall Macro { get; }

    internal static CharacterScores Of(IEnumerable<Alignment> alignments)
    {
        // By number: the runtime brings the code for tables of numbers, that for tables of runes it would have to make first.
        Dictionary<int, int> written = [], read = [], correct = [];
        foreach (AlignedPair pair in alignments.SelectMany(alignment => alignment.Pairs))
        {
            Count(written, pair.Written);
            Count(read, pair.Read);
            if (pair.IsMatch)
                Count(correct, pair.Read);
        }
        CharacterScore[] characters =
        [
            .. written.Keys.Union(read.Keys).Order()
                .Select(c => new CharacterScore(char.ConvertFromUtf32(c), written.GetValueOrDefault(c), read.GetValueOrDefault(c), correct.GetValueOrDefault(c))),
        ];
        PrecisionRecall[] known = [.. characters.Where(c => c.Written > 0).Select(c => c.Score)];
        return new CharacterScores(
            characters,
            PrecisionRecall.Of(characters.Sum(c => (long)c.Correct), characters.Sum(c => (long)c.Read), characters.Sum(c => (long)c.Written)),
            known.Length == 0 ? default : new(known.Average(s => s.Precision), known.Average(s => s.Recall), known.Average(s => s.F1)));
    }

    private static void Count(Dictionary<int, int> counts, Rune? character)
    {
        if (character is { } rune)
            counts[rune.Value] = counts.GetValueOrDefault(rune.Value) + 1;
    }
}
