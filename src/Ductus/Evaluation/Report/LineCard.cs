using System.Globalization;

namespace Ductus.Evaluation.Report;

/// <summary>One line on a page: image, figures, truth and reading letter under letter.</summary>
internal static class LineCard
{
    public static void Append(ReportPage page, LineErrors line, byte[]? png)
    {
        Begin(page, line, png);
        page.Append($"<header><span>{Figures(line)}</span></header>").Append(AlignedText.Render(line.Alignment)).Append("</div>");
    }

    /// <summary>Both readings of a line, the first above the second.</summary>
    public static void Append(ReportPage page, ChangedLine line, byte[]? png)
    {
        Begin(page, line.First, png);
        foreach (var (name, errors) in (ReadOnlySpan<(string, LineErrors)>)[("A", line.First), ("B", line.Second)])
            page.Append($"<div class=\"who\">{name}: {Figures(errors)}</div>").Append(AlignedText.Render(errors.Alignment));
        page.Append("</div>");
    }

    private static void Begin(ReportPage page, LineErrors line, byte[]? png)
    {
        string writer = line.Line.Writer is { } name ? $"<span>writer {ReportPage.Text(name)}</span>" : "";
        page.Append($"<div class=\"line\"><header><b>{ReportPage.Text(line.Line.Id)}</b>{writer}</header>");
        if (png is not null)
            page.Append($"<img alt=\"The line as an image\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\">");
    }

    private static string Figures(LineErrors line) => string.Create(CultureInfo.InvariantCulture,
        $"{line.Edits} edits in {line.Characters} characters{(line.Line.Confidence is { } confidence ? $", confidence {confidence:F2}" : "")}");
}
