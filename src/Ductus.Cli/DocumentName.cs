using System.Globalization;
using Ductus.Documents;

namespace Ductus.Cli;

/// <summary>How documents are called after their images: <c>scan.xml</c>, <c>scan.page.xml</c>, <c>scan.json</c>; a page of several <c>scan-p002.page.xml</c>.</summary>
internal static class DocumentName
{
    private static readonly string[] Extensions = [DocumentFormat.PageXml.Extension, DocumentFormat.Alto.Extension];

    /// <summary>What the XML files of an image, or of one of its pages, may end with: the plain one first.</summary>
    public static IReadOnlyList<string> OfXml { get; } = [".xml", .. Extensions];

    /// <summary>A document's name without its folder and without what says which format it is.</summary>
    /// <param name="path">Of the document.</param>
    public static string Stem(string path)
    {
        string name = Path.GetFileName(path);
        return Extensions.FirstOrDefault(one => name.EndsWith(one, StringComparison.OrdinalIgnoreCase)) is { } extension && name.Length > extension.Length
            ? name[..^extension.Length] : Path.GetFileNameWithoutExtension(name);
    }

    /// <summary>The number of the page that a document is of, by its name; <see langword="null"/> where that names the image as a whole.</summary>
    /// <param name="path">Of the document.</param>
    /// <param name="image">Of its image.</param>
    public static int? PageNumber(string path, string image) => OfPage(Stem(path)) is var (name, number) && Names(image).Contains(name) ? number : null;

    /// <summary>What the documents of an image may be called after: its name without extension; its whole name, where another image has the same without.</summary>
    public static IEnumerable<string> Names(string image) => [Path.GetFileNameWithoutExtension(image), Path.GetFileName(image)];

    /// <summary>What the stem of a page of several says; <see langword="null"/> for other stems.</summary>
    public static (string Image, int Number)? OfPage(string stem)
    {
        int mark = stem.LastIndexOf("-p", StringComparison.Ordinal);
        return mark > 0 && int.TryParse(stem.AsSpan(mark + 2), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? (stem[..mark], number) : null;
    }
}
