namespace Ductus.Layout;

/// <summary>One line of writing on a page.</summary>
public sealed record TextLine
{
    /// <summary>Unique within the page, a valid XML name such as <c>l12</c>.</summary>
    public required string Id { get; init; }

    public required Boundary Boundary { get; init; }

    /// <summary><see langword="null"/> where the document gives none.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>What the line says, NFC; <see langword="null"/> while nobody has read it.</summary>
    public string? Text { get; init; }

    /// <summary>How sure the reading is, 0…1; <see langword="null"/> for an unread line or a person's transcription.</summary>
    public double? Confidence { get; init; }

    /// <summary>The text with its spelling corrected; <see langword="null"/> where nobody corrected it.</summary>
    public string? Corrected { get; init; }

    /// <summary>Of a choice among given texts, natural log of how many times likelier it is than the runner-up; <see langword="null"/> where nothing was chosen.</summary>
    public double? Margin { get; init; }

    /// <summary>The words of <see cref="Text"/> in reading direction; empty where nobody has told them apart.</summary>
    public IReadOnlyList<TextWord> Words { get; init; } = [];

    /// <summary>Other readings of the line, the most probable first.</summary>
    public IReadOnlyList<TextAlternative> Alternatives { get; init; } = [];
}
