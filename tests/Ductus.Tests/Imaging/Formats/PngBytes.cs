using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Ductus.Tests.Imaging.Formats;

/// <summary>Makes PNG files of every kind from samples, without any library that reads them.</summary>
internal static class PngBytes
{
    public const byte Grey = 0, Colour = 2, Palette = 3, GreyAlpha = 4, ColourAlpha = 6;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="type">Colour type.</param>
    /// <param name="depth">Bits a sample.</param>
    /// <param name="samples">All samples, row after row.</param>
    /// <param name="filter">Filter type of every row, or −1 for another one each row.</param>
    /// <param name="interlaced">By Adam7.</param>
    /// <param name="extra">Chunks before the image data.</param>
    public static byte[] Make(int width, int height, byte type, byte depth, ushort[] samples, int filter = 0, bool interlaced = false,
        params (string Type, byte[] Data)[] extra)
    {
        int channels = type switch { GreyAlpha => 2, Colour => 3, ColourAlpha => 4, _ => 1 };
        var data = new List<byte>();
        foreach (var (left, top, columns, rows) in interlaced ? Adam7 : Whole)
            AddPass(data, left, top, columns, rows);

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write([.. data]);
        return Join(Header(width, height, type, depth, interlaced), [.. extra, .. Split(packed.ToArray())]);

        void AddPass(List<byte> target, int left, int top, int columns, int rows)
        {
            byte[] above = [];
            for (int y = top; y < height && left < width; y += rows)
            {
                var bits = new List<byte>();
                for (int x = left; x < width; x += columns)
                    for (int channel = 0; channel < channels; channel++)
                        for (int bit = depth - 1; bit >= 0; bit--)
                            bits.Add((byte)(samples[(y * width + x) * channels + channel] >> bit & 1));
                byte[] row = [.. bits.Chunk(8).Select(eight => (byte)eight.Select((bit, i) => bit << (7 - i)).Sum())];
                if (above.Length == 0)
                    above = new byte[row.Length];
                byte type = (byte)(filter >= 0 ? filter : y % 5);
                target.Add(type);
                target.AddRange(Filtered(type, row, above, Math.Max(1, channels * depth / 8)));
                above = row;
            }
        }
    }

    /// <summary>A file whose header chunk announces a size and whose image data is empty.</summary>
    public static byte[] OnlyHeader(int width, int height) => Join(Header(width, height, Grey, 8, interlaced: false), [("IDAT", [])]);

    private static readonly (int, int, int, int)[] Whole = [(0, 0, 1, 1)];

    private static readonly (int, int, int, int)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static byte[] Header(int width, int height, byte type, byte depth, bool interlaced)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, type, (byte)(interlaced ? 1 : 0));
        return header;
    }

    // In two chunks, so that a reader has to join them.
    private static IEnumerable<(string, byte[])> Split(byte[] data) =>
        [("IDAT", data[..(data.Length / 2)]), ("IDAT", data[(data.Length / 2)..])];

    private static byte[] Join(byte[] header, (string Type, byte[] Data)[] chunks)
    {
        var file = new List<byte>(Signature.ToArray());
        foreach (var (type, data) in chunks.Prepend(("IHDR", header)).Append(("IEND", [])))
        {
            byte[] content = [.. Encoding.ASCII.GetBytes(type), .. data];
            file.AddRange(BigEndian((uint)data.Length));
            file.AddRange(content);
            file.AddRange(BigEndian(Crc(content)));
        }
        return [.. file];
    }

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
        }
        return ~crc;
    }

    private static IEnumerable<byte> Filtered(byte type, byte[] row, byte[] above, int distance) => row.Select((value, i) =>
    {
        int left = i >= distance ? row[i - distance] : 0, up = above[i], corner = i >= distance ? above[i - distance] : 0;
        return (byte)(value - type switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 });
    });

    private static int Paeth(int left, int up, int corner)
    {
        int guess = left + up - corner;
        return new[] { left, up, corner }.MinBy(value => Math.Abs(guess - value));
    }
}
