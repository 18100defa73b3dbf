namespace Ductus.Evaluation.Report;

/// <summary>Two readings of the same lines as one self-contained HTML page.</summary>
public static class ComparisonReport
{
    private const int MostLines = 20;

    /// <summary>The lines the page shows: those that changed most.</summary>
    public static IReadOnlyList<ChangedLine> ShownLines(PairedComparison comparison) => [.. comparison.ChangedLines().Take(MostLines)];

    /// <param name="comparison">What was compared.</param>
    /// <param name="first">Who read first: A on the page.</param>
    /// <param name="second">Who read second: B on the page.</param>
    /// <param name="image">The PNG of a shown line; <see langword="null"/> where there is none.</param>
    /// <returns>HTML with everything in it; texts and names are escaped.</returns>
    public static string Render(PairedComparison comparison, EvaluationSource first, EvaluationSource second, Func<LineErrors, byte[]?> image)
    {
        var page = new ReportPage($"{first.Reader} and {second.Reader} on {first.DataAndSplit}");
        page.Note($"A: {first.Reader}. {EvaluationReport.Origin(first)}").Note($"B: {second.Reader}. {EvaluationReport.Origin(second)}");
        foreach (MeasureKind kind in (MeasureKind[])[MeasureKind.CharacterErrorRate, MeasureKind.WordErrorRate])
            page.Paragraph(comparison[kind].ToSentence("A", "B"));
        MeasureTables.Append(page, comparison);
        page.Heading("Differences").Figure(Differences(comparison),
            "B − A in percent points with 95 % intervals, paired bootstrap. Left of 0 error rates and right of 0 accuracies speak for B.");

        int better = comparison.ChangedLines().Count(line => line.Change < 0), worse = comparison.ChangedLines().Count(line => line.Change > 0);
        page.Heading("Lines that changed most")
            .Paragraph($"B has fewer errors on {better} lines, more on {worse}, as many on {comparison.First.Lines.Count - better - worse}.").Note(AlignedText.Legend);
        foreach (ChangedLine line in ShownLines(comparison))
            LineCard.Append(page, line, image(line.First));
        return page.Finish();
    }

    private static string Differences(PairedComparison comparison)
    {
        PairedDifference[] rows = [.. comparison.Differences.Reverse()];
        var values = rows.SelectMany(row => (double[])[row.Difference, row.Interval.Low, row.Interval.High]);
        var plot = new Plot("Differences of all measures", PlotAxis.Linear(values), PlotAxis.Categories([.. rows.Select(row => row.First.Name)]))
        {
            Height = 60 + 30 * rows.Length,
            Left = 90,
            XLabel = "B − A, percent points",
        }.Guide(0, 0, 0, rows.Length);
        for (int i = 0; i < rows.Length; i++)
            plot.LyingInterval(i + 0.5, rows[i].Interval).Point(rows[i].Difference, i + 0.5,
                $"{rows[i].First.Name}: {MeasureTables.Signed(rows[i].Difference)} {MeasureTables.Interval(rows[i].Interval)}, p = {MeasureTables.PValue(rows[i].PValue)}",
                rows[i].IsSignificant ? 1 : 0);
        return plot.ToSvg();
    }
}
