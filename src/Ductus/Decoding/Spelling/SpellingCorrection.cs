using Ductus.Recognition;

namespace Ductus.Decoding.Spelling;

/// <summary>When a word is corrected.</summary>
public sealed record SpellingOptions
{
    /// <summary>Words read with at least this confidence are never touched, 0…1.</summary>
    public double SureFrom
    {
        get; init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(SureFrom), value, "A confidence is 0…1.");
    } = 0.9;

    /// <summary>How much less likely, by the network, a word of the dictionary may be than what was read: natural log, 0 or more.</summary>
    public double MostLoss
    {
        get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(MostLoss), value, "A loss is 0 or more.");
    } = 6;

    /// <summary>Letters that a word has at least to be corrected, 1 or more.</summary>
    public int LeastLetters
    {
        get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(LeastLetters), value, "A word has 1 letter or more.");
    } = 3;
}

/// <summary>
/// Puts words of a dictionary in place of what is none, after reading, beside the reading itself: of what the recogniser also saw there and
/// what the dictionary has nearby, the word that the network finds likeliest in these frames, if it is likely enough. Names (capital
/// letters), numbers and words that were read surely stay. Immutable, share it.
/// </summary>
/// <param name="decoder">Reads first.</param>
/// <param name="codec">Of the logits.</param>
/// <param name="dictionary">Stays the caller's, who disposes it after the last line.</param>
/// <param name="options">When to correct.</param>
public sealed class SpellingCorrection(BeamDecoder decoder, Codec codec, SpellingDictionary dictionary, SpellingOptions? options = null) : IDecoder
{
    private readonly SpellingOptions _options = options ?? new();

    /// <summary>What reads first.</summary>
    public string ReaderName => decoder.Name;

    public string Name => $"{decoder.Name}, corrected with {dictionary.Name}";

    public bool IsCalibrated => decoder.IsCalibrated;

    public bool ReadsWholes => true;

    /// <returns>The reading as it was, with the corrected text beside it.</returns>
    public RecognizedText Decode(Logits logits)
    {
        LogProbabilities line = decoder.Believed(logits);
        RecognizedText read = decoder.Decode(line);
        string[] words = [.. read.Words.Select(word => Corrected(line, read, word))];
        return read.WithCorrection(string.Join(' ', words));
    }

    private string Corrected(LogProbabilities line, RecognizedText read, RecognizedWord word)
    {
        var (before, core, after) = Parts(word.Text);
        if (word.Confidence >= _options.SureFrom || core.Length < _options.LeastLetters || core.Any(char.IsDigit) || core.Any(char.IsUpper) || dictionary.Has(core))
            return word.Text;
        IEnumerable<string> seen = word.Alternatives.Select(other => other.Text).Where(other => other.Length > 0 && !other.Contains(' ', StringComparison.Ordinal) && IsWord(Parts(other).Core));
        IEnumerable<string> near = dictionary.Near(core).Where(other => !other.Contains(' ', StringComparison.Ordinal)).Select(other => before + other.Normalize() + after);
        string[] candidates = [.. seen.Concat(near).Where(other => codec.Unknown(other).Count == 0).Distinct(StringComparer.Ordinal)];
        if (candidates.Length == 0)
            return word.Text;
        int from = word.FirstCharacter > 0 ? read.Characters[word.FirstCharacter - 1].EndFrame : 0;
        int to = word.EndCharacter < read.Characters.Count ? read.Characters[word.EndCharacter].FirstFrame : line.Frames;
        double asRead = LogProbability(line, from, to, word.Text);
        var (best, score) = candidates.Select(other => (Text: other, Score: LogProbability(line, from, to, other))).MaxBy(other => other.Score);
        return score >= asRead - _options.MostLoss ? best : word.Text;
    }

    private bool IsWord(string core) => core.Length > 0 && !core.Any(char.IsUpper) && dictionary.Has(core);

    /// <summary>A word without the punctuation at its ends.</summary>
    private static (string Before, string Core, string After) Parts(string word)
    {
        int from = 0, to = word.Length;
        while (from < to && !char.IsLetterOrDigit(word[from]))
            from++;
        while (to > from && !char.IsLetterOrDigit(word[to - 1]))
            to--;
        return (word[..from], word[from..to], word[to..]);
    }

    private double LogProbability(LogProbabilities line, int from, int to, string text) => CtcForward.LogProbability(line, from, to, codec.Encode(text));
}
