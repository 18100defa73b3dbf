using System.CommandLine;
using System.Diagnostics;
using Ductus.Training;
using Ductus.Training.Data;

namespace Ductus.PackedTrainer;

/// <summary><c>train RECIPE --data … --run … --out …</c>: trains to a time limit and brings the weights out at intervals.</summary>
internal static class TrainCommand
{
    public static Command Create(CancellationToken cancel)
    {
        var recipe = new Argument<string>("RECIPE") { Description = "The recipe." };
        var data = new Option<string[]>("--data") { Description = "Folders of data sets.", Required = true, AllowMultipleArgumentsPerToken = true };
        var run = new Option<string>("--run") { Description = "Folder of the run; a run found there goes on.", Required = true };
        var output = new Option<string>("--out") { Description = "Folder for what is brought out: weights in 16 bits, metrics.csv.", Required = true };
        var seconds = new Option<int>("--seconds") { Description = "Time from now to the end.", Required = true };
        var every = new Option<int>("--every") { Description = "Seconds between two times of bringing out.", DefaultValueFactory = _ => 300 };
        var from = new Option<string?>("--from-weights") { Description = "best.bin or weights.bin of another run, or a folder of pieces." };
        var command = new Command("train", "Trains, and brings the weights out.") { recipe, data, run, output, seconds, every, from };
        command.SetAction(parsed =>
        {
            var folder = new RunFolder(parsed.GetRequiredValue(run));
            var bringOut = new BringOut(folder, parsed.GetRequiredValue(output), TimeSpan.FromSeconds(parsed.GetValue(every)));
            Run(Recipe.Load(parsed.GetRequiredValue(recipe)), parsed.GetRequiredValue(data), folder, bringOut,
                TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)), parsed.GetValue(from), cancel);
        });
        return command;
    }

    private static void Run(Recipe recipe, string[] data, RunFolder run, BringOut bringOut, TimeSpan time, string? from, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        LineTrainingSet set = LineTrainingSet.Load(recipe, [.. data.Select(folder => LineData.Open(folder, recipe.Unit))], Environment.ProcessorCount, progress: null, cancel);
        Console.WriteLine($"{set.Training.Count} lines to train on, {set.Validation.Sum(split => split.Lines.Count)} to validate on, {set.Codec.Alphabet.Count} characters");
        if (set.Skipped.Count > 0)
            Console.WriteLine(SkippedLine.Summarize(set.Skipped));

        using var trainer = new Trainer(recipe, set, new TrainingOptions
        {
            RunFolder = run.Path,
            Date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date),
            // The limit of a run counts its earlier starts too; the one given here is the time from now.
            TimeLimit = SecondsBefore(run) + time - clock.Elapsed,
            CheckpointEvery = bringOut.Every,
            FromWeights = from is null ? null : WeightPieces.WeightsFile(from, run.Path),
        });
        WeightPieces.CheckSize(trainer.Store.Weights.Count, trainer.Store.Statistics.Count);
        Console.WriteLine($"{trainer.Store.Weights.Count} weights on {trainer.Store.Weights.Device}, from step {trainer.State.Step}");
        try
        {
            trainer.Run(new TrainingLog(recipe, bringOut), cancel);
        }
        catch (OperationCanceledException)
        {
            bringOut.Now();
            throw;
        }
        bringOut.Now();
    }

    private static TimeSpan SecondsBefore(RunFolder run) =>
        TimeSpan.FromSeconds(File.Exists(run.Checkpoint) ? Checkpoint.ReadState(run.Checkpoint).Seconds : 0);
}
