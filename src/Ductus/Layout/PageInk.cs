namespace Ductus.Layout;

/// <summary>What of a page may be writing, after cleaning.</summary>
internal sealed class PageInk
{
    public required IReadOnlyList<Component> Components { get; init; }

    public required IReadOnlyList<RuledLine> Rulings { get; init; }

    /// <summary>Usual width of a stroke in pixels, at least 1.</summary>
    public required double StrokeWidth { get; init; }
}
