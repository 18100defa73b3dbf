using System.Globalization;
using Ductus.Documents;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;
using Ductus.Imaging;
using Ductus.Training.Batching;

namespace Ductus.Training;

/// <summary>One self-contained HTML page about a run: its curves, its figures and what it reads.</summary>
public static class TrainingReport
{
    private const int Samples = 16, Worst = 16;

    /// <param name="path">Where the page is written, whole or not at all.</param>
    /// <param name="recipe">What was trained.</param>
    /// <param name="state">The run.</param>
    /// <param name="splits">Names of the validation splits, in the recipe's order.</param>
    /// <param name="lines">All validation lines.</param>
    /// <param name="result">The same lines in the same order, as the best weights read them.</param>
    public static void Write(string path, Recipe recipe, RunState state, IReadOnlyList<string> splits, IReadOnlyList<TrainingLine> lines, EvaluationResult result)
    {
        var page = new ReportPage($"{recipe.Name}: training").Paragraph(recipe.Description);
        Summary(page, state, splits);
        if (state.Best?.ValidationAccuracy is not null)
        {
            Curves(page, "Errors", "percent (validation with averaged weights, training with augmentation and dropout)", state.Epochs,
                [("validation", row => 100 - row.ValidationAccuracy ?? double.NaN), ("training", row => 100 - row.TrainingAccuracy ?? double.NaN)], PlotAxis.Logarithmic);
            Curves(page, "Loss", "natural log per character", state.Epochs, [("validation", row => row.ValidationLoss ?? double.NaN), ("training", row => row.Loss)], PlotAxis.Logarithmic);
        }
        else
        {
            Curves(page, "Character error rate", "percent (greedy, averaged weights)", state.Epochs,
                [.. splits.Select((split, i) => (split, (Func<EpochMetrics, double>)(row => row.SplitCer[i])))], PlotAxis.Logarithmic);
            Curves(page, "Training loss", "natural log per label", state.Epochs, [("loss", row => row.Loss)], PlotAxis.Logarithmic);
        }
        Curves(page, "Learning rate", "", state.Epochs, [("learning rate", row => row.LearningRate)], values => PlotAxis.Linear(values));
        page.Heading("Readings of validation lines").Note($"Every n-th line, not chosen. {AlignedText.Legend}");
        int every = Math.Max(1, lines.Count / Samples);
        for (int i = 0; i < lines.Count && i / every < Samples; i += every)
            LineCard.Append(page, result.Lines[i], Png(lines[i]));
        page.Heading("What is taken for what").Append(HeatMap.Render(ConfusionMatrix.Of(result, most: 40)));
        page.Heading("Where it fails").Note("The lines with most errors for their length.");
        var images = result.Lines.Zip(lines).ToDictionary(line => line.First, line => line.Second);
        foreach (LineErrors line in result.FromBestToWorst().Reverse().Take(Worst).Where(line => !line.IsExact))
            LineCard.Append(page, line, Png(images[line]));
        page.Heading("Recipe").Preformatted(recipe.ToJson());
        AtomicFile.Write(path, page.Finish());
    }

    private static byte[] Png(TrainingLine line) => ImageFile.ToPng(line.Image.ToImage());

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
