using System.Globalization;
using Ductus.Documents;
using Ductus.Documents.TextFiles;
using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Cli;

/// <summary>What an image holds.</summary>
internal enum Extent
{
    Page,
    Line,
    Character,
}

/// <summary>The options of <c>ductus read</c>, parsed.</summary>
internal sealed record ReadOptions
{
    /// <summary>A line of JSON for each page, to standard output.</summary>
    public required bool Json { get; init; }

    /// <summary>Empty: text.</summary>
    public required IReadOnlyList<DocumentFormat> Formats { get; init; }

    public required Extent Extent { get; init; }

    /// <summary>Readings that are printed of each line.</summary>
    public required int Top { get; init; }

    /// <summary><see langword="null"/>: everything is printed.</summary>
    public required string? OutputFolder { get; init; }

    /// <summary>Folder of PAGE or ALTO files that give the lines; <see langword="null"/>: they are looked for.</summary>
    public required string? LayoutFolder { get; init; }

    public required ImageFileOptions Images { get; init; }

    public required double LeastConfidence { get; init; }

    public required bool Verbose { get; init; }

    /// <summary>What a reading depends on, in a line.</summary>
    public string Identity => string.Create(CultureInfo.InvariantCulture, $"{Extent}, top {Top}, at least {LeastConfidence}, {Images.DotsPerInch} dpi");

    public DocumentOptions Marks => new() { LeastConfidence = LeastConfidence, Images = Images };

    /// <summary>
    /// A line of writing on a line; those in which nothing could be read are left out. Where the spelling was corrected, the correction
    /// follows behind an arrow; runners-up that are asked for stand below, each with its confidence.
    /// </summary>
    public string TextOf(Page page) => string.Concat(page.Lines.Where(line => !string.IsNullOrEmpty(line.Text)).Select(line =>
        PlainText.Marked(line, Marks) + (Top > 1 ? Percent(line.Confidence ?? 0) : "") + "\n"
        + (line.Corrected is { } corrected && corrected != line.Text ? $"  → {corrected}\n" : "")
        + string.Concat(line.Alternatives.Take(Top - 1).Select(other => $"  {other.Text}{Percent(other.Confidence)}\n"))));

    private static string Percent(double confidence) => string.Create(CultureInfo.InvariantCulture, $"  {100 * confidence:F1} %");
}
