using System.Buffers.Binary;

namespace Ductus.Imaging.Formats;

/// <summary>How a camera was held: EXIF tag 274 says which corner of the stored image is the top left one of the scene.</summary>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 274, ShortType = 3;

    /// <summary>The orientation in EXIF data (a TIFF structure, EXIF 2.3 section 4.5), 1…8; 1 where it is missing or nonsense, as viewers do.</summary>
    public static int Find(ReadOnlySpan<byte> exif)
    {
        bool little = exif.StartsWith("II*\0"u8);
        if (exif.Length < 8 || (!little && !exif.StartsWith("MM\0*"u8)))
            return 1;

        long directory = UInt32(exif[4..], little);
        if (directory + 2 > exif.Length)
            return 1;
        int entries = UInt16(exif[(int)directory..], little);
        for (int i = 0; i < entries; i++)
        {
            long entry = directory + 2 + 12L * i;
            if (entry + 12 > exif.Length)
                return 1;
            ReadOnlySpan<byte> fields = exif.Slice((int)entry, 12);
            if (UInt16(fields, little) == OrientationTag && UInt16(fields[2..], little) == ShortType)
                return UInt16(fields[8..], little) is var value and >= 1 and <= 8 ? value : 1;
        }
        return 1;
    }

    /// <summary>The image turned and mirrored so that it is upright.</summary>
    /// <param name="image">As it is stored.</param>
    /// <param name="orientation">1…8: 2 mirrored, 3 upside down, 4 flipped, 5 transposed, 6 needs a quarter turn clockwise, 7 the other diagonal, 8 counter-clockwise.</param>
    public static GreyImage Apply(GreyImage image, int orientation)
    {
        if (orientation == 1)
            return image;

        // Where the first column of the result starts in the stored image, and the steps from there to the next pixel and the next row.
        int width = image.Width, height = image.Height;
        int right = width - 1, bottom = (height - 1) * width;
        (int start, int pixelStep, int rowStep) = orientation switch
        {
            2 => (right, -1, width),
            3 => (bottom + right, -1, -width),
            4 => (bottom, 1, -width),
            5 => (0, width, 1),
            6 => (bottom, -width, 1),
            7 => (bottom + right, -width, -1),
            8 => (right, width, -1),
            _ => throw new ArgumentOutOfRangeException(nameof(orientation), orientation, "An orientation must be 1…8."),
        };
        (int newWidth, int newHeight) = orientation >= 5 ? (height, width) : (width, height);
        return new GreyImage(newWidth, newHeight, Gather(image.Pixels, newWidth, newHeight, start, pixelStep, rowStep));
    }

    // In squares, because a quarter turn reads down a column: a row at a time would miss the cache at every pixel.
    private static byte[] Gather(ReadOnlySpan<byte> stored, int width, int height, int start, int pixelStep, int rowStep)
    {
        const int Square = 64;
        var pixels = new byte[stored.Length];
        for (int top = 0; top < height; top += Square)
            for (int left = 0; left < width; left += Square)
                for (int y = top; y < Math.Min(height, top + Square); y++)
                {
                    int source = start + y * rowStep + left * pixelStep;
                    Span<byte> target = pixels.AsSpan(y * width + left, Math.Min(Square, width - left));
                    for (int x = 0; x < target.Length; x++, source += pixelStep)
                        target[x] = stored[source];
                }
        return pixels;
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
