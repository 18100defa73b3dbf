using Ductus.Documents.AltoFiles;
using Ductus.Documents.JsonFiles;
using Ductus.Documents.PageFiles;
using Ductus.Documents.Xml;
using Ductus.Layout;

namespace Ductus.Documents;

/// <summary>A file of pages in a format that is read, recognised by its content: what stands in it, and itself, to put changes into. Immutable, share it.</summary>
public sealed class DocumentFile
{
    private readonly string _name;
    private readonly Func<IReadOnlyList<Page>, byte[]> _edit;

    private DocumentFile(string name, ReadOnlyMemory<byte> content, DocumentFormat format, IReadOnlyList<Page> pages, Func<IReadOnlyList<Page>, byte[]> edit) =>
        (_name, Content, Format, Pages, _edit) = (name, content, format, pages, edit);

    /// <summary>PAGE, ALTO or JSON.</summary>
    public DocumentFormat Format { get; }

    /// <summary>One of PAGE, one or more of others.</summary>
    public IReadOnlyList<Page> Pages { get; }

    /// <summary>Who read the pages, in documents that Ductus wrote; <see langword="null"/> in others.</summary>
    public DocumentOrigin? Origin { get; private init; }

    /// <summary>The bytes of the file.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <param name="path">Of the file.</param>
    /// <param name="image">Size of the page's image, for files that do not tell it or do not measure in pixels.</param>
    /// <param name="repaired">Told of all that is not as its format wants it.</param>
    /// <exception cref="DocumentException">It is of none of the formats, or cannot be understood.</exception>
    public static DocumentFile Load(string path, PageSize? image = null, Action<DocumentRepair>? repaired = null) =>
        Parse(XmlSource.ReadBytes(path, Failure), path, image, repaired);

    /// <summary>The same of bytes in memory.</summary>
    /// <param name="content">Of a file; not to be changed from here on.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="image">As for <see cref="Load"/>.</param>
    /// <param name="repaired">Told of all that is not as its format wants it.</param>
    /// <exception cref="DocumentException">It is of none of the formats, or cannot be understood.</exception>
    public static DocumentFile Parse(byte[] content, string name, PageSize? image = null, Action<DocumentRepair>? repaired = null)
    {
        if (IsJson(content))
        {
            PageJsonContent said = new PageJsonReader(name).Read(content);
            return new DocumentFile(name, content, DocumentFormat.Json, said.Pages, changed => PageJson.ToBytes(changed, said.Origin)) { Origin = said.Origin };
        }
        if (!IsXml(content))
            throw new DocumentException(name, 0, "expected PAGE, ALTO or JSON; this is neither XML nor JSON.");
        var source = XmlSource.Parse(content, name, Failure);
        repaired ??= DocumentRepair.Untold;
        switch (source.Root.Name.LocalName)
        {
            case PageXmlNames.Root:
                PageXmlContent page = PageXmlReader.Read(source, image, repaired);
                return new DocumentFile(name, content, DocumentFormat.PageXml, [page.Page], changed => source.ToBytes(PageXmlEditor.Edit(source, page, changed[0]))) { Origin = PageXmlReader.Origin(source.Root) };
            case AltoNames.Root:
                AltoContent alto = AltoReader.Read(source, image, repaired);
                return new DocumentFile(name, content, DocumentFormat.Alto, alto.Pages, changed => source.ToBytes(AltoEditor.Edit(source, alto, changed))) { Origin = AltoReader.Origin(source.Root) };
            default:
                throw new DocumentException(name, 0, $"expected PAGE or ALTO, whose first element is {PageXmlNames.Root} or {AltoNames.Root}; this one is {source.Root.Name.LocalName}.");
        }
    }

    /// <summary>Puts changes of the pages into the file; see <see cref="PageXml.Edit"/> and <see cref="Alto.Edit"/>. JSON is written anew.</summary>
    /// <param name="pages"><see cref="Pages"/>, changed: as many.</param>
    /// <returns>The bytes of the changed file.</returns>
    public byte[] Edit(IReadOnlyList<Page> pages) => pages.Count == Pages.Count ? _edit(pages)
        : throw new ArgumentException($"{_name} has {Pages.Count} pages; got {pages.Count}.", nameof(pages));

    /// <summary>In any encoding: the first character is a bracket, perhaps with a mark and zeros before it.</summary>
    private static bool IsXml(ReadOnlySpan<byte> content) => content.IsEmpty || content.TrimStart((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n']).StartsWith("<"u8);

    private static bool IsJson(ReadOnlySpan<byte> content) => content.TrimStart("\uFEFF \t\r\n"u8).StartsWith("{"u8);

    private static DocumentException Failure(string path, int line, string problem, Exception? cause) => new(path, line, problem, cause);
}
