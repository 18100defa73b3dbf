using System.Globalization;
using System.Text;
using Ductus.Documents.HocrFiles;
using Ductus.Documents.JsonFiles;
using Ductus.Documents.PdfFiles;
using Ductus.Documents.TeiFiles;
using Ductus.Documents.TextFiles;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Documents;

/// <summary>A format that pages are written in. Immutable, share it.</summary>
public sealed class DocumentFormat
{
    private readonly Func<IReadOnlyList<Page>, DocumentOrigin, DocumentOptions, byte[]>? _write;

    private DocumentFormat(string name, string extension, string description, Func<IReadOnlyList<Page>, DocumentOrigin, DocumentOptions, byte[]>? write, bool holdsOnePage = false) =>
        (Name, Extension, Description, _write, HoldsOnePage) = (name, extension, description, write, holdsOnePage);

    /// <summary>PAGE, which is read, too.</summary>
    public static DocumentFormat PageXml { get; } = new("page", ".page.xml", "PAGE 2019-07-15: Transkribus, Loghi, OCR-D, eScriptorium",
        (pages, origin, options) => PageFiles.PageXml.ToBytes(pages.Single(), origin, options), holdsOnePage: true);

    /// <summary>ALTO, which is read, too.</summary>
    public static DocumentFormat Alto { get; } = new("alto", ".alto.xml", "ALTO 4.4: eScriptorium, kraken, libraries", AltoFiles.Alto.ToBytes);

    /// <summary>JSON, which is read, too.</summary>
    public static DocumentFormat Json { get; } = new("json", ".json", "all that is known, for programs", PageJson.ToBytes);

    /// <summary>All there are.</summary>
    public static IReadOnlyList<DocumentFormat> All { get; } =
    [
        PageXml,
        Alto,
        new("hocr", ".hocr.html", "hOCR 1.2: HTML with places in it", Hocr.ToBytes),
        new("tei", ".tei.xml", "TEI P5: facsimile and transcription, to start an edition from", Tei.ToBytes),
        new("txt", ".txt", "the text, a line of writing on a line", (pages, _, options) => Encoding.UTF8.GetBytes(PlainText.Of(pages, options))),
        new("md", ".md", "Markdown: paragraphs and headings", (pages, _, options) => Encoding.UTF8.GetBytes(Markdown.Of(pages, options))),
        Json,
        new("csv", ".csv", "a row for each line, for spreadsheets", (pages, _, options) => Encoding.UTF8.GetBytes(LineTable.Of(pages, options))),
        new("pdf", ".pdf", "searchable PDF: the images with their text", write: null),
    ];

    /// <summary>As in <c>alto</c>.</summary>
    public string Name { get; }

    /// <summary>What its files' names end with, as in <c>.alto.xml</c>.</summary>
    public string Extension { get; }

    /// <summary>What it is and who reads it.</summary>
    public string Description { get; }

    /// <summary>Whether a file of it has a single page.</summary>
    public bool HoldsOnePage { get; }

    /// <summary>Whether the pages' images are in it, too.</summary>
    public bool HoldsImages => _write is null;

    /// <summary>The format of that name; <see langword="null"/> if there is none.</summary>
    public static DocumentFormat? Named(string name) => All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <param name="pages">In order; one where the format holds one.</param>
    /// <param name="origin">Who read them.</param>
    /// <param name="options">What is marked.</param>
    /// <returns>The bytes of a file; of formats that hold images only files are written.</returns>
    /// <exception cref="NotSupportedException">The format holds images.</exception>
    public byte[] ToBytes(IReadOnlyList<Page> pages, DocumentOrigin origin, DocumentOptions? options = null) =>
        HoldsOnePage && pages.Count != 1 ? throw new ArgumentException($"A file of the format {Name} has 1 page; got {pages.Count}.", nameof(pages))
        : (_write ?? throw new NotSupportedException($"{Name} holds images: it is written into a file."))(pages, origin, options ?? new());

    /// <summary>Writes the pages' files, each as a whole or not at all.</summary>
    /// <param name="pages">In order.</param>
    /// <param name="path">Of the file without its extension. Of several pages in a format that holds one, each has its own: <c>PATH-p001.page.xml</c> and so on.</param>
    /// <param name="origin">Who read them.</param>
    /// <param name="options">What is marked.</param>
    /// <param name="image">The file of the pages' images, for formats that hold them; not looked at by others.</param>
    /// <param name="imagePage">Which page of that file a single page is; <see langword="null"/> where the file has as many pages as are given.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ImageFormatException">The format holds images, and the file is none, or damaged.</exception>
    public IReadOnlyList<string> Write(IReadOnlyList<Page> pages, string path, DocumentOrigin origin, DocumentOptions? options = null, string? image = null, int? imagePage = null)
    {
        IReadOnlyList<string> files = Files(path, pages.Count);
        if (HoldsImages)
            SearchablePdf.Write([new PdfSource(image ?? throw new ArgumentNullException(nameof(image), $"{Name} holds images; none is given."), pages) { Number = imagePage }], files[0], origin, options);
        else if (files.Count == 1)
            AtomicFile.Write(files[0], ToBytes(pages, origin, options));
        else
            foreach (var (file, page) in files.Zip(pages))
                AtomicFile.Write(file, ToBytes([page], origin, options));
        return files;
    }

    /// <summary>What the files are called that so many pages are written into.</summary>
    /// <param name="path">Of the file without its extension.</param>
    /// <param name="pages">1 or more.</param>
    public IReadOnlyList<string> Files(string path, int pages) => !HoldsOnePage || pages == 1 ? [path + Extension]
        : [.. Enumerable.Range(1, pages).Select(number => string.Create(CultureInfo.InvariantCulture, $"{path}-p{number:000}{Extension}"))];
}
