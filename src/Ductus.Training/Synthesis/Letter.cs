namespace Ductus.Training.Synthesis;

/// <summary>The parts of an ordinary letter.</summary>
public sealed record Letter
{
    /// <summary>Lines at the upper right, such as an address, a place and a date.</summary>
    public required string PlaceAndDate { get; init; }

    public required string Salutation { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public required string Close { get; init; }

    public required string Signature { get; init; }

    /// <summary>The letter as it is laid out on a sheet, in reading order.</summary>
    public IReadOnlyList<TextBlock> Blocks() =>
    [
        new TextBlock(PlaceAndDate) { Place = BlockPlace.Right },
        new TextBlock(Salutation) { SpaceBefore = 0.6 },
        .. Paragraphs.Select(paragraph => new TextBlock(paragraph) { SpaceBefore = 0.12, Indent = 3 }),
        new TextBlock(Close) { Place = BlockPlace.PastMiddle, SpaceBefore = 0.35 },
        new TextBlock(Signature) { Place = BlockPlace.PastMiddle, SpaceBefore = 0.15, Indent = 2.5, Size = 1.15 },
    ];
}
