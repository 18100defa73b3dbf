using System.Globalization;
using System.Xml.Linq;
using Ductus.Documents.Xml;
using Ductus.Layout;

namespace Ductus.Documents.HocrFiles;

/// <summary>hOCR 1.2, HTML with places in it: what Tesseract writes and tools for scanned books read. Written only.</summary>
/// <remarks>
/// Source: Breuel 2007, "The hOCR microformat for OCR workflow and results", and the specification of 2020 by Baierer. Boxes hold all that lies in
/// them. Thread-safe.
/// </remarks>
public static class Hocr
{
    private const string Declarations = """xmlns="http://www.w3.org/1999/xhtml" """;

    /// <returns>The bytes of a file, XML and HTML at once; so it has no XML declaration, which HTML does not know and XML in UTF-8 does not need.</returns>
    public static byte[] ToBytes(IReadOnlyList<Page> pages, DocumentOrigin origin, DocumentOptions? options = null) =>
        XmlFormat.Document(new XElement("html",
            new XElement("head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("title", string.Join(", ", pages.Select(page => page.ImageName).OfType<string>().Distinct()) is { Length: > 0 } images ? images : "Pages"),
                Meta("ocr-system", origin.Software),
                Meta("ocr-capabilities", "ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrp_wconf"),
                Meta("ocr-number-of-pages", pages.Count.ToString(CultureInfo.InvariantCulture)),
                Meta("created", origin.Time),
                origin.Reader is { } reader ? Meta("generator", reader) : null),
            new XElement("body", pages.Select((page, place) => new HocrPage(page, place + 1, options ?? new()).Element()))), Declarations.TrimEnd(), "<!DOCTYPE html>\n");

    /// <summary>Writes the file as a whole, or not at all.</summary>
    public static void Write(IReadOnlyList<Page> pages, string path, DocumentOrigin origin, DocumentOptions? options = null) =>
        AtomicFile.Write(path, ToBytes(pages, origin, options));

    private static XElement Meta(string name, string content) => new("meta", new XAttribute("name", name), new XAttribute("content", content));
}
