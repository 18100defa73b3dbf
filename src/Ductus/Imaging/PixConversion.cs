using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ductus.Native.Leptonica;

namespace Ductus.Imaging;

/// <summary>Between Leptonica's images and ours. Leptonica packs pixels into 32-bit words, the leftmost in the highest bits, rows padded to words.</summary>
internal static class PixConversion
{
    /// <summary>Grey levels of an image of any depth; what is transparent lies on white.</summary>
    /// <param name="pix">1 to 16 bits grey (0 black, except that 1 bit has ink as 1), a palette, or 32 bits RGB(A).</param>
    /// <param name="transparency">What the lowest 8 bits of an image of 32 mean.</param>
    public static GreyImage ToGreyImage(PixHandle pix, Transparency transparency = Transparency.None)
    {
        if (LeptonicaNative.PixGetColormap(pix) != 0)
        {
            using PixHandle grey = LeptonicaLibrary.RemovePalette(pix);
            return ToGreyImage(grey);
        }
        switch (LeptonicaNative.PixGetDepth(pix))
        {
            case 8:
                return FromBytes(pix);
            case 32:
                return FromColour(pix, transparency);
            default:
                using (PixHandle grey = LeptonicaLibrary.ConvertTo8(pix))
                    return FromBytes(grey);
        }
    }

    /// <summary>A new image of 8 bits per pixel in Leptonica's memory; the caller disposes it.</summary>
    public static unsafe PixHandle ToPix(GreyImage image)
    {
        PixHandle pix = LeptonicaLibrary.Create(image.Width, image.Height, 8);
        int wordsPerLine = LeptonicaNative.PixGetWpl(pix);
        uint* data = LeptonicaNative.PixGetData(pix);
        for (int y = 0; y < image.Height; y++)
        {
            var words = new Span<uint>(data + (long)y * wordsPerLine, wordsPerLine);
            image.Row(y).CopyTo(MemoryMarshal.AsBytes(words));
            if (BitConverter.IsLittleEndian)
                BinaryPrimitives.ReverseEndianness(words, words);
        }
        return pix;
    }

    /// <summary>A new image of 1 bit per pixel in Leptonica's memory, ink 1; the caller disposes it.</summary>
    public static unsafe PixHandle ToPix(BinaryImage image)
    {
        PixHandle pix = LeptonicaLibrary.Create(image.Width, image.Height, 1);
        int wordsPerLine = LeptonicaNative.PixGetWpl(pix);
        uint* data = LeptonicaNative.PixGetData(pix);
        for (int y = 0; y < image.Height; y++)
        {
            var words = new Span<uint>(data + (long)y * wordsPerLine, wordsPerLine);
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = 0; x < row.Length; x++)
                words[x >> 5] |= (uint)row[x] << (31 - (x & 31));
        }
        return pix;
    }

    private static unsafe GreyImage FromBytes(PixHandle pix)
    {
        int width = LeptonicaNative.PixGetWidth(pix), height = LeptonicaNative.PixGetHeight(pix), wordsPerLine = LeptonicaNative.PixGetWpl(pix);
        uint* data = LeptonicaNative.PixGetData(pix);
        var pixels = new byte[checked(width * height)];
        var bytes = new byte[wordsPerLine * sizeof(uint)];
        for (int y = 0; y < height; y++)
        {
            var words = new ReadOnlySpan<uint>(data + (long)y * wordsPerLine, wordsPerLine);
            Span<uint> ordered = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan());
            if (BitConverter.IsLittleEndian)
                BinaryPrimitives.ReverseEndianness(words, ordered);
            else
                words.CopyTo(ordered);
            bytes.AsSpan(0, width).CopyTo(pixels.AsSpan(y * width));
        }
        return new GreyImage(width, height, pixels);
    }

    private static unsafe GreyImage FromColour(PixHandle pix, Transparency transparency)
    {
        int width = LeptonicaNative.PixGetWidth(pix), height = LeptonicaNative.PixGetHeight(pix), wordsPerLine = LeptonicaNative.PixGetWpl(pix);
        uint* data = LeptonicaNative.PixGetData(pix);
        var pixels = new byte[checked(width * height)];
        for (int y = 0; y < height; y++)
        {
            var words = new ReadOnlySpan<uint>(data + (long)y * wordsPerLine, width);
            Span<byte> row = pixels.AsSpan(y * width, width);
            for (int x = 0; x < row.Length; x++)
            {
                uint word = words[x];
                byte grey = Luminance.Of((byte)(word >> 24), (byte)(word >> 16), (byte)(word >> 8));
                row[x] = transparency switch
                {
                    Transparency.Straight => Luminance.OverWhite(grey, (byte)word),
                    Transparency.Premultiplied => Luminance.AddWhite(grey, (byte)word),
                    _ => grey,
                };
            }
        }
        return new GreyImage(width, height, pixels);
    }
}
