using Ductus.Native.Leptonica;

namespace Ductus.Imaging.Formats;

/// <summary>TIFF 6.0 and BigTIFF of several pages, in strips or tiles, with the compressions of the libtiff at hand.</summary>
/// <remarks>
/// Reduced copies of a page and its masks are left out. Samples of other than 1, 2, 4, 8 or 16 bits and floating point are errors;
/// damage inside a compressed strip of a coloured page may go unnoticed, since libtiff fills it up.
/// </remarks>
internal sealed class TiffFormat : IColourFormat
{
    // NewSubfileType, section 8: bit 0 a reduced copy of another page, bit 2 a mask
    private const uint ReducedCopy = 1, Mask = 4;

    public string Name => "TIFF";

    public bool Recognizes(ImageBytes file) =>
        file.HasAt(0, "II*\0"u8) || file.HasAt(0, "MM\0*"u8) || file.HasAt(0, "II+\0"u8) || file.HasAt(0, "MM\0+"u8);

    public IEnumerable<PageHeader> ReadHeaders(ImageBytes file)
    {
        PageHeader? firstCopy = null;
        bool found = false;
        var seen = new HashSet<ulong>();
        for (ulong offset = TiffDirectory.FirstOffset(file); offset != 0;)
        {
            if (!seen.Add(offset))
                throw file.Bad("a TIFF whose pages follow each other", "its list of pages is a circle");
            var directory = TiffDirectory.Read(file, offset);
            var page = new PageHeader(directory.Value(TiffTag.ImageWidth, 0), directory.Value(TiffTag.ImageLength, 0))
            {
                Offset = (long)offset,
                Orientation = directory.Value(TiffTag.Orientation, 1) is var value and >= 1 and <= 8 ? (int)value : 1,
            };
            if ((directory.Value(TiffTag.NewSubfileType, 0) & (ReducedCopy | Mask)) == 0)
            {
                found = true;
                yield return page;
            }
            firstCopy ??= page;
            offset = directory.Next;
        }
        if (!found)
            yield return firstCopy ?? throw file.Bad("a TIFF with a page in it", "it has none");
    }

    public GreyImage ReadPage(ImageBytes file, PageHeader page)
    {
        var directory = TiffDirectory.Read(file, (ulong)page.Offset);
        GreyImage image = directory.Has(TiffTag.TileWidth) ? new TiffTiles(file, directory).Read(page) : ReadStrips(file, directory, page);
        return IsStillNegative(directory) ? Polarity.Invert(image) : image;
    }

    public PixHandle? ReadColours(ImageBytes file, PageHeader page)
    {
        var directory = TiffDirectory.Read(file, (ulong)page.Offset);
        if (directory.Has(TiffTag.TileWidth) || directory.Value(TiffTag.SamplesPerPixel, 1) is not (1 or 3))
            return null;
        PixHandle pix = ReadStripsAsPix(file, directory, page);
        if (LeptonicaNative.PixGetColormap(pix) == 0 && LeptonicaNative.PixGetDepth(pix) is 1 or 32)
            return pix;
        pix.Dispose();
        return null;
    }

    /// <summary>A page as Leptonica sees it, not turned.</summary>
    /// <param name="bytes">Strips, orientation 1 or none.</param>
    /// <param name="offset">Of the page's directory.</param>
    public static GreyImage ReadUpright(ReadOnlySpan<byte> bytes, ulong offset)
    {
        using PixHandle pix = LeptonicaLibrary.ReadTiff(bytes, (nuint)offset);
        return ToGrey(pix);
    }

    private static GreyImage ReadStrips(ImageBytes file, TiffDirectory directory, PageHeader page)
    {
        using PixHandle pix = ReadStripsAsPix(file, directory, page);
        return ToGrey(pix);
    }

    private static PixHandle ReadStripsAsPix(ImageBytes file, TiffDirectory directory, PageHeader page)
    {
        CheckStrips(file, directory);
        // Leptonica 1.82 turns orientation 8 the wrong way; it is not to know of any.
        return LeptonicaLibrary.ReadTiff(page.Orientation == 1 ? file.Span : directory.WithValue(TiffTag.Orientation, 1), (nuint)page.Offset);
    }

    private static GreyImage ToGrey(PixHandle pix) => PixConversion.ToGreyImage(pix, LeptonicaNative.PixGetSpp(pix) == 4 ? Transparency.Premultiplied : Transparency.None);

    // libtiff fills up what is missing of a coloured page and reports success.
    private static void CheckStrips(ImageBytes file, TiffDirectory directory)
    {
        ulong[] offsets = directory.Values(TiffTag.StripOffsets), lengths = directory.Values(TiffTag.StripByteCounts);
        for (int i = 0; i < Math.Min(offsets.Length, lengths.Length); i++)
            if (offsets[i] > (ulong)file.Length || lengths[i] > (ulong)file.Length - offsets[i])
                throw file.Bad("a complete TIFF", $"it ends after {file.Length} bytes, before the image data of its page does: it is truncated");
    }

    // Leptonica turns "0 is white" around at 1 and 8 bits and forgets the other depths.
    private static bool IsStillNegative(TiffDirectory directory)
    {
        const uint WhiteIsZero = 0;
        return directory.Value(TiffTag.SamplesPerPixel, 1) == 1
            && directory.Value(TiffTag.BitsPerSample, 1) is 2 or 4 or 16
            && directory.Value(TiffTag.PhotometricInterpretation, 1) == WhiteIsZero;
    }
}
