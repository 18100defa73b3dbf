using Ductus.Native.Leptonica;

namespace Ductus.Imaging.Formats;

/// <summary>WebP, lossy and lossless, with transparency; no animations (RFC 9649).</summary>
internal sealed class WebPFormat : IColourFormat
{
    private const int FirstChunk = 12;

    // Section 2.7.1: flags of the VP8X chunk
    private const int HasAnimation = 0x02;

    public string Name => "WebP";

    public bool Recognizes(ImageBytes file) => file.HasAt(0, "RIFF"u8) && file.HasAt(8, "WEBP"u8);

    public IEnumerable<PageHeader> ReadHeaders(ImageBytes file)
    {
        long announced = file.UInt32LittleEndian(4) + 8L;
        if (announced > file.Length)
            throw file.Bad($"a WebP of {announced} bytes, as its header says", $"it ends after {file.Length}: it is truncated");

        long data = FirstChunk + 8;
        if (file.HasAt(FirstChunk, "VP8X"u8))
        {
            if ((file.Byte(data) & HasAnimation) != 0)
                throw file.Bad("a WebP of one image", "it is an animation");
            return [new PageHeader(UInt24(file, data + 4) + 1, UInt24(file, data + 7) + 1) { Orientation = FindOrientation(file, announced) }];
        }
        if (file.HasAt(FirstChunk, "VP8L"u8))
        {
            // RFC 9649, 3.4: a signature byte, then width − 1 and height − 1 in 14 bits each
            uint sizes = file.UInt32LittleEndian(data + 1);
            return [new PageHeader((sizes & 0x3FFF) + 1, (sizes >> 14 & 0x3FFF) + 1)];
        }
        // RFC 6386, 9.1: frame tag, start code, then width and height in the lower 14 bits of two bytes each
        if (file.HasAt(FirstChunk, "VP8 "u8) && file.HasAt(data + 3, [0x9D, 0x01, 0x2A]))
            return [new PageHeader(file.UInt16LittleEndian(data + 6) & 0x3FFF, file.UInt16LittleEndian(data + 8) & 0x3FFF)];
        throw file.Bad("a WebP that begins with an image or its description", "it does not");
    }

    public GreyImage ReadPage(ImageBytes file, PageHeader page)
    {
        using PixHandle pix = LeptonicaLibrary.ReadWebP(file.Span);
        return PixConversion.ToGreyImage(pix, LeptonicaNative.PixGetSpp(pix) == 4 ? Transparency.Straight : Transparency.None);
    }

    public PixHandle? ReadColours(ImageBytes file, PageHeader page)
    {
        PixHandle pix = LeptonicaLibrary.ReadWebP(file.Span);
        if (LeptonicaNative.PixGetSpp(pix) == 3)
            return pix;
        pix.Dispose();
        return null;
    }

    private static int FindOrientation(ImageBytes file, long end)
    {
        for (long chunk = FirstChunk; chunk + 8 <= end;)
        {
            uint length = file.UInt32LittleEndian(chunk + 4);
            if (file.HasAt(chunk, "EXIF"u8))
                return ExifOrientation.Find(file.Slice(chunk + 8, length));
            chunk += 8 + length + (length & 1);
        }
        return 1;
    }

    private static uint UInt24(ImageBytes file, long offset) => file.UInt16LittleEndian(offset) | (uint)file.Byte(offset + 2) << 16;
}
