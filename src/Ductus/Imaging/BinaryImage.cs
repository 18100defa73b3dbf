namespace Ductus.Imaging;

/// <summary>An image of ink and paper: a byte per pixel, 1 ink, 0 paper; rows from the top, no padding between them. Immutable, share it.</summary>
public sealed class BinaryImage
{
    private readonly byte[] _pixels;

    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">width × height bytes, row-major, 0 or 1; the image takes them over, the caller no longer writes to them.</param>
    public BinaryImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.LongLength != (long)width * height)
            throw new ArgumentException($"{width} × {height} pixels need {(long)width * height} bytes; got {pixels.LongLength}.", nameof(pixels));
        if (pixels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)1) is var place and >= 0)
            throw new ArgumentException($"A pixel is 0 or 1; pixel {place} is {pixels[place]}.", nameof(pixels));
        (Width, Height, _pixels) = (width, height, pixels);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>All pixels, row-major.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>Whether there is ink at the pixel.</summary>
    public bool this[int x, int y] => Row(y)[x] != 0;

    public ReadOnlySpan<byte> Row(int y) => _pixels.AsSpan(checked(y * Width), Width);

    /// <summary>Pixels of ink.</summary>
    public int CountInk() => Pixels.Count((byte)1);
}
