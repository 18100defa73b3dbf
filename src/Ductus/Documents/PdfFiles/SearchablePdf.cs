using System.Globalization;
using System.Text;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Documents.PdfFiles;

/// <summary>
/// PDF to search in and to copy from: the pages' images, with their text over them, invisible, each word where it is written. Written page by page; of
/// a page that is done nothing is kept.
/// </summary>
/// <remarks>
/// Images of JPEG and PNG files go in as they are, coloured ones of other formats mostly as JPEG, the rest losslessly. A page's width is that of its image by the resolution given. Thread-safe.
/// </remarks>
public static class SearchablePdf
{
    /// <summary>Writes the file as a whole, or not at all.</summary>
    /// <param name="files">In order.</param>
    /// <param name="path">Of the PDF.</param>
    /// <param name="origin">Who read them.</param>
    /// <param name="options">Size, limits.</param>
    /// <exception cref="ImageFormatException">A file is no image, damaged, or has another number of pages than were given for it.</exception>
    public static void Write(IEnumerable<PdfSource> files, string path, DocumentOrigin origin, DocumentOptions? options = null) =>
        AtomicFile.Write(path, stream => Write(files, stream, origin, options ?? new()));

    private static void Write(IEnumerable<PdfSource> files, Stream stream, DocumentOrigin origin, DocumentOptions options)
    {
        var pdf = new PdfStream(stream);
        var font = new InvisibleFont();
        int tree = pdf.Reserve(), fontNumber = pdf.Reserve();
        var numbers = new List<int>();
        string? title = null;
        foreach (PdfSource file in files)
        {
            title ??= Path.GetFileNameWithoutExtension(file.Image);
            foreach (var (picture, page) in Pictures(file, options.Images).Zip(file.Pages))
                numbers.Add(WritePage(pdf, picture(), page, tree, fontNumber, font, options));
        }
        font.Write(pdf, fontNumber);
        pdf.Object(tree, string.Create(CultureInfo.InvariantCulture, $"<< /Type /Pages /Count {numbers.Count} /Kids [{string.Join(' ', numbers.Select(number => $"{number} 0 R"))}] >>"));
        int catalogue = pdf.Object(string.Create(CultureInfo.InvariantCulture, $"<< /Type /Catalog /Pages {tree} 0 R >>"));
        string software = origin.Reader is { } reader ? $"{origin.Software}, {reader}" : origin.Software;
        int information = pdf.Object($"<< /Title {PdfStream.Text(title ?? "")} /Producer {PdfStream.Text(software)} /CreationDate (D:{origin.Created.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z) >>");
        pdf.Finish(catalogue, information);
    }

    private static IReadOnlyList<Func<PdfImage>> Pictures(PdfSource file, ImageFileOptions options)
    {
        IReadOnlyList<Func<PdfImage>> all = PdfImage.Pages(file.Image, options);
        string has = string.Create(CultureInfo.InvariantCulture, $"it has {all.Count}");
        if (file.Number is { } number)
            return number >= 1 && number <= all.Count ? [all[number - 1]] : throw new ImageFormatException(file.Image, string.Create(CultureInfo.InvariantCulture, $"a page {number}"), has);
        return all.Count == file.Pages.Count ? all
            : throw new ImageFormatException(file.Image, string.Create(CultureInfo.InvariantCulture, $"{file.Pages.Count} pages, as there are texts for"), has);
    }

    private static int WritePage(PdfStream pdf, PdfImage image, Page page, int tree, int fontNumber, InvisibleFont font, DocumentOptions options)
    {
        double scale = 72 / options.Images.DotsPerInch, width = page.Width * scale, height = page.Height * scale;
        int picture = pdf.Data(image.Entries, image.Data.Span);
        int content = pdf.Compressed("", Encoding.ASCII.GetBytes($"q {Placed(image.Orientation, width, height)} cm /Im1 Do Q\n{PdfText.Of(page, font, scale)}"));
        return pdf.Object(string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PdfStream.Number(width)} {PdfStream.Number(height)}] /Resources << /XObject << /Im1 {picture} 0 R >> /Font << /F1 {fontNumber} 0 R >> >> /Contents {content} 0 R >>"));
    }

    /// <summary>Where the unit square of the image comes to lie, turned and mirrored as the EXIF orientation says.</summary>
    private static string Placed(int orientation, double width, double height)
    {
        double[] matrix = orientation switch
        {
            2 => [-width, 0, 0, height, width, 0],
            3 => [-width, 0, 0, -height, width, height],
            4 => [width, 0, 0, -height, 0, height],
            5 => [0, -height, -width, 0, width, height],
            6 => [0, -height, width, 0, 0, height],
            7 => [0, height, width, 0, 0, 0],
            8 => [0, height, -width, 0, width, 0],
            _ => [width, 0, 0, height, 0, 0],
        };
        return string.Join(' ', matrix.Select(PdfStream.Number));
    }
}
