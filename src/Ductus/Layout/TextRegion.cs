namespace Ductus.Layout;

/// <summary>A block of lines that belong together, such as a paragraph or a column; lines are in reading order.</summary>
public sealed record TextRegion
{
    /// <summary>Unique within the page, a valid XML name such as <c>r1</c>.</summary>
    public required string Id { get; init; }

    public required Boundary Boundary { get; init; }

    /// <summary>What kind of text it is, in the words of the document, such as <c>heading</c> or <c>MainZone</c>; <see langword="null"/> where nobody says.</summary>
    public string? Type { get; init; }

    public required IReadOnlyList<TextLine> Lines { get; init; }
}
