using Ductus.Documents.Xml;
using Ductus.Layout;

namespace Ductus.Documents.AltoFiles;

/// <summary>ALTO, the format of eScriptorium, kraken and most libraries: read in versions 2 to 4, written as 4.4.</summary>
/// <remarks>Source: the schema and its notes, Library of Congress, altoxml/schema. Thread-safe.</remarks>
public static class Alto
{
    /// <param name="path">Of the file.</param>
    /// <param name="image">Size of the page's image: for files that measure in parts of an inch or a millimetre, or do not tell the page's size.</param>
    /// <param name="repaired">Told of all that is not as the format wants it.</param>
    /// <returns>Its pages, of which most files have one.</returns>
    /// <exception cref="AltoException">It is no ALTO, or cannot be understood.</exception>
    public static IReadOnlyList<Page> Read(string path, PageSize? image = null, Action<DocumentRepair>? repaired = null) =>
        AltoReader.Read(XmlSource.Load(path, Failure), image, repaired ?? DocumentRepair.Untold).Pages;

    /// <summary>The same of bytes in memory.</summary>
    /// <param name="content">Of a file.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="image">As for <see cref="Read"/>.</param>
    /// <param name="repaired">Told of all that is not as the format wants it.</param>
    /// <exception cref="AltoException">It is no ALTO, or cannot be understood.</exception>
    public static IReadOnlyList<Page> Parse(byte[] content, string name, PageSize? image = null, Action<DocumentRepair>? repaired = null) =>
        AltoReader.Read(XmlSource.Parse(content, name, Failure), image, repaired ?? DocumentRepair.Untold).Pages;

    /// <returns>The bytes of a file.</returns>
    public static byte[] ToBytes(IReadOnlyList<Page> pages, DocumentOrigin origin, DocumentOptions? options = null) => AltoWriter.Write(pages, origin, options ?? new());

    /// <summary>Writes the file as a whole, or not at all.</summary>
    public static void Write(IReadOnlyList<Page> pages, string path, DocumentOrigin origin, DocumentOptions? options = null) =>
        AtomicFile.Write(path, ToBytes(pages, origin, options));

    /// <summary>
    /// Puts changes of pages into the file that they were read from: texts, confidences, words, outlines, types, lines and blocks. All that is not
    /// changed, and all that Ductus has no place for, stays as it is, character by character.
    /// </summary>
    /// <param name="original">The file as it was read.</param>
    /// <param name="pages">What was read from it, changed, as many; parts with ids that it does not have are put in, parts whose ids are missing are taken out.</param>
    /// <param name="name">What the file is called in messages.</param>
    /// <returns>The bytes of the changed file, in the encoding of the original.</returns>
    /// <exception cref="AltoException">The original cannot be understood.</exception>
    public static byte[] Edit(byte[] original, IReadOnlyList<Page> pages, string name)
    {
        var source = XmlSource.Parse(original, name, Failure);
        PageSize? size = pages.Count > 0 ? new PageSize(pages[0].Width, pages[0].Height) : null;
        AltoContent before = AltoReader.Read(source, size, DocumentRepair.Untold);
        return before.Pages.Count == pages.Count ? source.ToBytes(AltoEditor.Edit(source, before, pages))
            : throw new ArgumentException($"{name} has {before.Pages.Count} pages; got {pages.Count}.", nameof(pages));
    }

    private static AltoException Failure(string path, int line, string problem, Exception? cause) => new(path, line, problem, cause);
}
