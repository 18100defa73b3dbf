using System.Globalization;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;
using Ductus.Imaging;
using Ductus.Training.Batching;

namespace Ductus.Training;

/// <summary>One self-contained HTML page about a run: its curves, its figures and what it reads.</summary>
public static class TrainingReport
{
    private const int Samples = 24;

    public static void Write(string path, Recipe recipe, RunState state, IReadOnlyList<string> splits, IReadOnlyList<(TrainingLine Line, string Reading)> readings)
    {
        var page = new ReportPage($"{recipe.Name}: training").Paragraph(recipe.Description);
        Summary(page, state, splits);
        Curves(page, "Character error rate", "percent (greedy, averaged weights)", state.Epochs,
            [.. splits.Select((split, i) => (split, (Func<EpochMetrics, double>)(row => row.SplitCer[i])))], PlotAxis.Logarithmic);
        Curves(page, "Training loss", "natural log per label", state.Epochs, [("loss", row => row.Loss)], PlotAxis.Logarithmic);
        Curves(page, "Learning rate", "", state.Epochs, [("learning rate", row => row.LearningRate)], values => PlotAxis.Linear(values));
        page.Heading("Readings of validation lines").Note($"Every n-th line, not chosen. {AlignedText.Legend}");
        int every = Math.Max(1, readings.Count / Samples);
        for (int i = 0; i < readings.Count && i / every < Samples; i += every)
        {
            var (line, reading) = readings[i];
            LineCard.Append(page, LineErrors.Of(new EvaluatedLine(line.Text, reading) { Id = line.Id }, new()), ImageFile.ToPng(line.Image.ToImage()));
        }
        page.Heading("Recipe").Preformatted(recipe.ToJson());
        RunFolder.WriteWhole(path, page.Finish());
    }

    private static void Summary(ReportPage page, RunState state, IReadOnlyList<string> splits)
    {
        if (state.Best is not { } best)
            return;
        string figures = string.Concat(splits.Select((split, i) => string.Create(CultureInfo.InvariantCulture, $"; {split}: CER {best.SplitCer[i]:F2} %")));
        page.Paragraph(string.Create(CultureInfo.InvariantCulture,
            $"{state.Step:N0} steps in {state.Duration}. Best validation after epoch {best.Epoch}: CER {best.Cer:F2} %, WER {best.Wer:F2} %{figures}."));
    }

    /// <summary>Curves over hours of training.</summary>
    private static void Curves(
        ReportPage page, string title, string unit, IReadOnlyList<EpochMetrics> rows, IReadOnlyList<(string Name, Func<EpochMetrics, double> Value)> series,
        Func<IEnumerable<double>, PlotAxis> axis)
    {
        if (rows.Count < 2)
            return;
        var plot = new Plot(title, PlotAxis.Linear(rows.Select(row => row.Seconds / 3600), " h"), axis(rows.SelectMany(row => series.Select(curve => curve.Value(row)))))
        {
            YLabel = unit,
        }.Legend([.. series.Select(curve => curve.Name)]);
        for (int i = 0; i < series.Count; i++)
            plot.Polyline(rows.Select(row => (row.Seconds / 3600, series[i].Value(row))), i % Plot.Colours);
        page.Heading(title).Append(plot.ToSvg());
    }
}
