namespace Ductus.Layout;

/// <summary>What is known of one page image: its size in pixels and its regions in reading order.</summary>
public sealed record Page
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required IReadOnlyList<TextRegion> Regions { get; init; }

    /// <summary>File name of its image; <see langword="null"/> where nobody says.</summary>
    public string? ImageName { get; init; }

    /// <summary>All lines in reading order.</summary>
    public IEnumerable<TextLine> Lines => Regions.SelectMany(region => region.Lines);
}
