using Ductus.Evaluation.Report;

namespace Ductus.Training.Runs;

/// <summary>The error rates of several runs over the hours of their training, in one picture.</summary>
public static class LearningCurves
{
    /// <summary>A picture as an SVG file of its own, light or dark as its reader's page; every finished run of at least two validations is one curve.</summary>
    public static string Draw(IReadOnlyList<RecordedRun> runs)
    {
        RecordedRun[] drawn = [.. runs.Where(run => run.Summary is { Curve.Count: > 1 })];
        var rows = drawn.SelectMany(run => run.Summary!.Curve.Select(row => (Hours: row.Seconds / 3600, row.Cer))).ToArray();   // filtered
        if (rows.Length == 0)
            throw new ArgumentException("Learning curves need a finished run of at least two validations; there is none.", nameof(runs));
        var plot = new Plot("Character error rate over hours of training", PlotAxis.Linear(rows.Select(row => row.Hours), " h"), PlotAxis.Logarithmic(rows.Select(row => row.Cer)))
        {
            YLabel = "CER, percent",
            Height = 420,
        };
        for (int i = 0; i < drawn.Length; i++)
        {
            RunSummary run = drawn[i].Summary!;                                        // filtered
            plot.Polyline(run.Curve.Select(row => (row.Seconds / 3600, row.Cer)), i % Plot.Colours);
            plot.EndNote(run.Curve[^1].Seconds / 3600, run.Curve[^1].Cer, drawn[i].Name);
        }
        return plot.ToSvgFile();
    }
}
