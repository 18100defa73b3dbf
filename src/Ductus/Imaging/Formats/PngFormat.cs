using Ductus.Native.Leptonica;

namespace Ductus.Imaging.Formats;

/// <summary>PNG of every colour type and depth (W3C PNG, third edition).</summary>
internal sealed class PngFormat : IImageFormat
{
    private const int FirstChunk = 8;

    public string Name => "PNG";

    public bool Recognizes(ImageBytes file) => file.HasAt(0, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

    public IReadOnlyList<PageHeader> ReadHeaders(ImageBytes file)
    {
        if (!file.HasAt(FirstChunk + 4, "IHDR"u8))
            throw file.Bad("a PNG that begins with an IHDR chunk", "it does not");
        return [new PageHeader(file.UInt32BigEndian(FirstChunk + 8), file.UInt32BigEndian(FirstChunk + 12))];
    }

    public GreyImage ReadPage(ImageBytes file, PageHeader page)
    {
        using PixHandle pix = LeptonicaLibrary.ReadPng(file.Span);
        return PixConversion.ToGreyImage(pix);
    }
}
