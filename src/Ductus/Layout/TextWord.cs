namespace Ductus.Layout;

/// <summary>A word of a line: what stands between two spaces.</summary>
public sealed record TextWord
{
    /// <summary>NFC, never empty.</summary>
    public required string Text { get; init; }

    /// <summary>About where it stands: along the line as the reader saw its characters, across it as high as the line.</summary>
    public required Boundary Boundary { get; init; }

    /// <summary>How sure the reading is, 0…1; <see langword="null"/> for a person's transcription.</summary>
    public double? Confidence { get; init; }

    /// <summary>How sure the reading of each of its characters is, 0…1, in the order of the text as the reader's alphabet divides it; empty where nobody says.</summary>
    public IReadOnlyList<double> CharacterConfidences { get; init; } = [];

    /// <summary>What else may stand there, the most probable first.</summary>
    public IReadOnlyList<TextAlternative> Alternatives { get; init; } = [];
}

/// <summary>Another reading of a line or word.</summary>
/// <param name="Text">NFC; of a word also empty, or of several words.</param>
/// <param name="Confidence">0…1.</param>
public readonly record struct TextAlternative(string Text, double Confidence);
