using System.Globalization;

namespace Ductus.Evaluation.Report;

/// <summary>Errors by length, by writer and by confidence, and how they spread over the lines, as plots.</summary>
internal static class BreakdownPlots
{
    private const int MostWriters = 40, Bins = 20;

    public static void Append(ReportPage page, EvaluationResult result)
    {
        string note = $"Whiskers: 95 % intervals, bootstrap over the lines of the group ({result.Options.Rules}).";
        page.Heading("Errors by line").Figure(Spread(result.Lines),
            "How many lines have how many errors: edits ÷ the longer length, in steps of 5 %. "
            + $"Lines without error are on the left ({result.Options.Rules}).");
        page.Heading("Errors by length").Figure(ByLength(result.ByLength), $"The numbers over the bars count lines. {note}");
        if (result.ByWriter.Count > 0)
            page.Heading("Errors by writer").Figure(ByWriter(result.ByWriter),
                $"{(result.ByWriter.Count > MostWriters ? $"The {MostWriters} writers with the most errors of {result.ByWriter.Count}. " : "")}{note}");
        if (result.ByConfidence.Count > 0)
            page.Heading("Confidence").Figure(Reliability(result.ByConfidence),
                    "Reliability: ten groups of as many lines each, from the least to the most confident. "
                    + $"On the dashed line confidence is the share of what is right. {note}")
                .Table("", ["<confidence", "lines", "mean", "CER %", "exact %"], result.ByConfidence.Select(group => (string[])
                [
                    group.Name, $"{group.Lines}", group.MeanConfidence?.ToString("F3", CultureInfo.InvariantCulture) ?? "",
                    MeasureTables.Number(group.CharacterErrorRate.Percent), MeasureTables.Number(group.ExactLines.Percent),
                ]));
        if (result.Calibration is { } calibration)
            page.Heading("Confidence of words").Figure(Reliability(calibration),
                string.Create(CultureInfo.InvariantCulture,
                    $"Reliability: {calibration.Words} words that were read, in {calibration.Bins.Count} groups of as many each, from the least to the most confident; nothing folded. ")
                + "On the dashed line words are right as often as their confidence says. "
                + string.Create(CultureInfo.InvariantCulture, $"Expected calibration error: {calibration.ExpectedError:F2} points."));
    }

    private static string Reliability(Calibration calibration)
    {
        var plot = new Plot("Reliability of the words' confidence", PlotAxis.Fixed(0, 1, 0.1), PlotAxis.Fixed(0, 100, 20))
        {
            Height = 360,
            YLabel = "words right, %",
            XLabel = "mean confidence of the words",
        }.Guide(0, 0, 1, 100).Polyline(calibration.Bins.Select(bin => (bin.MeanConfidence, 100 * bin.Accuracy)));
        foreach (CalibrationBin bin in calibration.Bins)
            plot.Point(bin.MeanConfidence, 100 * bin.Accuracy, string.Create(CultureInfo.InvariantCulture, $"confidence {bin.MeanConfidence:F3}: {100 * bin.Accuracy:F1} % right, {bin.Words} words"));
        return plot.ToSvg();
    }

    private static string Spread(IReadOnlyList<LineErrors> lines)
    {
        // Exact lines have a bin of their own before 0 %.
        var counts = lines.CountBy(line => line.IsExact ? -1 : Math.Min((int)(line.LineError * Bins), Bins - 1)).ToDictionary();
        string[] names = [.. Enumerable.Range(-1, Bins + 1).Select(bin => bin < 0 ? "exact" : bin > 0 && bin % 2 == 0 ? $"{100 * bin / Bins} %" : "")];
        var plot = new Plot("Number of lines by their error", PlotAxis.Categories(names), PlotAxis.Linear(counts.Values.Select(count => (double)count)))
        {
            YLabel = "lines",
            XLabel = "error of the line",
        };
        foreach (var (bin, count) in counts.OrderBy(bin => bin.Key))
            plot.Bar(bin + 1.06, bin + 1.94, count, $"{(bin < 0 ? "exact" : $"{100 * bin / Bins}–{100 * (bin + 1) / Bins} %")}: {count} lines", bin < 0 ? 2 : 0);
        return plot.ToSvg();
    }

    private static string ByLength(IReadOnlyList<LineGroup> groups)
    {
        var plot = new Plot("Character error rate by length of the line", PlotAxis.Categories([.. groups.Select(group => group.Name)]), PercentAxis(groups))
        {
            YLabel = "CER, %",
            XLabel = "characters of the transcription",
        };
        for (int i = 0; i < groups.Count; i++)
            plot.Bar(i + 0.15, i + 0.85, groups[i].CharacterErrorRate.Percent, Tip(groups[i])).Interval(i + 0.5, groups[i].CharacterErrorRate.Interval)
                .Note(i + 0.5, groups[i].CharacterErrorRate.Interval.High, $"{groups[i].Lines}");
        return plot.ToSvg();
    }

    private static string ByWriter(IReadOnlyList<LineGroup> groups)
    {
        // Worst on top
        LineGroup[] shown = [.. groups.Take(MostWriters).Reverse()];
        string[] names = [.. shown.Select(group => $"{Short(group.Name)} ({group.Lines})")];
        var plot = new Plot("Character error rate by writer", PercentAxis(shown), PlotAxis.Categories(names))
        {
            Height = 80 + 20 * shown.Length,
            Left = 24 + 7 * names.Max(name => name.Length),
            YLabel = "writer (lines)",
            XLabel = "CER, %",
        };
        for (int i = 0; i < shown.Length; i++)
            plot.LyingBar(i + 0.2, i + 0.8, shown[i].CharacterErrorRate.Percent, Tip(shown[i])).LyingInterval(i + 0.5, shown[i].CharacterErrorRate.Interval);
        return plot.ToSvg();
    }

    private static string Reliability(IReadOnlyList<LineGroup> groups)
    {
        double Place(LineGroup group) => group.MeanConfidence!.Value; // groups by confidence have one
        double Right(LineGroup group) => Math.Max(0, 100 - group.CharacterErrorRate.Percent);
        // Confidences are often all near 1.
        double low = Math.Min(0.9, Math.Floor(10 * groups.Min(Place)) / 10);
        var plot = new Plot("Reliability of the confidence", PlotAxis.Fixed(low, 1, (1 - low) / 10), PlotAxis.Fixed(0, 100, 20))
        {
            Height = 360,
            YLabel = "right, %",
            XLabel = "mean confidence of the lines",
        }.Legend("exact lines", "characters (100 − CER)").Guide(low, 100 * low, 1, 100)
            .Polyline(groups.Select(group => (Place(group), group.ExactLines.Percent))).Polyline(groups.Select(group => (Place(group), Right(group))), series: 1);
        foreach (LineGroup group in groups)
            plot.Interval(Place(group), group.ExactLines.Interval).Point(Place(group), group.ExactLines.Percent, Tip(group))
                .Point(Place(group), Right(group), Tip(group), series: 1);
        return plot.ToSvg();
    }

    private static PlotAxis PercentAxis(IReadOnlyList<LineGroup> groups) =>
        PlotAxis.Linear(groups.SelectMany(group => (double[])[group.CharacterErrorRate.Percent, group.CharacterErrorRate.Interval.High]));

    private static string Tip(LineGroup group) => string.Create(CultureInfo.InvariantCulture,
        $"{group.Name}: CER {group.CharacterErrorRate.Percent:F2} % {MeasureTables.Interval(group.CharacterErrorRate.Interval)}, "
        + $"{group.ExactLines.Percent:F1} % exact, {group.Lines} lines");

    private static string Short(string name) => name.Length <= 20 ? name : name[..19] + "…";
}
