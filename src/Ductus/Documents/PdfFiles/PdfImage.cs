using System.Globalization;
using Ductus.Imaging;
using Ductus.Imaging.Formats;

namespace Ductus.Documents.PdfFiles;

/// <summary>
/// The image of a page in the encoding that PDF takes: JPEG and most PNG files byte by byte as they are, in their colours; pages of PDF
/// files rendered, as JPEG of quality 85; those of TIFF, JPEG 2000 and WebP files as JPEG of quality 90 if coloured, else losslessly; others in grey, losslessly.
/// </summary>
/// <param name="Entries">Of the image's dictionary.</param>
/// <param name="Data">Encoded as they say.</param>
/// <param name="Orientation">EXIF tag 274: how it is to be turned.</param>
internal sealed record PdfImage(string Entries, ReadOnlyMemory<byte> Data, int Orientation)
{
    /// <summary>The pages of a file, each made when it is asked for.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="options">Limits.</param>
    /// <exception cref="ImageFormatException">The file is no image, damaged, or larger than the options allow.</exception>
    public static IReadOnlyList<Func<PdfImage>> Pages(string path, ImageFileOptions options)
    {
        if (ImageFile.IsPdf(path))
            return [.. PdfPages.AsJpeg(path, options).Select((page, place) => (Func<PdfImage>)(() => OfRendered(page(), path, place + 1)))];
        byte[] bytes = File.ReadAllBytes(path);
        var file = new ImageBytes(path, bytes);
        if (OfFile(file, bytes) is { } whole)
            return [() => whole];
        return [.. ImageFile.PagesAsFiles(bytes, path, options).Select(page => (Func<PdfImage>)(() => OfEncoded(page(), path)))];
    }

    private static PdfImage OfRendered(byte[] page, string path, int number) => OfJpeg(new ImageBytes($"{path} page {number}", page), page)
        ?? throw new ImageFormatException(path, "a JPEG of its page", "the renderer made something else");

    private static PdfImage OfEncoded((byte[] File, int Orientation) page, string path) =>
        (OfFile(new ImageBytes(path, page.File), page.File) ?? throw new InvalidOperationException("A page was encoded as PDF does not take it.")) with { Orientation = page.Orientation };

    /// <returns><see langword="null"/> for what PDF does not take as it is.</returns>
    private static PdfImage? OfFile(ImageBytes file, byte[] bytes) =>
        new JpegFormat().Recognizes(file) ? OfJpeg(file, bytes) : new PngFormat().Recognizes(file) ? OfPng(file) : null;

    private static PdfImage? OfJpeg(ImageBytes file, byte[] bytes)
    {
        JpegFormat.Frame frame = JpegFormat.FindFrame(file);
        string? space = frame.Components switch { 1 => "/DeviceGray", 3 => "/DeviceRGB", 4 => "/DeviceCMYK", _ => null };
        // Arithmetic coding and lossless processes are not in PDF.
        if (space is null || frame.Process > 2)
            return null;
        string inverted = frame is { Components: 4, IsAdobe: true } ? " /Decode [1 0 1 0 1 0 1 0]" : "";
        return new PdfImage($"{Size(frame.Width, frame.Height)} /ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode{inverted}", bytes, frame.Orientation);
    }

    private static PdfImage? OfPng(ImageBytes file)
    {
        PageHeader header = new PngFormat().ReadHeaders(file).Single();
        PngChunk[] chunks = [.. PngChunk.All(file, 8)];
        byte depth = file.Byte(chunks[0].Data + 8), colour = file.Byte(chunks[0].Data + 9), interlaced = file.Byte(chunks[0].Data + 12);
        // Transparency and interlacing are other things in PDF.
        if (interlaced != 0 || depth > 8 || colour is not (0 or 2 or 3) || chunks.Any(chunk => chunk.Is("tRNS"u8)))
            return null;
        PngChunk? palette = chunks.Where(chunk => chunk.Is("PLTE"u8)).Select(chunk => (PngChunk?)chunk).FirstOrDefault();
        if (colour == 3 && palette is null)
            return null;
        string space = colour switch
        {
            0 => "/DeviceGray",
            2 => "/DeviceRGB",
            _ => string.Create(CultureInfo.InvariantCulture,
                $"[/Indexed /DeviceRGB {palette!.Value.Length / 3 - 1} <{Convert.ToHexString(file.Slice(palette.Value.Data, palette.Value.Length))}>]"),   // not null, see above
        };
        using var data = new MemoryStream();
        new PngDataStream(file, chunks).CopyTo(data);
        return new PdfImage(string.Create(CultureInfo.InvariantCulture,
            $"{Size(header.Width, header.Height)} /ColorSpace {space} /BitsPerComponent {depth} /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors {(colour == 2 ? 3 : 1)} /BitsPerComponent {depth} /Columns {header.Width} >>"),
            data.ToArray(), header.Orientation);
    }

    private static string Size(long width, long height) => string.Create(CultureInfo.InvariantCulture, $"/Type /XObject /Subtype /Image /Width {width} /Height {height}");
}
