using Ductus.Imaging.Formats;
using Ductus.Native;
using Ductus.Native.Leptonica;

namespace Ductus.Imaging;

/// <summary>
/// Reads image files as grey images, upright and with what is transparent on white; the format is recognised by the content, not by the name.
/// Thread-safe.
/// </summary>
public static class ImageFile
{
    private static readonly IImageFormat[] Formats =
        [new PngFormat(), new JpegFormat(), new TiffFormat(), new Jpeg2000Format(), new WebPFormat(), new BmpFormat(), new PnmFormat()];

    /// <summary>JPEG quality, 1…100, at which letters keep their edges.</summary>
    private const int ColourQuality = 90;

    /// <summary>The first or only page of a file.</summary>
    /// <exception cref="ImageFormatException">The file is no image, damaged, or larger than the options allow.</exception>
    public static GreyImage Read(string path, ImageFileOptions? options = null) => Read(File.ReadAllBytes(path), path, options);

    /// <summary>The first or only page of the bytes of a file.</summary>
    /// <param name="bytes">The whole file; not to be changed meanwhile.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="options">Limits; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ImageFormatException">It is no image, damaged, or larger than the options allow.</exception>
    public static GreyImage Read(ReadOnlyMemory<byte> bytes, string name, ImageFileOptions? options = null)
    {
        var file = new ImageBytes(name, bytes);
        IImageFormat format = Recognize(file);
        return ReadPage(file, format, format.ReadHeaders(file).First(), options ?? new ImageFileOptions());
    }

    /// <summary>All pages of a file in order, each decoded when it is asked for: several from a TIFF or a PDF, one from any other format.</summary>
    /// <exception cref="ImageFormatException">The file is no image; or, at the page in question, damaged or larger than the options allow.</exception>
    public static IEnumerable<GreyImage> ReadPages(string path, ImageFileOptions? options = null)
    {
        if (!IsPdf(path))
            return ReadPages(File.ReadAllBytes(path), path, options);
        var pages = PdfPages.Open(path, options ?? new ImageFileOptions());
        return Enumerable.Range(1, pages.Count).Select(pages.Read);
    }

    /// <summary>The pages of a file, to be decoded in any order, by several threads.</summary>
    /// <exception cref="ImageFormatException">The file is no image, or its list of pages is damaged.</exception>
    public static ImagePages Open(string path, ImageFileOptions? options = null) =>
        IsPdf(path) ? PdfPages.Open(path, options ?? new ImageFileOptions()) : Open(File.ReadAllBytes(path), path, options);

    /// <summary>The same of the bytes of a file, which is no PDF.</summary>
    /// <param name="bytes">The whole file; not to be changed as long as pages are read.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="options">Limits; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ImageFormatException">The file is no image, or its list of pages is damaged.</exception>
    public static ImagePages Open(ReadOnlyMemory<byte> bytes, string name, ImageFileOptions? options = null)
    {
        var file = new ImageBytes(name, bytes);
        IImageFormat format = Recognize(file);
        PageHeader[] pages = [.. format.ReadHeaders(file)];
        return new ImagePages(pages.Length, number => ReadPage(file, format, pages[number - 1], options ?? new ImageFileOptions()));
    }

    /// <summary>Whether a file is a PDF, by its content.</summary>
    internal static bool IsPdf(string path)
    {
        var start = new byte[1024];
        using FileStream file = File.OpenRead(path);
        return PdfPages.Recognizes(start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
    }

    /// <summary>All pages of the bytes of a file in order, each decoded when it is asked for.</summary>
    /// <param name="bytes">The whole file; not to be changed until the last page is read.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="options">Limits; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ImageFormatException">It is no image; or, at the page in question, damaged or larger than the options allow.</exception>
    public static IEnumerable<GreyImage> ReadPages(ReadOnlyMemory<byte> bytes, string name, ImageFileOptions? options = null)
    {
        var file = new ImageBytes(name, bytes);
        IImageFormat format = Recognize(file);
        IEnumerable<PageHeader> pages = format.ReadHeaders(file);
        options ??= new ImageFileOptions();
        return pages.Select(page => ReadPage(file, format, page, options));
    }

    /// <summary>
    /// All pages as files of their own, in their colours where the format can: coloured ones as JPEG, others as PNG, each made when it is asked for.
    /// </summary>
    /// <param name="bytes">The whole file; not to be changed until the last page is made.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="options">Limits.</param>
    /// <returns>The files, with the EXIF orientation that each is still to be turned by.</returns>
    /// <exception cref="ImageFormatException">As for <see cref="ReadPages(ReadOnlyMemory{byte}, string, ImageFileOptions?)"/>.</exception>
    internal static IReadOnlyList<Func<(byte[] File, int Orientation)>> PagesAsFiles(ReadOnlyMemory<byte> bytes, string name, ImageFileOptions options)
    {
        var file = new ImageBytes(name, bytes);
        IImageFormat format = Recognize(file);
        return [.. format.ReadHeaders(file).Select(page => (Func<(byte[], int)>)(() => Guarded(file, format, page, options, () => AsFile(page))))];

        (byte[], int) AsFile(PageHeader page)
        {
            using PixHandle? pix = (format as IColourFormat)?.ReadColours(file, page);
            if (pix is null)
                return (ToPng(ExifOrientation.Apply(format.ReadPage(file, page), page.Orientation)), 1);
            return (LeptonicaNative.PixGetDepth(pix) == 1 ? LeptonicaLibrary.WritePng(pix) : LeptonicaLibrary.WriteJpeg(pix, ColourQuality), page.Orientation);
        }
    }

    /// <summary>A PNG file of 8-bit grey.</summary>
    public static byte[] ToPng(GreyImage image)
    {
        using PixHandle pix = PixConversion.ToPix(image);
        return LeptonicaLibrary.WritePng(pix);
    }

    private static IImageFormat Recognize(ImageBytes file) => Array.Find(Formats, format => format.Recognizes(file))
        ?? throw file.Bad($"an image ({string.Join(", ", Formats.Select(format => format.Name))})", UnreadableFormats.Describe(file));

    private static GreyImage ReadPage(ImageBytes file, IImageFormat format, PageHeader page, ImageFileOptions options) =>
        Guarded(file, format, page, options, () => ExifOrientation.Apply(format.ReadPage(file, page), page.Orientation));

    /// <summary>Decodes a page whose size is within the limits; what native decoders say of it becomes an error of the file.</summary>
    private static T Guarded<T>(ImageBytes file, IImageFormat format, PageHeader page, ImageFileOptions options, Func<T> decode)
    {
        if (page.Width < 1 || page.Height < 1)
            throw file.Bad("an image of at least 1 × 1 pixels", $"its header says {page.Width} × {page.Height}");
        // Both sides are below 2³², so that the product can be too large for a long, but not for a decimal.
        if ((decimal)page.Width * page.Height > options.MaxPixels)
            throw file.Bad($"at most {options.MaxPixels} pixels", $"its header says {page.Width} × {page.Height} = {(decimal)page.Width * page.Height}");

        try
        {
            return decode();
        }
        catch (OverflowException exception)
        {
            throw file.Bad("an image that fits into memory", $"one of {page.Width} × {page.Height} pixels of this kind does not", exception);
        }
        catch (NativeException exception)
        {
            throw file.Bad($"a readable {format.Name}", $"it is damaged or of a kind that is not supported: {exception.Message}", exception);
        }
    }
}
