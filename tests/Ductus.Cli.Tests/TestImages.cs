using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Ductus.Cli.Tests;

/// <summary>Image files made byte by byte, so that no reader or writer of ours is trusted to make its own test.</summary>
internal static class TestImages
{
    /// <summary>PNG of cells of 16 × 16 pixels, one per character: <c>a</c> black, <c>i</c> a black stroke of 4 columns, <c>d</c> one of 8½ columns, others white.</summary>
    public static byte[] Line(string cells)
    {
        int width = 16 * cells.Length;
        var pixels = new byte[width * 16];
        for (int y = 0; y < 16; y++)
            for (int x = 0; x < width; x++)
                pixels[y * width + x] = IsInk(cells[x / 16], x % 16, y) ? (byte)0 : (byte)255;
        return Png(width, 16, pixels);
    }

    public static byte[] Grey(int width, int height, byte grey)
    {
        var pixels = new byte[width * height];
        Array.Fill(pixels, grey);
        return Png(width, height, pixels);
    }

    /// <summary>The signature and header of a PNG of any size, and nothing after it.</summary>
    public static byte[] PngHeader(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 0); // 8 bits, grey
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header)];
    }

    /// <summary>A PNG that is whole but for its pixels: of any size, in a few bytes.</summary>
    public static byte[] PngWithoutPixels(int width, int height) => [.. PngHeader(width, height), .. Chunk("IDAT", []), .. Chunk("IEND", [])];

    /// <summary>A grey PNG with these rows.</summary>
    public static byte[] Png(int width, int height, byte[] pixels)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
            for (int y = 0; y < height; y++)
                zlib.Write([0, .. pixels.AsSpan(y * width, width)]); // filter 0: none
        return [.. PngHeader(width, height), .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>The start of a JPEG of 100 × 100 pixels: start of image, JFIF header, frame header; the scan is missing.</summary>
    public static byte[] TruncatedJpeg() =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0,
        0xFF, 0xC0, 0, 11, 8, 0, 100, 0, 100, 1, 1, 0x11, 0,
    ];

    private static bool IsInk(char cell, int column, int row) => cell switch
    {
        'a' => true,
        'i' => column is >= 6 and < 10,
        'd' => column < 8 || (column == 8 && row < 8),
        _ => false,
    };

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var length = new byte[4];
        var check = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc32(body));
        return [.. length, .. body, .. check];
    }

    /// <summary>CRC-32 of the PNG specification, annex D.</summary>
    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
