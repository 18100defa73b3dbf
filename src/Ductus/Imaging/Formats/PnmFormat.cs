namespace Ductus.Imaging.Formats;

/// <summary>The Netpbm formats PBM, PGM and PPM, as text and binary (netpbm.sourceforge.net/doc, "pbm", "pgm", "ppm").</summary>
/// <remarks>
/// Read here and not by Leptonica, which takes samples of 16 bits in the wrong byte order and does not scale to full white what has another
/// highest value. Of several images in one file the first is read.
/// </remarks>
internal sealed class PnmFormat : IImageFormat
{
    public string Name => "PNM";

    public bool Recognizes(ImageBytes file) => file.Length >= 3 && file.Byte(0) == 'P' && file.Byte(1) is >= (byte)'1' and <= (byte)'6'
        && (IsSpace(file.Byte(2)) || file.Byte(2) == '#');

    public IEnumerable<PageHeader> ReadHeaders(ImageBytes file)
    {
        Header header = ReadHeader(file);
        return [new PageHeader(header.Width, header.Height)];
    }

    public GreyImage ReadPage(ImageBytes file, PageHeader page)
    {
        Header header = ReadHeader(file);
        var pixels = new byte[checked(header.Width * header.Height)];
        if (header.IsText)
            ReadText(file, header, pixels);
        else if (header.Channels == 0)
            ReadBits(file, header, pixels);
        else
            ReadBinary(file, header, pixels);
        return new GreyImage(header.Width, header.Height, pixels);
    }

    /// <summary>Channels: 1 grey, 3 RGB, 0 bits with 1 for black. Data: where the pixels begin.</summary>
    private readonly record struct Header(int Width, int Height, int Channels, bool IsText, int Highest, long Data);

    private static Header ReadHeader(ImageBytes file)
    {
        int type = file.Byte(1) - '0';
        long offset = 2;
        int width = ReadNumber(file, ref offset), height = ReadNumber(file, ref offset);
        int channels = type is 1 or 4 ? 0 : type is 2 or 5 ? 1 : 3;
        int highest = channels == 0 ? 1 : ReadNumber(file, ref offset);
        if (highest is < 1 or > ushort.MaxValue)
            throw file.Bad("a PNM whose highest value is 1…65535", $"it is {highest}");
        return new Header(width, height, channels, IsText: type <= 3, highest, offset + 1);
    }

    private static void ReadBits(ImageBytes file, Header header, byte[] pixels)
    {
        int stride = (header.Width + 7) / 8;
        for (int y = 0; y < header.Height; y++)
        {
            ReadOnlySpan<byte> row = file.Slice(header.Data + (long)y * stride, stride);
            for (int x = 0; x < header.Width; x++)
                pixels[y * header.Width + x] = (row[x >> 3] >> (7 - (x & 7)) & 1) == 1 ? byte.MinValue : byte.MaxValue;
        }
    }

    private static void ReadBinary(ImageBytes file, Header header, byte[] pixels)
    {
        int bytes = header.Highest > byte.MaxValue ? 2 : 1, stride = header.Width * header.Channels * bytes;
        byte[] levels = Levels(header.Highest);
        for (int y = 0; y < header.Height; y++)
        {
            ReadOnlySpan<byte> row = file.Slice(header.Data + (long)y * stride, stride);
            for (int x = 0; x < header.Width; x++)
            {
                byte first = Level(row, x * header.Channels);
                pixels[y * header.Width + x] = header.Channels == 1 ? first
                    : Luminance.Of(first, Level(row, x * header.Channels + 1), Level(row, x * header.Channels + 2));
            }
        }

        byte Level(ReadOnlySpan<byte> row, int sample) =>
            levels[Math.Min(header.Highest, bytes == 1 ? row[sample] : row[2 * sample] << 8 | row[2 * sample + 1])];
    }

    private static void ReadText(ImageBytes file, Header header, byte[] pixels)
    {
        byte[] levels = Levels(header.Highest);
        long offset = header.Data - 1;
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = header.Channels switch
            {
                0 => ReadBit(file, ref offset),
                1 => Level(ref offset),
                _ => Luminance.Of(Level(ref offset), Level(ref offset), Level(ref offset)),
            };

        byte Level(ref long offset) => levels[Math.Min(header.Highest, ReadNumber(file, ref offset))];
    }

    /// <summary>Of every value up to the highest, the grey level.</summary>
    private static byte[] Levels(int highest) => [.. Enumerable.Range(0, highest + 1).Select(value => (byte)((255 * value + highest / 2) / highest))];

    /// <summary>The next number in the text, which comments and white space may stand before.</summary>
    private static int ReadNumber(ImageBytes file, ref long offset)
    {
        SkipSpace(file, ref offset);
        long value = 0, start = offset;
        while (offset < file.Length && file.Byte(offset) is >= (byte)'0' and <= (byte)'9' && value <= int.MaxValue)
            value = 10 * value + file.Byte(offset++) - '0';
        if (offset == start || value > int.MaxValue)
            throw file.Bad("a number in the text of a PNM", $"there is none at byte {start}");
        return (int)value;
    }

    // In a PBM the digits need no space between them.
    private static byte ReadBit(ImageBytes file, ref long offset)
    {
        SkipSpace(file, ref offset);
        byte digit = file.Byte(offset++);
        return digit switch
        {
            (byte)'0' => byte.MaxValue,
            (byte)'1' => byte.MinValue,
            _ => throw file.Bad("digits 0 and 1 in the text of a PBM", $"byte {offset - 1} is 0x{digit:X2}"),
        };
    }

    private static void SkipSpace(ImageBytes file, ref long offset)
    {
        for (bool comment = false; offset < file.Length && (comment || IsSpace(file.Byte(offset)) || file.Byte(offset) == '#'); offset++)
            comment = (comment || file.Byte(offset) == '#') && file.Byte(offset) is not ((byte)'\n' or (byte)'\r');
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (>= 0x09 and <= 0x0D);
}
