using System.Globalization;
using System.Net;
using System.Text;

namespace Ductus.Evaluation.Report;

/// <summary>
/// A self-contained HTML page: one style for light and dark, no scripts, nothing from elsewhere. Everything that comes from outside goes
/// through <see cref="Text"/>. One per thread.
/// </summary>
internal sealed class ReportPage
{
    /// <summary>What the plots need of the style, for a plot in a file of its own.</summary>
    internal static string PlotStyle => string.Join('\n', Style.Split('\n').Where(line =>
        line.Contains("--s0", StringComparison.Ordinal) || line.Contains("--wrong:", StringComparison.Ordinal) || line.StartsWith(".grid", StringComparison.Ordinal)
        || line.StartsWith(".fill", StringComparison.Ordinal) || line.StartsWith(".stroke", StringComparison.Ordinal)))
        + "\nsvg{background:var(--paper);font:12px system-ui,sans-serif}text{fill:var(--faint)}.axis{fill:var(--ink)}";

    private const string Style = """
        :root{color-scheme:light dark;--paper:#fff;--ink:#1d2126;--faint:#5c6570;--rule:#d9dde3;--soft:#f4f6f8;--s0:#2563c9;--s1:#c2470b;--s2:#2a7f3f;--s3:#7a3aa8;--s4:#a66a00;
        --wrong:#a3170f;--wrong-bg:#fde4e1;--missed:#8a4b00;--missed-bg:#fdeecf;--added:#5b2a91;--added-bg:#efe4fa;--good:#1d6b34}
        @media(prefers-color-scheme:dark){:root{--paper:#15181c;--ink:#e4e7eb;--faint:#9aa4af;--rule:#363c44;--soft:#1e2227;--s0:#7fb0ff;--s1:#ff9d6b;--s2:#7fce93;--s3:#cfa2f0;--s4:#e6b960;
        --wrong:#ffb3aa;--wrong-bg:#4a1c18;--missed:#ffd591;--missed-bg:#46330f;--added:#dcbcff;--added-bg:#36214d;--good:#8fdba5}}
        *{box-sizing:border-box}body{font:16px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif;max-width:64rem;margin:0 auto;padding:2.5rem 1.25rem 5rem;color:var(--ink);background:var(--paper)}
        h1{font-size:1.9rem;line-height:1.2;margin:0 0 .3rem}h2{font-size:1.3rem;margin:3rem 0 .4rem;padding-top:1rem;border-top:1px solid var(--rule)}h3{font-size:1.05rem;margin:1.6rem 0 .3rem}
        p{max-width:46rem;margin:.4rem 0}.faint,figcaption,caption{color:var(--faint);font-size:.9rem}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.8rem 0}caption{text-align:left;padding-bottom:.3rem}
        th,td{padding:.22rem 1.4rem .22rem 0;text-align:right;vertical-align:baseline;white-space:nowrap}th{font-weight:600;border-bottom:1px solid var(--rule)}
        td.t,th.t{text-align:left}td.t:last-child{white-space:normal}tbody tr+tr td{border-top:1px solid var(--soft)}.wide{overflow-x:auto}
        .columns{columns:17rem;column-gap:2.5rem}.columns.two{columns:25rem}.columns>div{break-inside:avoid}.columns table{width:100%;margin:0 0 .8rem}.columns th,.columns td{padding-right:.8rem}
        figure{margin:1rem 0}svg{width:100%;height:auto;font:12px system-ui,sans-serif;display:block}svg text{fill:var(--faint)}svg .axis{fill:var(--ink)}
        .grid{stroke:var(--rule)}.guide{stroke:var(--faint);stroke-dasharray:5 4}.stroke{fill:none;stroke-width:2;stroke-linejoin:round}.whisker{fill:none;stroke:var(--ink);stroke-width:1.3}
        .fill.s0{fill:var(--s0)}.fill.s1{fill:var(--s1)}.fill.s2{fill:var(--s2)}.fill.s3{fill:var(--s3)}.fill.s4{fill:var(--s4)}
        .stroke.s0{stroke:var(--s0)}.stroke.s1{stroke:var(--s1)}.stroke.s2{stroke:var(--s2)}.stroke.s3{stroke:var(--s3)}.stroke.s4{stroke:var(--s4)}
        .heat rect{fill:var(--s1)}.heat rect.right{fill:var(--s2)}.heat text{fill:var(--ink)}.heat .grid{stroke:var(--soft)}
        .line{margin:1.1rem 0;padding:.8rem 1rem;background:var(--soft);border-radius:.4rem;break-inside:avoid}.line img{max-width:100%;height:auto;display:block;margin:.3rem 0 .6rem;background:#fff;border-radius:.2rem}
        .line header{display:flex;flex-wrap:wrap;gap:0 1.4rem;font-size:.9rem;color:var(--faint)}.line header b{color:var(--ink)}.who{font-size:.85rem;color:var(--faint);margin-top:.5rem}
        .aligned{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:1.02rem;line-height:1.35}
        .aligned>span{display:inline-block;vertical-align:top;white-space:pre;margin:.15rem 0}.aligned>span>span{display:block;min-height:1.35em;min-width:1ch;text-align:center}
        .aligned .e>span{padding:0 .1ch}.aligned .e>span:last-child{font-size:.78em;line-height:1.1}
        .aligned .x{color:var(--wrong);background:var(--wrong-bg)}.aligned .m{color:var(--missed);background:var(--missed-bg)}.aligned .a{color:var(--added);background:var(--added-bg)}
        .aligned .gap{outline:1px dashed currentColor;outline-offset:-2px;opacity:.7}
        .better{color:var(--good)}.worse{color:var(--wrong)}pre{white-space:pre-wrap;font-size:.85rem;background:var(--soft);padding:1rem;border-radius:.4rem}
        @media print{body{max-width:none;padding:0}h2{break-after:avoid}}
        """;

    private readonly StringBuilder _html = new();

    public ReportPage(string title)
    {
        _html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
            <title>{Text(title)}</title><style>
            {Style}
            </style></head><body>
            <h1>{Text(title)}</h1>

            """);
    }

    /// <summary>Text from outside as HTML: markup is escaped, control characters are shown by their symbols.</summary>
    public static string Text(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            safe.Append(rune.Value < ' ' ? new Rune(0x2400 + rune.Value) : rune.Value is >= 0x7F and < 0xA0 ? Rune.ReplacementChar : rune);
        return WebUtility.HtmlEncode(safe.ToString());
    }

    /// <summary>A single character for a person: nothing, spaces and marks that need a letter to stand on are made visible.</summary>
    public static string Character(string character) => character switch
    {
        "" => "nothing",
        " " => "␣",
        _ when Rune.GetUnicodeCategory(Rune.GetRuneAt(character, 0)) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => "◌" + character,
        _ => character,
    };

    public ReportPage Heading(string text) => Append($"<h2>{Text(text)}</h2>");

    public ReportPage Subheading(string text) => Append($"<h3>{Text(text)}</h3>");

    public ReportPage Paragraph(string text) => Append($"<p>{Text(text)}</p>");

    /// <summary>A paragraph that says under which conditions a figure holds.</summary>
    public ReportPage Note(string text) => Append($"<p class=\"faint\">{Text(text)}</p>");

    /// <summary>Text of several lines, each as it stands.</summary>
    public ReportPage Preformatted(string text) => Append($"<pre>{string.Join('\n', text.Split('\n').Select(Text))}</pre>");

    public ReportPage Figure(string svg, string caption) => Append($"<figure>{svg}<figcaption>{Text(caption)}</figcaption></figure>");

    /// <summary>A table of texts.</summary>
    /// <param name="caption">Over it; none if empty.</param>
    /// <param name="columns">Headers; a column whose header begins with &lt; is set to the left, numbers go to the right.</param>
    /// <param name="rows">Cells, as many as columns.</param>
    public ReportPage Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        string Class(int column) => columns[column].StartsWith('<') ? " class=\"t\"" : "";
        _html.Append("<div class=\"wide\"><table>");
        if (caption.Length > 0)
            _html.Append("<caption>").Append(Text(caption)).Append("</caption>");
        _html.Append("<thead><tr>");
        for (int i = 0; i < columns.Count; i++)
            _html.Append("<th").Append(Class(i)).Append('>').Append(Text(columns[i].TrimStart('<'))).Append("</th>");
        _html.Append("</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in rows)
        {
            _html.Append("<tr>");
            for (int i = 0; i < row.Count; i++)
                _html.Append("<td").Append(Class(i)).Append('>').Append(Text(row[i])).Append("</td>");
            _html.Append("</tr>");
        }
        return Append("</tbody></table></div>");
    }

    /// <summary>HTML that is safe already.</summary>
    public ReportPage Append(string html)
    {
        _html.Append(html).Append('\n');
        return this;
    }

    public string Finish() => _html.Append("</body></html>\n").ToString();
}
