namespace Ductus.Tests.Imaging.Formats;

/// <summary>Makes baseline JPEG files whose blocks of 8 × 8 pixels are flat, so that their values survive exactly.</summary>
internal static class JpegBytes
{
    /// <param name="columns">Blocks in a row.</param>
    /// <param name="blocks">For each block, row after row, the values of its components as they are stored (YCbCr and the like).</param>
    /// <param name="adobeTransform">Adobe's marker: 0 RGB or CMYK, 1 YCbCr, 2 YCCK; none if <see langword="null"/>.</param>
    public static byte[] Make(int columns, byte[][] blocks, byte? adobeTransform = null)
    {
        int components = blocks[0].Length, width = 8 * columns, height = 8 * blocks.Length / columns;
        var file = new List<byte> { 0xFF, 0xD8 };
        if (adobeTransform is { } transform)
            AddSegment(file, 0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform]);
        AddSegment(file, 0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]);
        AddSegment(file, 0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, (byte)components,
            .. Enumerable.Range(1, components).SelectMany(id => new byte[] { (byte)id, 0x11, 0 })]);
        // Differences of category 0…11 in four bits each; of the other coefficients only "no more", in one.
        AddSegment(file, 0xC4, [0x00, 0, 0, 0, 12, .. new byte[12], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        AddSegment(file, 0xC4, [0x10, 1, .. new byte[15], 0]);
        AddSegment(file, 0xDA, [(byte)components, .. Enumerable.Range(1, components).SelectMany(id => new byte[] { (byte)id, 0 }), 0, 63, 0]);
        AddScan(file, blocks, components);
        file.AddRange([0xFF, 0xD9]);
        return [.. file];
    }

    /// <summary>The file with an EXIF segment of one tag in it.</summary>
    public static byte[] WithOrientation(byte[] jpeg, int orientation, bool littleEndian) =>
        [.. jpeg[..2], 0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. ExifBytes.Make(orientation, littleEndian), .. jpeg[2..]];

    private static void AddSegment(List<byte> file, byte marker, byte[] content) =>
        file.AddRange([0xFF, marker, (byte)(content.Length + 2 >> 8), (byte)(content.Length + 2), .. content]);

    private static void AddScan(List<byte> file, byte[][] blocks, int components)
    {
        var bits = new List<int>();
        var previous = new int[components];
        foreach (byte[] block in blocks)
            for (int i = 0; i < components; i++)
            {
                int value = block[i] - 128, difference = value - previous[i], category = 32 - int.LeadingZeroCount(Math.Abs(difference));
                previous[i] = value;
                AddBits(bits, category, 4);
                AddBits(bits, difference >= 0 ? difference : difference + (1 << category) - 1, category);
                bits.Add(0);
            }
        foreach (int[] eight in bits.Chunk(8))
        {
            int value = Enumerable.Range(0, 8).Sum(i => (i < eight.Length ? eight[i] : 1) << (7 - i));
            file.Add((byte)value);
            if (value == 0xFF)
                file.Add(0);
        }
    }

    private static void AddBits(List<int> bits, int value, int count)
    {
        for (int bit = count - 1; bit >= 0; bit--)
            bits.Add(value >> bit & 1);
    }
}
