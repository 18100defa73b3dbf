using System.Buffers.Binary;

namespace Ductus.Imaging.Formats;

/// <summary>Uncompressed Windows and OS/2 bitmaps of 1 to 32 bits (Microsoft's BITMAPCOREHEADER, BITMAPINFOHEADER, …V4HEADER, …V5HEADER).</summary>
/// <remarks>
/// Read here and not by Leptonica, which takes 16 bits for grey, swaps the colours of 32 bits and refuses colour masks, padding and rows of
/// other than the announced size. Run-length coded files are an error; bitmaps have no transparency.
/// </remarks>
internal sealed class BmpFormat : IImageFormat
{
    private const int FileHeader = 14, CoreHeader = 12, InfoHeader = 40;

    // biCompression
    private const uint Uncompressed = 0, WithMasks = 3, WithMasksAndAlpha = 6;

    public string Name => "BMP";

    public bool Recognizes(ImageBytes file) => file.HasAt(0, "BM"u8) && file.Length >= 18
        && file.UInt32LittleEndian(FileHeader) is CoreHeader or (>= InfoHeader and <= 124);

    public IEnumerable<PageHeader> ReadHeaders(ImageBytes file)
    {
        Header header = ReadHeader(file);
        return [new PageHeader(header.Width, Math.Abs(header.Height))];
    }

    public GreyImage ReadPage(ImageBytes file, PageHeader page)
    {
        Header header = ReadHeader(file);
        if (header.Compression is not (Uncompressed or WithMasks or WithMasksAndAlpha))
            throw file.Bad("an uncompressed BMP", $"its compression is number {header.Compression}");
        if (header.Bits is not (1 or 2 or 4 or 8 or 16 or 24 or 32))
            throw file.Bad("a BMP of 1, 2, 4, 8, 16, 24 or 32 bits", $"it has {header.Bits}");
        byte[] palette = header.Bits <= 8 ? ReadPalette(file, header) : [];
        Masks masks = header.Bits is 16 or 32 ? ReadMasks(file, header) : default;

        // Rows are padded to four bytes; the lowest comes first unless the height is negative.
        int width = (int)page.Width, height = (int)page.Height;
        long stride = ((long)width * header.Bits + 31) / 32 * 4, used = ((long)width * header.Bits + 7) / 8;
        var pixels = new byte[checked(width * height)];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = file.Slice(header.Data + stride * (header.Height < 0 ? y : height - 1 - y), used);
            Span<byte> grey = pixels.AsSpan(y * width, width);
            if (header.Bits <= 8)
                FromPalette(row, grey, palette, header.Bits);
            else if (header.Bits == 24)
                FromColour(row, grey);
            else
                FromMasks(row, grey, masks, header.Bits / 8);
        }
        return new GreyImage(width, height, pixels);
    }

    private readonly record struct Header(long Width, long Height, int Bits, uint Compression, long HeaderSize, long Data);

    private static Header ReadHeader(ImageBytes file)
    {
        uint size = file.UInt32LittleEndian(FileHeader), data = file.UInt32LittleEndian(10);
        return size == CoreHeader
            ? new Header(file.UInt16LittleEndian(18), file.UInt16LittleEndian(20), file.UInt16LittleEndian(24), Uncompressed, size, data)
            : new Header((int)file.UInt32LittleEndian(18), (int)file.UInt32LittleEndian(22), file.UInt16LittleEndian(28), file.UInt32LittleEndian(30), size, data);
    }

    /// <summary>The grey of every colour: blue, green, red and, except in the oldest kind, a byte of nothing; colours beyond the palette are black.</summary>
    private static byte[] ReadPalette(ImageBytes file, Header header)
    {
        int entry = header.HeaderSize == CoreHeader ? 3 : 4;
        long start = FileHeader + header.HeaderSize, colours = (header.Data - start) / entry;
        var palette = new byte[1 << header.Bits];
        for (int i = 0; i < Math.Min(palette.Length, colours); i++)
        {
            ReadOnlySpan<byte> colour = file.Slice(start + i * entry, 3);
            palette[i] = Luminance.Of(colour[2], colour[1], colour[0]);
        }
        return palette;
    }

    /// <summary>Which bits of a pixel are which colour.</summary>
    private readonly record struct Masks(uint Red, uint Green, uint Blue);

    // They follow the 40 bytes that all info headers begin with, inside or behind the header.
    private static Masks ReadMasks(ImageBytes file, Header header)
    {
        const long Start = FileHeader + InfoHeader;
        if (header.Compression == Uncompressed)
            return header.Bits == 16 ? new Masks(0x7C00, 0x03E0, 0x001F) : new Masks(0xFF0000, 0x00FF00, 0x0000FF);
        return new Masks(file.UInt32LittleEndian(Start), file.UInt32LittleEndian(Start + 4), file.UInt32LittleEndian(Start + 8));
    }

    private static void FromPalette(ReadOnlySpan<byte> row, Span<byte> grey, byte[] palette, int bits)
    {
        int perByte = 8 / bits, mask = (1 << bits) - 1;
        for (int x = 0; x < grey.Length; x++)
            grey[x] = palette[row[x / perByte] >> (8 - bits * (x % perByte + 1)) & mask];
    }

    private static void FromColour(ReadOnlySpan<byte> row, Span<byte> grey)
    {
        for (int x = 0; x < grey.Length; x++)
            grey[x] = Luminance.Of(row[3 * x + 2], row[3 * x + 1], row[3 * x]);
    }

    private static void FromMasks(ReadOnlySpan<byte> row, Span<byte> grey, Masks masks, int bytes)
    {
        for (int x = 0; x < grey.Length; x++)
        {
            ReadOnlySpan<byte> pixel = row.Slice(bytes * x, bytes);
            uint value = bytes == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(pixel) : BinaryPrimitives.ReadUInt32LittleEndian(pixel);
            grey[x] = Luminance.Of(Channel(value, masks.Red), Channel(value, masks.Green), Channel(value, masks.Blue));
        }

        static byte Channel(uint pixel, uint mask) => mask == 0 ? byte.MinValue : (byte)((ulong)(pixel & mask) * 255 / mask);
    }
}
