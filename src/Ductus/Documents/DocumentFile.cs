using Ductus.Documents.AltoFiles;
using Ductus.Documents.PageFiles;
using Ductus.Documents.Xml;
using Ductus.Layout;

namespace Ductus.Documents;

/// <summary>A file of pages in a format that is read, recognised by its content: what stands in it, and itself, to put changes into. Immutable, share it.</summary>
public sealed class DocumentFile
{
    private readonly XmlSource _source;
    private readonly Func<IReadOnlyList<Page>, string> _edit;

    private DocumentFile(XmlSource source, DocumentFormat format, IReadOnlyList<Page> pages, Func<IReadOnlyList<Page>, string> edit) =>
        (_source, Format, Pages, _edit) = (source, format, pages, edit);

    /// <summary>PAGE or ALTO.</summary>
    public DocumentFormat Format { get; }

    /// <summary>One of PAGE, one or more of ALTO.</summary>
    public IReadOnlyList<Page> Pages { get; }

    /// <summary>The bytes of the file.</summary>
    public ReadOnlyMemory<byte> Content => _source.Content;

    /// <param name="path">Of the file.</param>
    /// <param name="image">Size of the page's image, for files that do not tell it or do not measure in pixels.</param>
    /// <param name="repaired">Told of all that is not as its format wants it.</param>
    /// <exception cref="DocumentException">It is neither PAGE nor ALTO, or cannot be understood.</exception>
    public static DocumentFile Load(string path, PageSize? image = null, Action<DocumentRepair>? repaired = null) =>
        Of(XmlSource.Load(path, Failure), image, repaired ?? DocumentRepair.Untold);

    /// <summary>The same of bytes in memory.</summary>
    /// <param name="content">Of a file; not to be changed from here on.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="image">As for <see cref="Load"/>.</param>
    /// <param name="repaired">Told of all that is not as its format wants it.</param>
    /// <exception cref="DocumentException">It is neither PAGE nor ALTO, or cannot be understood.</exception>
    public static DocumentFile Parse(byte[] content, string name, PageSize? image = null, Action<DocumentRepair>? repaired = null) =>
        Of(XmlSource.Parse(content, name, Failure), image, repaired ?? DocumentRepair.Untold);

    /// <summary>Puts changes of the pages into the file; see <see cref="PageXml.Edit"/> and <see cref="Alto.Edit"/>.</summary>
    /// <param name="pages"><see cref="Pages"/>, changed: as many.</param>
    /// <returns>The bytes of the changed file.</returns>
    public byte[] Edit(IReadOnlyList<Page> pages) => pages.Count == Pages.Count ? _source.ToBytes(_edit(pages))
        : throw new ArgumentException($"{_source.Path} has {Pages.Count} pages; got {pages.Count}.", nameof(pages));

    private static DocumentFile Of(XmlSource source, PageSize? image, Action<DocumentRepair> repaired)
    {
        switch (source.Root.Name.LocalName)
        {
            case PageXmlNames.Root:
                PageXmlContent page = PageXmlReader.Read(source, image, repaired);
                return new DocumentFile(source, DocumentFormat.PageXml, [page.Page], changed => PageXmlEditor.Edit(source, page, changed[0]));
            case AltoNames.Root:
                AltoContent content = AltoReader.Read(source, image, repaired);
                return new DocumentFile(source, DocumentFormat.Alto, content.Pages, changed => AltoEditor.Edit(source, content, changed));
            default:
                throw new DocumentException(source.Path, 0, $"expected PAGE or ALTO, whose first element is {PageXmlNames.Root} or {AltoNames.Root}; this one is {source.Root.Name.LocalName}.");
        }
    }

    private static DocumentException Failure(string path, int line, string problem, Exception? cause) => new(path, line, problem, cause);
}
