namespace Ductus.Layout;

/// <summary>One line of writing on a page.</summary>
public sealed record TextLine
{
    /// <summary>Unique within the page, a valid XML name such as <c>l12</c>.</summary>
    public required string Id { get; init; }

    public required Boundary Boundary { get; init; }

    /// <summary><see langword="null"/> where the document gives none.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>What kind of line it is, in the words of the document, such as <c>InterlinearLine</c>; <see langword="null"/> where nobody says.</summary>
    public string? Type { get; init; }

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

    /// <summary>The words where they are all of the text; empty where there are others, or none: for formats in which a line is what its words say.</summary>
    internal IReadOnlyList<TextWord> WholeWords => Words.Select(word => word.Text).SequenceEqual((Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)) ? Words : [];

    /// <summary>Other readings of the line, the most probable first.</summary>
    public IReadOnlyList<TextAlternative> Alternatives { get; init; } = [];

    /// <summary>
    /// The line as a person says it reads: without confidence and alternatives. Words that stay keep theirs and their places; those that came take over
    /// the places of those that went.
    /// </summary>
    /// <param name="text">Any; white space between words becomes one space, and letters NFC.</param>
    public TextLine WithText(string text)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Normalize();
        return this with
        {
            Text = text,
            Confidence = null,
            Corrected = null,
            Margin = null,
            Alternatives = [],
            Words = Words.Count == 0 ? [] : WordPlaces.Of(Words, text.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        };
    }
}
