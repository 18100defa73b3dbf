using Ductus.Documents.AltoFiles;
using Ductus.Documents.PageFiles;
using Ductus.Documents.Xml;
using Ductus.Layout;

namespace Ductus.Documents;

/// <summary>A file of pages in any format that is read: PAGE or ALTO, recognised by its content. Thread-safe.</summary>
public static class DocumentFile
{
    /// <param name="path">Of the file.</param>
    /// <param name="image">Size of the page's image, for files that do not tell it or do not measure in pixels.</param>
    /// <param name="repaired">Told of all that is not as its format wants it.</param>
    /// <returns>Its pages: one of PAGE, one or more of ALTO.</returns>
    /// <exception cref="DocumentException">It is neither, or cannot be understood.</exception>
    public static IReadOnlyList<Page> Read(string path, PageSize? image = null, Action<DocumentRepair>? repaired = null) =>
        Parse(File.ReadAllBytes(path), path, image, repaired);

    /// <summary>The same of bytes in memory.</summary>
    /// <param name="content">Of a file.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="image">As for <see cref="Read"/>.</param>
    /// <param name="repaired">Told of all that is not as its format wants it.</param>
    /// <exception cref="DocumentException">It is neither, or cannot be understood.</exception>
    public static IReadOnlyList<Page> Parse(byte[] content, string name, PageSize? image = null, Action<DocumentRepair>? repaired = null) =>
        RootOf(content, name) == AltoNames.Root ? Alto.Parse(content, name, image, repaired) : [PageXml.Parse(content, name, image, repaired)];

    /// <summary>Puts changes of pages into the file that they were read from, of whichever format it is; see <see cref="PageXml.Edit"/> and <see cref="Alto.Edit"/>.</summary>
    /// <param name="original">The file as it was read.</param>
    /// <param name="pages">What was read from it, changed, as many.</param>
    /// <param name="name">What the file is called in messages.</param>
    /// <returns>The bytes of the changed file.</returns>
    /// <exception cref="DocumentException">The original cannot be understood.</exception>
    public static byte[] Edit(byte[] original, IReadOnlyList<Page> pages, string name) =>
        RootOf(original, name) == AltoNames.Root ? Alto.Edit(original, pages, name)
        : pages.Count == 1 ? PageXml.Edit(original, pages[0], name) : throw new ArgumentException($"{name} has 1 page; got {pages.Count}.", nameof(pages));

    /// <summary>Of a file that can be read: <c>page</c> or <c>alto</c>, as <see cref="DocumentFormat"/> names them.</summary>
    /// <exception cref="DocumentException">It is neither.</exception>
    public static string FormatOf(string path) => RootOf(File.ReadAllBytes(path), path) == AltoNames.Root ? "alto" : "page";

    private static string RootOf(byte[] content, string name)
    {
        string root = XmlSource.Parse(content, name, (path, line, problem, cause) => new PageXmlException(path, line, problem, cause)).Root.Name.LocalName;
        return root is AltoNames.Root or PageXmlNames.Root ? root
            : throw new PageXmlException(name, 0, $"expected PAGE or ALTO, whose first element is {PageXmlNames.Root} or {AltoNames.Root}; this one is {root}.");
    }
}
