using System.Globalization;
using System.Xml.Linq;
using Ductus.Documents.Xml;
using Ductus.Layout;

namespace Ductus.Documents.TeiFiles;

/// <summary>TEI P5: the images with their zones, and the transcription that points into them. What editors start an edition from. Written only.</summary>
/// <remarks>Source: TEI Guidelines P5, chapter 12.1, "Digital Facsimiles". Thread-safe.</remarks>
public static class Tei
{
    private const string Declarations = """xmlns="http://www.tei-c.org/ns/1.0" """;

    /// <returns>The bytes of a file.</returns>
    public static byte[] ToBytes(IReadOnlyList<Page> pages, DocumentOrigin origin, DocumentOptions? options = null)
    {
        var ids = new XmlIds();
        TeiPage[] written = [.. pages.Select((page, place) => new TeiPage(page, place + 1, ids, options ?? new()))];
        string[] images = [.. pages.Select(page => page.ImageName).OfType<string>().Distinct()];
        return XmlFormat.Document(new XElement("TEI",
            new XElement("teiHeader",
                new XElement("fileDesc",
                    new XElement("titleStmt", new XElement("title", images.Length > 0 ? images[0] : "Pages")),
                    new XElement("publicationStmt", new XElement("p", "Not published.")),
                    new XElement("sourceDesc", new XElement("p", images.Length > 0 ? $"Images: {string.Join(", ", images)}." : "Images without names."))),
                new XElement("encodingDesc",
                    new XElement("appInfo",
                        new XElement("application", new XAttribute("ident", "Ductus"), new XAttribute("version", Version(origin.Software)),
                            new XElement("label", origin.Software), origin.Reader is { } reader ? new XElement("desc", reader) : null))),
                new XElement("revisionDesc",
                    new XElement("change", new XAttribute("when", origin.Created.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), origin.Reader is null ? "Converted." : "Read."))),
            new XElement("facsimile", written.Select(page => page.Surface())),
            new XElement("text", new XElement("body", new XElement("div", written.SelectMany(page => page.Text()))))), Declarations.TrimEnd());
    }

    /// <summary>Writes the file as a whole, or not at all.</summary>
    public static void Write(IReadOnlyList<Page> pages, string path, DocumentOrigin origin, DocumentOptions? options = null) =>
        AtomicFile.Write(path, ToBytes(pages, origin, options));

    /// <summary>Numbers and points, as the attribute wants it.</summary>
    private static string Version(string software)
    {
        string last = software[(software.LastIndexOf(' ') + 1)..];
        return last.Length > 0 && last.All(character => char.IsAsciiDigit(character) || character == '.') ? last : "0";
    }
}
