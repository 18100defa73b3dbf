using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ductus.Documents;
using Ductus.Recognition;
using Ductus.Training;
using Ductus.Training.Runs;

namespace Ductus.Cli;

/// <summary><c>ductus runs</c>: lists trainings, compares them, writes the page of results.</summary>
internal static class RunsCommand
{
    public static Command Create(Terminal terminal)
    {
        var folders = new Argument<string[]>("FOLDERS")
        {
            Description = "Runs, or folders that hold runs.",
            DefaultValueFactory = _ => ["runs"],
        };
        var differences = new Option<bool>("--differences") { Description = "Shows the values in which the recipes differ." };
        var baseline = new Option<string?>("--baseline")
        {
            Description = "Compares every finished run with this one, line by line: differences with intervals and p values. For --write.",
            HelpName = "NAME",
        };
        var page = new Option<string?>("--write")
        {
            Description = "Writes a page of results in Markdown, and beside it the learning curves as an SVG picture of the same name.",
            HelpName = "FILE.md",
        };
        var title = new Option<string>("--title") { Description = "Heading of that page.", DefaultValueFactory = _ => "Results", HelpName = "TEXT" };
        var command = new ExplainedCommand("runs",
            "Lists trainings, finished and under way, and compares them.",
            ("ductus runs", "What is in runs/."),
            ("ductus runs runs/a runs/b --differences", "Two runs and the values in which their recipes differ."),
            ("ductus runs runs/ablation --baseline base --write ablation.md", "A page of tables with a paired test of each run against one."))
        {
            folders, differences, baseline, page, title,
        };
        command.SetAction(parsed =>
        {
            string[] given = parsed.GetRequiredValue(folders);
            string[] found = [.. given.SelectMany(RecordedRun.Find)];
            if (found.Length == 0)
            {
                terminal.Complain($"{string.Join(", ", given)}: expected folders of runs; none has a recipe.json.");
                return ExitStatus.Failed;
            }
            var runs = new List<RecordedRun>();
            foreach (string folder in found)
            {
                try
                {
                    runs.Add(RecordedRun.Read(folder));
                }
                catch (Exception error) when (error is RecipeException or RunSummaryException or CheckpointException)
                {
                    terminal.Complain(error.Message);
                }
            }
            List(terminal, runs);
            if (parsed.GetValue(differences))
                Differences(terminal, runs);
            if (parsed.GetValue(page) is { } path)
                Write(path, runs, parsed.GetRequiredValue(title), given, parsed.GetValue(baseline));
            return runs.Count == found.Length ? ExitStatus.Done : ExitStatus.Failed;
        });
        return command;
    }

    private static void List(Terminal terminal, IReadOnlyList<RecordedRun> runs)
    {
        var table = new TerminalTable("run", "network", "epochs", "time", "lines/s", "CER", "WER", "split", "date", "commit");
        foreach (RecordedRun run in runs)
            table.Add(run.Summary is { } done ? Finished(run, done) : Unfinished(run));
        table.Write(terminal);
    }

    private static string[] Finished(RecordedRun run, RunSummary done)
    {
        ModelScore? characters = done.Scores.LastOrDefault(score => score.Measure == "CER"), words = done.Scores.LastOrDefault(score => score.Measure == "WER");
        return
        [
            run.Name, Kind(run), $"{done.BestEpoch}/{done.Epochs}", Duration.Format(TimeSpan.FromSeconds(done.Seconds)), Number(done.LinesPerSecond, "F0"),
            characters is null ? "" : $"{Number(characters.Value)} [{Number(characters.Low)}, {Number(characters.High)}]",
            words is null ? "" : Number(words.Value), characters?.Split ?? "", done.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), done.Commit[..Math.Min(7, done.Commit.Length)],
        ];
    }

    private static string[] Unfinished(RecordedRun run)
    {
        EpochMetrics? last = run.State is { Epochs: [.., var row] } ? row : null;
        return
        [
            run.Name, Kind(run), run.State is null ? "not begun" : $"{last?.Epoch ?? 0} so far", run.State is { } state ? Duration.Format(TimeSpan.FromSeconds(state.Seconds)) : "",
            last is null ? "" : Number(last.LinesPerSecond, "F0"), run.State?.Best is { } best ? $"{Number(best.Cer)} so far" : "", run.State?.Best is { } words ? Number(words.Wer) : "",
            string.Join('+', run.Recipe.ValidationSplits), "", "",
        ];
    }

    /// <summary>Every value that is not the same in all recipes, one row each.</summary>
    private static void Differences(Terminal terminal, IReadOnlyList<RecordedRun> runs)
    {
        Dictionary<string, string>[] values = [.. runs.Select(run => Flat(JsonNode.Parse(run.Recipe.ToJson()), ""))];
        var table = new TerminalTable(["recipe", .. runs.Select(run => run.Name)]);
        foreach (string key in values.SelectMany(recipe => recipe.Keys).Distinct().Where(key => values.Select(recipe => recipe.GetValueOrDefault(key)).Distinct().Count() > 1))
            table.Add([key, .. values.Select(recipe => recipe.GetValueOrDefault(key) ?? "")]);
        table.Write(terminal);
    }

    private static Dictionary<string, string> Flat(JsonNode? node, string prefix) => node is JsonObject children
        ? children.SelectMany(child => Flat(child.Value, prefix.Length == 0 ? child.Key : $"{prefix}.{child.Key}")).ToDictionary()
        : new() { [prefix] = node?.ToJsonString() ?? "none" };

    private static void Write(string path, IReadOnlyList<RecordedRun> runs, string title, IReadOnlyList<string> folders, string? baseline)
    {
        string picture = Path.ChangeExtension(path, ".svg");
        string command = $"./ductus runs {string.Join(' ', folders)}{(baseline is null ? "" : $" --baseline {baseline}")} --write {path}{(title == "Results" ? "" : $" --title \"{title}\"")}";
        string page = ResultsPage.Write(runs, title, command, baseline, Path.GetFileName(picture));
        AtomicFile.Write(picture, LearningCurves.Draw(runs));
        AtomicFile.Write(path, page);
    }

    /// <summary>The network's kind, without its sizes.</summary>
    private static string Kind(RecordedRun run) => run.Recipe.Network.ToString().Split(':')[0];

    private static string Number(double value, string format = "F2") => value.ToString(format, CultureInfo.InvariantCulture);
}
