using System.Globalization;
using System.Text;
using Ductus.Evaluation;
using Ductus.Recognition;
using Ductus.Training.Data;

namespace Ductus.Training.Runs;

/// <summary>The page of results in Markdown, made from run folders and from nothing else.</summary>
public static class ResultsPage
{
    /// <summary>Measures of the tables, with their heading.</summary>
    private static readonly (string Measure, string Heading)[] LineColumns =
    [
        (Measure.NameOf(MeasureKind.CharacterErrorRate), "CER"), (Measure.NameOf(MeasureKind.WordErrorRate), "WER"), (Measure.NameOf(MeasureKind.ExactLines), "exact"),
        (Measure.NameOf(MeasureKind.AlignedCharacterAccuracy), "aligned"), (Measure.NameOf(MeasureKind.PositionalCharacterAccuracy), "positional"),
        (Measure.NameOf(MeasureKind.MeanLineError), "line error"),
    ];

    /// <summary>The same for single characters.</summary>
    private static readonly (string Measure, string Heading)[] CharacterColumns =
        [.. ((string[])[CharacterAccuracy.Plain, "top-2", "top-5", "look-alikes merged"]).Select(name => (name, name))];

    /// <param name="runs">Finished ones are shown; others are left out.</param>
    /// <param name="title">Heading of the page.</param>
    /// <param name="command">The command line that makes the page, for whoever wants to make it again.</param>
    /// <param name="baseline">Name of the runs that the others are compared with line by line; <see langword="null"/>: no comparison.</param>
    /// <param name="curves">The picture with the learning curves, relative to the page; <see langword="null"/>: none.</param>
    /// <exception cref="ArgumentException">No finished run has the name of the baseline.</exception>
    public static string Write(IReadOnlyList<RecordedRun> runs, string title, string command, string? baseline = null, string? curves = null)
    {
        IReadOnlyList<SeedGroup> groups = SeedGroup.Of(runs);
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # {title}

            Made by `{command}` from run folders; changes by hand are lost. All figures are in percent. Where nothing else is said they are of validation
            lines, which also chose the weights; read greedily, case and punctuation kept, NFC; 95 % bootstrap intervals over lines. Precision, recall
            and F1 are means over the characters that were written. What each measure means: [evaluation.md](evaluation.md).


            """);
        if (curves is not null)
            page.Append(CultureInfo.InvariantCulture, $"![Character error rate on the validation lines over the hours of training, one curve a run]({curves})\n\n");
        // Runs that were measured on the same lines stand together.
        foreach (var same in groups.GroupBy(group => string.Join(", ", Splits(group.Runs[0].Summary!).Select(split => $"{split.Split} ({split.Lines} lines)"))))   // finished
        {
            page.Append(CultureInfo.InvariantCulture, $"## On {same.Key}\n\n");
            Networks(page, [.. same]);
            Scores(page, [.. same]);
            Measured(page, [.. same]);
            if (baseline is not null)
                Comparison(page, [.. same], same.FirstOrDefault(group => group.Name == baseline)
                    ?? throw new ArgumentException($"Expected a finished run named {baseline} to compare with; there are {string.Join(", ", same.Select(group => group.Name))}.", nameof(baseline)));
        }
        return page.ToString();
    }

    private static void Networks(StringBuilder page, IReadOnlyList<SeedGroup> groups)
    {
        page.Append("| Run | Network | Parameters | Multiply-adds a line | Trained on | Training | Lines/s |\n|---|---|---:|---:|---|---|---:|\n");
        foreach (SeedGroup group in groups)
        {
            RunSummary run = group.Runs[0].Summary!;                                   // groups are of finished runs
            page.Append(CultureInfo.InvariantCulture,
                $"| {group.Name} | {run.Network} | {Scaled(run.Parameters)} | {Scaled(run.MultiplyAdds)} ({run.InputWidth}×{run.InputHeight}) | {run.TrainingLines:N0} lines "
                + $"| {run.Epochs} epochs of batches of {run.BatchSize} in {Hours(group.Runs.Average(one => one.Summary!.Seconds))} on {run.Devices}; best after {run.BestEpoch} | {run.LinesPerSecond:F0} |\n");
        }
        page.Append('\n');
    }

    private static void Scores(StringBuilder page, IReadOnlyList<SeedGroup> groups)
    {
        var columns = Columns(groups);
        page.Append("| Run | Lines |").Append(string.Concat(columns.Select(column => $" {column.Heading} |"))).Append(" precision | recall | F1 |\n|---|---|")
            .Append(string.Concat(Enumerable.Repeat("---:|", columns.Length + 3))).Append('\n');
        foreach (SeedGroup group in groups)
        {
            foreach (RecordedRun run in group.Runs)
            {
                foreach (var (split, _) in Splits(run.Summary!))                       // finished
                {
                    page.Append(CultureInfo.InvariantCulture, $"| {NameOf(run, group)} | {split} |");
                    foreach (var (measure, _) in columns)
                        page.Append(CultureInfo.InvariantCulture, $" {Shown(run.Summary!.Score(split, measure))} |");
                    PrecisionRecall? characters = run.Summary!.CharacterScores.FirstOrDefault(score => score.Split == split)?.Macro;
                    page.Append(CultureInfo.InvariantCulture, $" {characters?.Precision:F1} | {characters?.Recall:F1} | {characters?.F1:F1} |\n");
                }
            }
        }
        page.Append('\n');
    }

    /// <summary>What was measured after training, a row for each run, set, split and protocol.</summary>
    private static void Measured(StringBuilder page, IReadOnlyList<SeedGroup> groups)
    {
        var measured = groups.SelectMany(group => group.Runs.Select(run => (Group: group, Run: run))).Where(one => one.Run.Summary!.Measured.Count > 0).ToArray();   // groups are of finished runs
        if (measured.Length == 0)
            return;
        var columns = Columns(groups);
        page.Append("Measured with the finished model:\n\n| Run | Data | How many | How |").Append(string.Concat(columns.Select(column => $" {column.Heading} |")))
            .Append("\n|---|---|---:|---|").Append(string.Concat(Enumerable.Repeat("---:|", columns.Length))).Append('\n');
        foreach (var (group, run) in measured)
        {
            foreach (var scores in run.Summary!.Measured.GroupBy(score => (score.Set, score.Split, score.Protocol)))             // filtered
            {
                page.Append(CultureInfo.InvariantCulture, $"| {NameOf(run, group)} | {scores.Key.Set}, {scores.Key.Split} | {scores.First().Lines} | {scores.Key.Protocol} |");
                foreach (var (measure, _) in columns)
                    page.Append(CultureInfo.InvariantCulture, $" {Shown(scores.FirstOrDefault(score => score.Measure == measure))} |");
                page.Append('\n');
            }
        }
        page.Append('\n');
    }

    private static string NameOf(RecordedRun run, SeedGroup group) => group.Runs.Count > 1 ? $"{group.Name}, seed {run.Recipe.Seed}" : group.Name;

    private static (string Measure, string Heading)[] Columns(IReadOnlyList<SeedGroup> groups) =>
        groups[0].Runs[0].Recipe.Unit == LineUnit.Characters ? CharacterColumns : LineColumns;

    private static void Comparison(StringBuilder page, IReadOnlyList<SeedGroup> groups, SeedGroup baseline)
    {
        page.Append(CultureInfo.InvariantCulture, $"""
            Against `{baseline.Name}`, line by line with equal seeds, all splits together (paired bootstrap interval; p of a paired randomisation test, in which the
            readings of one line by several seeds go together):

            | Run | Seeds | CER | CER − {baseline.Name} | 95 % interval | p | WER − {baseline.Name} | p |
            |---|---:|---:|---:|---|---:|---:|---:|

            """);
        foreach (SeedGroup group in groups.OrderBy(group => group.Mean("CER")))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {group.Name} | {group.Runs.Count} | {group.Mean("CER"):F2} |");
            if (group != baseline && group.Against(baseline) is { } compared)
            {
                PairedDifference characters = compared[MeasureKind.CharacterErrorRate], words = compared[MeasureKind.WordErrorRate];
                page.Append(CultureInfo.InvariantCulture,
                    $" {characters.Difference:+0.00;−0.00;0.00} | [{characters.Interval.Low:+0.00;−0.00;0.00}, {characters.Interval.High:+0.00;−0.00;0.00}] | {characters.PValue:F4} | {words.Difference:+0.00;−0.00;0.00} | {words.PValue:F4} |\n");
            }
            else
            {
                page.Append(" | | | | |\n");
            }
        }
        page.Append('\n');
    }

    /// <summary>Splits and their number of lines, in the order of the scores.</summary>
    private static (string Split, int Lines)[] Splits(RunSummary run) => [.. run.Scores.Select(score => (score.Split, score.Lines)).Distinct()];

    private static string Shown(ModelScore? score) =>
        score is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{score.Value:F2} [{score.Low:F2}, {score.High:F2}]");

    private static string Scaled(long count) => count >= 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:F1} M") : string.Create(CultureInfo.InvariantCulture, $"{count / 1e3:F0} k");

    private static string Hours(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600)}:{Math.Floor(seconds / 60) % 60:00} h");
}
