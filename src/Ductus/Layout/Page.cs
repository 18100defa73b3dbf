namespace Ductus.Layout;

/// <summary>What is known of one page image: its size in pixels and its regions in reading order.</summary>
public sealed record Page
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required IReadOnlyList<TextRegion> Regions { get; init; }

    /// <summary>File name of its image; <see langword="null"/> where nobody says.</summary>
    public string? ImageName { get; init; }

    /// <summary>The page as it lies on an image of another size, such as a smaller copy of the one it was measured on.</summary>
    /// <param name="width">Of that image, in pixels.</param>
    /// <param name="height">Of that image, in pixels.</param>
    /// <returns><see langword="null"/> where the image has another shape: sides that differ by more than a hundredth from the page's.</returns>
    public Page? ScaledTo(int width, int height)
    {
        double x = (double)width / Width, y = (double)height / Height;
        if (Math.Abs(x - y) > 0.01 * Math.Max(x, y))
            return null;
        if (width == Width && height == Height)
            return this;
        Boundary Outline(Boundary boundary) => new([.. boundary.Points.Select(Place)]);
        Point Place(Point point) => new(point.X * x, point.Y * y);
        return this with
        {
            Width = width,
            Height = height,
            Regions = [.. Regions.Select(region => region with
            {
                Boundary = Outline(region.Boundary),
                Lines = [.. region.Lines.Select(line => line with
                {
                    Boundary = Outline(line.Boundary),
                    Baseline = line.Baseline is { } baseline ? new Baseline([.. baseline.Points.Select(Place)]) : null,
                    Words = [.. line.Words.Select(word => word with { Boundary = Outline(word.Boundary) })],
                })],
            })],
        };
    }

    /// <summary>All lines in reading order.</summary>
    public IEnumerable<TextLine> Lines => Regions.SelectMany(region => region.Lines);
}
