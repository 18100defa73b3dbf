using Ductus.Layout;

namespace Ductus.Decoding;

/// <summary>What the machine read in one line. Immutable, share it.</summary>
public sealed class RecognizedText
{
    /// <param name="text">NFC.</param>
    /// <param name="confidence">0…1.</param>
    /// <param name="characters">In reading direction.</param>
    /// <param name="words">In reading direction.</param>
    /// <param name="alternatives">Best first.</param>
    public RecognizedText(
        string text, double confidence, IReadOnlyList<RecognizedCharacter> characters, IReadOnlyList<RecognizedWord>? words = null,
        IReadOnlyList<TextAlternative>? alternatives = null)
    {
        (Text, Confidence, Characters) = (text, confidence, characters);
        (Words, Alternatives) = (words ?? RecognizedWord.Of(characters), alternatives ?? []);
    }

    /// <summary>NFC; empty where nothing was read.</summary>
    public string Text { get; }

    /// <summary>How sure the reading is, 0…1; the decoder that made it says what it measures.</summary>
    public double Confidence { get; }

    /// <summary>The labels the text was put together from, in reading direction.</summary>
    public IReadOnlyList<RecognizedCharacter> Characters { get; }

    /// <summary>What stands between spaces, in reading direction.</summary>
    public IReadOnlyList<RecognizedWord> Words { get; }

    /// <summary>Other readings of the line, the most probable first; none of a decoder that looks for one reading only.</summary>
    public IReadOnlyList<TextAlternative> Alternatives { get; }

    /// <summary>Of a choice among given texts, natural log of how many times likelier it is than the runner-up; <see langword="null"/> where nothing was chosen.</summary>
    public double? Margin { get; init; }

    /// <summary>The text with its spelling corrected; <see langword="null"/> where nobody corrected it.</summary>
    public string? Corrected { get; private init; }

    /// <summary>The same reading with a corrected text beside it.</summary>
    internal RecognizedText WithCorrection(string corrected) => new(Text, Confidence, Characters, Words, Alternatives) { Margin = Margin, Corrected = corrected };

    /// <summary>The same reading with all confidences multiplied by a share 0…1, and a margin.</summary>
    internal RecognizedText LessSure(double share, double margin)
    {
        TextAlternative[] Less(IReadOnlyList<TextAlternative> alternatives) => [.. alternatives.Select(one => one with { Confidence = one.Confidence * share })];
        return new RecognizedText(Text, Confidence * share, [.. Characters.Select(one => one with { Confidence = one.Confidence * share })],
            [.. Words.Select(word => word with { Confidence = word.Confidence * share, Alternatives = Less(word.Alternatives) })], Less(Alternatives))
        {
            Margin = margin,
        };
    }
}

/// <summary>One label of a reading and where in the line it was seen.</summary>
/// <param name="Character">As the codec's alphabet has it.</param>
/// <param name="FirstFrame">Its first frame; a frame is as many pixels of the normalised line as the model's frame stride.</param>
/// <param name="EndFrame">The frame after its last.</param>
/// <param name="Confidence">0…1.</param>
public readonly record struct RecognizedCharacter(string Character, int FirstFrame, int EndFrame, double Confidence);
