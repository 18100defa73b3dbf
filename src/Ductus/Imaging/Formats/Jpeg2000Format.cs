using Ductus.Native.Leptonica;

namespace Ductus.Imaging.Formats;

/// <summary>JPEG 2000, as a JP2 file or a bare codestream (ITU-T T.800), of 8 bits a sample, grey or RGB, with or without transparency.</summary>
/// <remarks>
/// The header is read here because Leptonica trusts it: it reads beyond the end of a colour plane that is smaller than the first, and takes
/// YCC and CMYK for RGB. Those are errors.
/// </remarks>
internal sealed class Jpeg2000Format : IColourFormat
{
    // T.800, annex A.5.1: start of codestream and SIZ
    private static ReadOnlySpan<byte> CodestreamStart => [0xFF, 0x4F, 0xFF, 0x51];

    private static ReadOnlySpan<byte> FileStart => [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', 0x0D, 0x0A, 0x87, 0x0A];

    public string Name => "JPEG 2000";

    public bool Recognizes(ImageBytes file) => file.HasAt(0, FileStart) || file.HasAt(0, CodestreamStart);

    public IEnumerable<PageHeader> ReadHeaders(ImageBytes file)
    {
        Size size = ReadSize(file);
        return [new PageHeader(size.Width, size.Height)];
    }

    public GreyImage ReadPage(ImageBytes file, PageHeader page)
    {
        int components = CheckedComponents(file);
        using PixHandle pix = LeptonicaLibrary.ReadJpeg2000(file.Span);
        return PixConversion.ToGreyImage(pix, components is 2 or 4 ? Transparency.Straight : Transparency.None);
    }

    public PixHandle? ReadColours(ImageBytes file, PageHeader page) => CheckedComponents(file) == 3 ? LeptonicaLibrary.ReadJpeg2000(file.Span) : null;

    private static int CheckedComponents(ImageBytes file)
    {
        Size size = ReadSize(file);
        if (size.Depth != 8)
            throw file.Bad("a JPEG 2000 of 8 bits a sample", $"it has {size.Depth}");
        return size.Components is >= 1 and <= 4 ? size.Components : throw file.Bad("a JPEG 2000 of 1 to 4 components", $"it has {size.Components}");
    }

    private readonly record struct Size(long Width, long Height, int Components, int Depth);

    private static Size ReadSize(ImageBytes file)
    {
        long siz = FindCodestream(file) + CodestreamStart.Length;
        long width = (long)file.UInt32BigEndian(siz + 4) - file.UInt32BigEndian(siz + 12);
        long height = (long)file.UInt32BigEndian(siz + 8) - file.UInt32BigEndian(siz + 16);
        int components = file.UInt16BigEndian(siz + 36), depth = 0;
        for (int i = 0; i < components; i++)
        {
            // Ssiz: the highest bit for signed samples, then the depth − 1; XRsiz and YRsiz: every how many pixels there is a sample.
            ReadOnlySpan<byte> component = file.Slice(siz + 38 + 3 * i, 3);
            if ((component[0] & 0x80) != 0)
                throw file.Bad("a JPEG 2000 of unsigned samples", "its samples are signed");
            if (component[1] != 1 || component[2] != 1)
                throw file.Bad("a JPEG 2000 with a sample of each colour at each pixel", $"component {i + 1} has one at every {component[1]} × {component[2]} pixels");
            depth = Math.Max(depth, component[0] + 1);
        }
        return new Size(width, height, components, depth);
    }

    /// <summary>Walks over the boxes of a JP2 file (annex I), looking into the header box for its colours.</summary>
    private static long FindCodestream(ImageBytes file)
    {
        long offset = 0;
        while (!file.HasAt(offset, CodestreamStart))
        {
            if (offset >= file.Length)
                throw file.Bad("a JPEG 2000 with image data", "it has none");
            long length = file.UInt32BigEndian(offset), header = 8;
            ReadOnlySpan<byte> type = file.Slice(offset + 4, 4);
            if (length == 1)
                (length, header) = ((long)file.UInt32BigEndian(offset + 8) << 32 | file.UInt32BigEndian(offset + 12), 16);
            if (type.SequenceEqual("colr"u8))
                CheckColours(file, offset + header);
            // The header box holds other boxes, the codestream box the codestream; a length of 0 reaches to the end of the file.
            if (type.SequenceEqual("jp2h"u8) || type.SequenceEqual("jp2c"u8))
                offset += header;
            else if (length >= header && length <= file.Length - offset)
                offset += length;
            else
                throw file.Bad("a complete JPEG 2000", $"it ends after {file.Length} bytes, within a box: it is truncated");
        }
        return offset;
    }

    private static void CheckColours(ImageBytes file, long offset)
    {
        const int Enumerated = 1, Rgb = 16, Grey = 17;
        if (file.Byte(offset) == Enumerated && file.UInt32BigEndian(offset + 3) is var space and not (Rgb or Grey))
            throw file.Bad("a JPEG 2000 in grey or RGB", $"its colour space has number {space}");
    }
}
