using Ductus.Documents.Xml;
using Ductus.Layout;

namespace Ductus.Documents.PageFiles;

/// <summary>
/// PAGE, the format of Transkribus, Loghi, OCR-D, Aletheia and others: read in any version from 2010 to 2019, written as 2019-07-15.
/// </summary>
/// <remarks>Source: Pletschacher and Antonacopoulos 2010, "The PAGE (Page Analysis and Ground-Truth Elements) format framework". Thread-safe.</remarks>
public static class PageXml
{
    /// <param name="path">Of the file.</param>
    /// <param name="image">Size of the page's image, for files that do not tell it.</param>
    /// <param name="repaired">Told of all that is not as the format wants it.</param>
    /// <exception cref="PageXmlException">It is no PAGE, or cannot be understood.</exception>
    public static Page Read(string path, PageSize? image = null, Action<DocumentRepair>? repaired = null) =>
        PageXmlReader.Read(XmlSource.Load(path, Failure), image, repaired ?? DocumentRepair.Untold).Page;

    /// <summary>The same of bytes in memory.</summary>
    /// <param name="content">Of a file.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="image">Size of the page's image, for files that do not tell it.</param>
    /// <param name="repaired">Told of all that is not as the format wants it.</param>
    /// <exception cref="PageXmlException">It is no PAGE, or cannot be understood.</exception>
    public static Page Parse(byte[] content, string name, PageSize? image = null, Action<DocumentRepair>? repaired = null) =>
        PageXmlReader.Read(XmlSource.Parse(content, name, Failure), image, repaired ?? DocumentRepair.Untold).Page;

    /// <returns>The bytes of a file.</returns>
    public static byte[] ToBytes(Page page, DocumentOrigin origin, DocumentOptions? options = null) => PageXmlWriter.Write(page, origin, options ?? new());

    /// <summary>Writes the file as a whole, or not at all.</summary>
    public static void Write(Page page, string path, DocumentOrigin origin, DocumentOptions? options = null) => AtomicFile.Write(path, ToBytes(page, origin, options));

    /// <summary>
    /// Puts changes of a page into the file that it was read from: texts, confidences, words, outlines, types, lines and regions. All that is not
    /// changed, and all that Ductus has no place for, stays as it is, character by character.
    /// </summary>
    /// <param name="original">The file as it was read.</param>
    /// <param name="page">What was read from it, changed; parts with ids that it does not have are put in, parts whose ids are missing are taken out.</param>
    /// <param name="name">What the file is called in messages.</param>
    /// <returns>The bytes of the changed file, in the encoding of the original.</returns>
    /// <exception cref="PageXmlException">The original cannot be understood.</exception>
    public static byte[] Edit(byte[] original, Page page, string name)
    {
        var source = XmlSource.Parse(original, name, Failure);
        PageXmlContent before = PageXmlReader.Read(source, new PageSize(page.Width, page.Height), DocumentRepair.Untold);
        return source.ToBytes(PageXmlEditor.Edit(source, before, page));
    }

    private static PageXmlException Failure(string path, int line, string problem, Exception? cause) => new(path, line, problem, cause);
}
