using System.CommandLine;
using System.Globalization;
using System.Reflection;
using Ductus.Documents;
using Ductus.Imaging;
using Ductus.Recognition;
using Ductus.Training;
using Ductus.Training.Augmentation;
using Ductus.Training.Batching;
using Ductus.Training.Data;
using Ductus.Training.Torch;

namespace Ductus.Cli;

/// <summary><c>ductus train</c>: a recipe and data in, a model file out.</summary>
internal static class TrainCommand
{
    private const int PreviewedLines = 8;

    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var recipe = new Argument<string>("RECIPE") { Description = "What to train: a file like those in recipes/." };
        var data = new Option<string[]>("--data", "-d")
        {
            Description = "A data set of lines: lines.tsv or labels.tsv with images, the IAM database as published, image + .gt.txt pairs, or packed lines. May be given several times.",
            HelpName = "FOLDER",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
        };
        var loose = new Option<string[]>("--loose")
        {
            Description = "A data set as for --data whose labels tell neither capitals nor punctuation as they are written: of these nothing is learned from it. May be given several times.",
            HelpName = "FOLDER",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var run = new Option<string?>("--run", "-r")
        {
            Description = "Folder of the run: checkpoint, metrics.csv, report.html and the model. A run found there goes on. Default: runs/NAME of the recipe.",
            HelpName = "DIR",
        };
        var limit = new Option<TimeSpan?>("--for")
        {
            Description = "Training time, over all starts of the run; the schedule is fitted to it. As in 90m, 8h, 1h30m.",
            HelpName = "TIME",
            CustomParser = result =>
            {
                string given = result.Tokens[^1].Value;
                if (Duration.TryParse(given, out TimeSpan duration))
                    return duration;
                result.AddError($"--for must be a time such as 90m, 8h or 1h30m; got '{given}'.");
                return null;
            },
        };
        var weights = new Option<string?>("--from-weights")
        {
            Description = "Starts, with a short warm-up, from the weights of a model (its name or .onnx file), of another run (best.bin or checkpoint.bin), or of a "
                + "folder of pieces that a trainer package brought out. The network must have the same sizes; characters may differ.",
            HelpName = "NAME|FILE|DIR",
        };
        var export = new Option<bool>("--export")
        {
            Description = "Makes no step: measures the weights of --from-weights, trained elsewhere on the same data, and writes their model.",
        };
        var validation = new Option<string[]>("--validation")
        {
            Description = "A data set whose validation splits are read and whose other lines are left alone, for training on lines that are only drawn. "
                + "May be given several times. Default: the validation splits of --data.",
            HelpName = "FOLDER",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var changes = new Option<string[]>("--set")
        {
            Description = "Takes another value than the recipe's, as in --set augmentation.grid=0. May be given several times.",
            HelpName = "KEY=VALUE",
            Arity = ArgumentArity.ZeroOrMore,
        };
        changes.Validators.Add(result =>
        {
            foreach (string change in result.Tokens.Select(token => token.Value).Where(change => change.IndexOf('=', StringComparison.Ordinal) < 1))
                result.AddError($"--set must be KEY=VALUE such as epochs=20; got '{change}'.");
        });
        var preview = new Option<string?>("--preview")
        {
            Description = "Trains nothing: draws training lines as they are and, below each, as augmentation shows them to the network.",
            HelpName = "PNG",
        };
        var device = new Option<string>("--device")
        {
            Description = "Where to compute.",
            HelpName = "auto|cpu|cuda",
            DefaultValueFactory = _ => "auto",
        };
        device.AcceptOnlyFromAmong("auto", "cpu", "cuda");
        var threads = WholeNumber.Option("--threads", "Threads on the processor.", minimum: 1, fallback: Environment.ProcessorCount);

        var command = new ExplainedCommand("train",
            "Trains a model. Ctrl-C stops after a checkpoint is written; the same command line goes on from there.",
            ("ductus train recipes/english.json --data iam", "Trains as the recipe says, into runs/english."),
            ("ductus train recipes/english.json --data iam --for 90m", "The same within 90 minutes."),
            ("ductus train my.json --data my-lines --from-weights english", "Teaches a model another hand, or more characters."),
            ("ductus train recipes/english.json --data iam --from-weights brought/ --export", "Makes the model of weights trained elsewhere."),
            ("ductus train my.json --data my-lines --preview lines.png", "Shows what the network will be shown."))
        {
            recipe, data, loose, validation, changes, run, limit, weights, export, preview, device, threads,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(export) && result.GetValue(weights) is null)
                result.AddError("--export wants the weights to export: give --from-weights too.");
        });
        command.SetAction(parsed =>
        {
            var chosen = Recipe.Load(parsed.GetRequiredValue(recipe),
                [.. (parsed.GetValue(changes) ?? []).Select(change => (change[..change.IndexOf('=', StringComparison.Ordinal)], change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..]))]);
            var sets = Sets.Open(parsed.GetRequiredValue(data), parsed.GetValue(loose) ?? [], parsed.GetValue(validation) ?? [], chosen);
            if (parsed.GetValue(preview) is { } picture)
                return Preview(chosen, sets, terminal, picture, cancel);
            string folder = parsed.GetValue(run) ?? Path.Combine("runs", chosen.Name);
            var options = new TrainingOptions
            {
                RunFolder = folder,
                TimeLimit = parsed.GetValue(limit),
                FromWeights = parsed.GetValue(weights) is { } from ? WeightsFile(from, folder) : null,
                Device = parsed.GetRequiredValue(device) switch { "cpu" => Device.Cpu, "cuda" => Device.Cuda, _ => null },
                Threads = (int)Math.Min(parsed.GetValue(threads), 1024),
                Date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date),
                Commit = Commit(),
            };
            return Run(terminal, chosen, sets, options, parsed.GetValue(export) ? Work.Export : Work.Train, cancel);
        });
        return command;
    }

    private enum Work
    {
        Train,
        Export,
    }

    /// <summary>Data sets to train on, and those for validation alone.</summary>
    private sealed record Sets(LineData[] Data, LineData[] Validation)
    {
        public static Sets Open(string[] data, string[] loose, string[] validation, Recipe recipe) =>
            new([.. Open(data, recipe), .. Open(loose, recipe, isLoose: true)], Open(validation, recipe));

        public LineTrainingSet Load(Recipe recipe, int threads, CancellationToken cancel) =>
            LineTrainingSet.Load(recipe, Data, threads, progress: null, cancel, Validation);

        private static LineData[] Open(string[] folders, Recipe recipe, bool isLoose = false) => [.. folders.Select(folder => LineData.Open(folder, recipe.Unit, recipe.Classes, isLoose))];
    }

    private static int Preview(Recipe recipe, Sets sets, Terminal terminal, string picture, CancellationToken cancel)
    {
        LineTrainingSet set = sets.Load(recipe, Environment.ProcessorCount, cancel);
        TrainingLine[] lines = [.. set.Training];
        new Random(recipe.Seed).Shuffle(lines);
        AtomicFile.Write(picture, ImageFile.ToPng(AugmentationPreview.Draw(recipe, [.. lines.Take(PreviewedLines)], variants: 4)));
        terminal.Output.WriteLine(picture);
        return ExitStatus.Done;
    }

    private static int Run(Terminal terminal, Recipe recipe, Sets sets, TrainingOptions options, Work work, CancellationToken cancel)
    {
        terminal.Error.WriteLine($"{recipe.Name}: loading lines from {string.Join(", ", sets.Data.Concat(sets.Validation).Select(set => set.Folder))} …");
        LineTrainingSet set = sets.Load(recipe, options.Threads, cancel);
        foreach (string sentence in SkippedLine.Summarize(set.Skipped).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            terminal.Complain(sentence);
        terminal.Error.WriteLine(
            $"{recipe.Name}: {set.Training.Count} {Unit(recipe)} to train on, {set.Validation.Sum(split => split.Lines.Count)} to validate, {set.Codec.Alphabet.Count} characters; run in {options.RunFolder}");

        if (work == Work.Train && options.FromWeights is { } start && !File.Exists(new RunFolder(options.RunFolder).Checkpoint))
        {
            var saved = SavedWeights.Load(start, recipe);
            IReadOnlyList<string> added = saved.NewIn(set.Codec.Alphabet);
            terminal.Error.WriteLine($"{recipe.Name}: starts from {start}, which knows {saved.Alphabet.Count} characters"
                + (added.Count > 0 ? $"; to be learned anew: {string.Join(' ', added)}" : ""));
        }
        try
        {
            TrainedModel model = TrainingDisplay.Show(terminal, progress => work == Work.Export
                ? LineTraining.Export(recipe, set, options, cancel)
                : LineTraining.Train(recipe, set, options, progress, cancel));
            foreach (ModelScore score in model.Scores)
                terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{score.Split}  {score.Measure} {score.Value:F2} % [{score.Low:F2}, {score.High:F2}]  {score.Lines} {Unit(recipe)}"));
            terminal.Output.WriteLine($"model   {model.Path}");
            terminal.Output.WriteLine($"report  {model.Report}");
            return ExitStatus.Done;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            terminal.Error.WriteLine($"Stopped. The same command line goes on from the checkpoint in {options.RunFolder}.");
            throw;
        }
    }

    private static string Unit(Recipe recipe) => recipe.Unit.ToString().ToLowerInvariant();

    private static string WeightsFile(string given, string runFolder) =>
        File.Exists(given) || Directory.Exists(given) || given.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar)
            ? WeightPieces.WeightsFile(given, runFolder) : InstalledModels.Choose(given, language: null, InstalledModels.Folders());

    /// <summary>The commit in the program's version, as 0.1.0+0123abc has it; empty where it was built outside a repository.</summary>
    public static string Commit()
    {
        string version = typeof(TrainCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        int plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? "" : version[(plus + 1)..];
    }
}
