using System.Text;
using Ductus.Layout;

namespace Ductus.Documents.TextFiles;

/// <summary>Text that editors and web sites show with its paragraphs: Markdown as CommonMark has it. Written only. Thread-safe.</summary>
public static class Markdown
{
    /// <summary>What means something anywhere, and what only at the start of a line.</summary>
    private const string Marks = "\\`*_[]<>&~|", StartMarks = "#+-=";

    /// <returns>A paragraph for each region, a heading where it is one; lines as they were written; a rule between pages.</returns>
    public static string Of(IReadOnlyList<Page> pages, DocumentOptions? options = null) => string.Join("\n***\n\n", pages.Select(page => Of(page, options ?? new())).Where(text => text.Length > 0));

    /// <summary>Writes the file as a whole, or not at all; UTF-8 without a byte order mark.</summary>
    public static void Write(IReadOnlyList<Page> pages, string path, DocumentOptions? options = null) => AtomicFile.Write(path, Of(pages, options));

    private static string Of(Page page, DocumentOptions options)
    {
        var paragraphs = new List<string>();
        foreach (TextRegion region in page.Regions)
        {
            string[] lines = [.. region.Lines.Where(line => !string.IsNullOrEmpty(line.Text)).Select(line => Escape(PlainText.Marked(line, options)))];
            if (lines.Length > 0)
                // A backslash at its end keeps a line; a heading has one.
                paragraphs.Add(region.Type is "heading" or "header" or "title" ? $"## {string.Join(' ', lines)}\n" : string.Join("\\\n", lines) + "\n");
        }
        return string.Join('\n', paragraphs);
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        // "1. " and "1) " begin a list.
        int digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        for (int i = 0; i < text.Length; i++)
        {
            if (Marks.Contains(text[i], StringComparison.Ordinal) || (i == 0 && StartMarks.Contains(text[i], StringComparison.Ordinal))
                || (i == digits && i > 0 && text[i] is '.' or ')'))
                escaped.Append('\\');
            escaped.Append(text[i]);
        }
        return escaped.ToString();
    }
}
