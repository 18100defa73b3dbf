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
        var recipe = new Argument<string?>("RECIPE") { Description = "What to train: a file like those in recipes/. Not needed with --from.", Arity = ArgumentArity.ZeroOrOne };
        var from = new Option<string?>("--from")
        {
            Description = "Teaches a model that is there (its name or .onnx file) another hand, or more characters, by its own recipe: it keeps the characters it knows. Ends within an hour if --for says nothing else.",
            HelpName = "NAME|FILE",
        };
        var drop = new Option<bool>("--drop-characters") { Description = "Lets the recipe leave out characters that the weights of --from-weights know." };
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
        var name = new Option<string?>("--name") { Description = "Of the model, with --from. Default: that of the first data set's folder.", HelpName = "NAME" };
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
            ("ductus train --from english --data my-hand", "Teaches a model another hand, or more characters, within an hour."),
            ("ductus train recipes/english.json --data iam --from-weights brought/ --export", "Makes the model of weights trained elsewhere."),
            ("ductus train my.json --data my-lines --preview lines.png", "Shows what the network will be shown."))
        {
            recipe, data, loose, validation, from, name, changes, run, limit, weights, drop, export, preview, device, threads,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(export) && result.GetValue(weights) is null)
                result.AddError("--export wants the weights to export: give --from-weights too.");
            bool isTaught = result.GetResult(from) is not null, hasRecipe = result.GetResult(recipe) is { Tokens.Count: > 0 };
            if (!isTaught && !hasRecipe)
                result.AddError("Say what to train: a recipe, or the model to start from with --from.");
            if (isTaught && (hasRecipe || result.GetResult(weights) is not null))
                result.AddError("--from takes the recipe of the model: leave RECIPE and --from-weights out, or give these two instead.");
            if (!isTaught && result.GetResult(name) is not null)
                result.AddError("--name is for --from; a recipe has its own: --set name=NAME.");
        });
        command.SetAction(parsed =>
        {
            (string, string)[] changed = [.. (parsed.GetValue(changes) ?? []).Select(change => (change[..change.IndexOf('=', StringComparison.Ordinal)], change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..]))];
            string[] folders = parsed.GetRequiredValue(data), looseFolders = parsed.GetValue(loose) ?? [];
            string? model = parsed.GetValue(from) is { } taught ? InstalledModels.Choose(taught, language: null, InstalledModels.Folders()) : null;
            Recipe chosen = model is null ? Recipe.Load(parsed.GetRequiredValue(recipe)!, changed)                                  // there is one: see the validators
                : Taught(model, parsed.GetValue(name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folders[0]))), [.. folders, .. looseFolders], changed);
            var sets = Sets.Open(folders, looseFolders, parsed.GetValue(validation) ?? [], chosen);
            if (parsed.GetValue(preview) is { } picture)
                return Preview(chosen, sets, terminal, picture, cancel);
            string folder = parsed.GetValue(run) ?? Path.Combine("runs", chosen.Name);
            var options = new TrainingOptions
            {
                RunFolder = folder,
                TimeLimit = parsed.GetValue(limit) ?? (model is null ? null : TimeSpan.FromHours(1)),
                FromWeights = model ?? (parsed.GetValue(weights) is { } start ? WeightsFile(start, folder) : null),
                Device = parsed.GetRequiredValue(device) switch { "cpu" => Device.Cpu, "cuda" => Device.Cuda, _ => null },
                Threads = (int)Math.Min(parsed.GetValue(threads), 1024),
                Date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date),
                Commit = Commit(),
            };
            return Run(terminal, chosen, sets, options, parsed.GetValue(export) ? Work.Export : Work.Train, parsed.GetValue(drop), cancel);
        });
        return command;
    }

    /// <summary>The recipe by which a model learns more.</summary>
    private static Recipe Taught(string model, string name, string[] folders, (string, string)[] changes)
    {
        ModelMetadata metadata = ModelMetadata.Read(model);
        LineUnit unit = metadata.Task switch { ModelTask.Words => LineUnit.Words, ModelTask.Characters => LineUnit.Characters, _ => LineUnit.Lines };
        return FineTuning.RecipeFor(metadata, model, name, [.. folders.Select(folder => LineData.Open(folder, unit))]).With(changes);
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

    private static int Run(Terminal terminal, Recipe recipe, Sets sets, TrainingOptions options, Work work, bool dropsCharacters, CancellationToken cancel)
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
            IReadOnlyList<string> added = saved.NewIn(set.Codec.Alphabet), dropped = [.. saved.Alphabet.Except(set.Codec.Alphabet)];
            if (dropped.Count > 0 && !dropsCharacters)
                throw new RecipeException($"{start} knows {dropped.Count} characters that {recipe.Name} would forget: {string.Join(' ', dropped)}. Put them into the alphabet of the recipe, or say --drop-characters.");
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
