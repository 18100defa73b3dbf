namespace Ductus.Training.Synthesis;

/// <summary>How much ink lies on each pixel of a sheet: 0 none, 255 covered. Pixels from the top left, row-major.</summary>
internal sealed class InkMap(int width, int height)
{
    private readonly byte[] _ink = new byte[checked(width * height)];

    public int Width { get; } = width;

    public int Height { get; } = height;

    public Span<byte> Row(int y) => _ink.AsSpan(y * Width, Width);

    /// <summary>Covers a rectangle with ink, as far as it lies on the map: a rule.</summary>
    public void Fill(int x, int y, int width, int height)
    {
        int left = Math.Clamp(x, 0, Width), right = Math.Clamp(x + width, 0, Width);
        for (int row = Math.Max(0, y); row < Math.Min(Height, y + height); row++)
            Row(row)[left..right].Fill(255);
    }

    /// <summary>A copy of the part inside a rectangle, which must lie on the map.</summary>
    public InkMap Crop(int x, int y, int width, int height)
    {
        var part = new InkMap(width, height);
        for (int row = 0; row < height; row++)
            Row(y + row).Slice(x, width).CopyTo(part.Row(row));
        return part;
    }
}
