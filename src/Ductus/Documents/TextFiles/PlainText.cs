using Ductus.Layout;

namespace Ductus.Documents.TextFiles;

/// <summary>Nothing but the text: a line of writing on a line, an empty line between pages. Written only. Thread-safe.</summary>
public static class PlainText
{
    /// <returns>Lines in reading order; those in which nothing was read are left out. Uncertain words stand as <c>[word?]</c>.</returns>
    public static string Of(IReadOnlyList<Page> pages, DocumentOptions? options = null) =>
        string.Join('\n', pages.Select(page => Of(page, options ?? new())).Where(text => text.Length > 0));

    /// <summary>Writes the file as a whole, or not at all; UTF-8 without a byte order mark.</summary>
    public static void Write(IReadOnlyList<Page> pages, string path, DocumentOptions? options = null) => AtomicFile.Write(path, Of(pages, options));

    /// <summary>A line with its uncertain words marked.</summary>
    public static string Marked(TextLine line, DocumentOptions options) => line.WholeWords.Any(options.IsUncertain)
        ? string.Join(' ', line.Words.Select(word => options.IsUncertain(word) ? $"[{word.Text}?]" : word.Text)) : line.Text ?? "";

    private static string Of(Page page, DocumentOptions options) =>
        string.Concat(page.Lines.Where(line => !string.IsNullOrEmpty(line.Text)).Select(line => Marked(line, options) + "\n"));
}
