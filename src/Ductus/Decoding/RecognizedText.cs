namespace Ductus.Decoding;

/// <summary>What the machine read in one line. Immutable, share it.</summary>
public sealed class RecognizedText(string text, double confidence, IReadOnlyList<RecognizedCharacter> characters)
{
    /// <summary>NFC; empty where nothing was read.</summary>
    public string Text { get; } = text;

    /// <summary>How sure the reading is, 0…1; the decoder that made it says what it measures.</summary>
    public double Confidence { get; } = confidence;

    /// <summary>The labels the text was put together from, in reading direction.</summary>
    public IReadOnlyList<RecognizedCharacter> Characters { get; } = characters;
}

/// <summary>One label of a reading and where in the line it was seen.</summary>
/// <param name="Character">As the codec's alphabet has it.</param>
/// <param name="FirstFrame">Its first frame; a frame is as many pixels of the normalised line as the model's frame stride.</param>
/// <param name="EndFrame">The frame after its last.</param>
/// <param name="Confidence">0…1.</param>
public readonly record struct RecognizedCharacter(string Character, int FirstFrame, int EndFrame, double Confidence);
