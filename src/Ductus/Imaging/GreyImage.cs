namespace Ductus.Imaging;

/// <summary>An 8-bit grey image: 0 black, 255 white; rows from the top, no padding between them. Immutable, share it.</summary>
public sealed class GreyImage
{
    private readonly byte[] _pixels;

    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">width × height bytes, row-major; the image takes them over, the caller no longer writes to them.</param>
    public GreyImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.LongLength != (long)width * height)
            throw new ArgumentException($"{width} × {height} pixels need {(long)width * height} bytes; got {pixels.LongLength}.", nameof(pixels));
        (Width, Height, _pixels) = (width, height, pixels);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>All pixels, row-major.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    public byte this[int x, int y] => Row(y)[x];

    public ReadOnlySpan<byte> Row(int y) => _pixels.AsSpan(checked(y * Width), Width);

    /// <summary>The part of the image inside the given rectangle, which must overlap the image; what lies outside is left away.</summary>
    public GreyImage Crop(int x, int y, int width, int height)
    {
        int left = Math.Max(0, x), top = Math.Max(0, y);
        int right = (int)Math.Min(Width, (long)x + width), bottom = (int)Math.Min(Height, (long)y + height);
        if (right <= left || bottom <= top)
            throw new ArgumentException($"The rectangle {x},{y} {width}×{height} does not touch the image of {Width}×{Height} pixels.");

        var pixels = new byte[(right - left) * (bottom - top)];
        for (int row = top; row < bottom; row++)
            Row(row)[left..right].CopyTo(pixels.AsSpan((row - top) * (right - left)));
        return new GreyImage(right - left, bottom - top, pixels);
    }
}
