using System.Globalization;
using System.Text;

namespace Ductus.Evaluation.Report;

/// <summary>A transcription over its reading, letter under letter, as HTML. Errors are coloured and have a sign under them: ≠ other, − missed, + added.</summary>
internal static class AlignedText
{
    public const string Legend = "The upper row is what was written, the lower what was read. Under an error: ≠ read as another character, − missed, + added.";

    public static string Render(Alignment alignment)
    {
        var html = new StringBuilder();
        string written = Join(alignment, pair => pair.Written), read = Join(alignment, pair => pair.Read);
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"aligned\" role=\"img\" aria-label=\"written: {ReportPage.Text(written)}; read: {ReportPage.Text(read)}\">");
        var run = new StringBuilder();
        foreach (AlignedPair pair in alignment.Pairs)
        {
            if (pair.IsMatch)
            {
                run.Append(pair.Written);
                // Lines break behind words.
                if (pair.Written is { } rune && Rune.IsWhiteSpace(rune))
                    Flush();
                continue;
            }
            Flush();
            var (kind, sign) = pair switch { { Written: null } => ('a', '+'), { Read: null } => ('m', '−'), _ => ('x', '≠') };
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"e {kind}\">{Cell(pair.Written)}{Cell(pair.Read)}<span>{sign}</span></span>");
        }
        Flush();
        return html.Append("</div>").ToString();

        void Flush()
        {
            if (run.Length == 0)
                return;
            string text = ReportPage.Text(run.ToString());
            html.Append(CultureInfo.InvariantCulture, $"<span><span>{text}</span><span>{text}</span></span>");
            run.Clear();
        }
    }

    private static string Cell(Rune? character) => character is { } rune
        ? $"<span>{ReportPage.Text(ReportPage.Character(rune.ToString()))}</span>" : "<span class=\"gap\"> </span>";

    private static string Join(Alignment alignment, Func<AlignedPair, Rune?> side) =>
        string.Concat(alignment.Pairs.Select(pair => side(pair)?.ToString()));
}
