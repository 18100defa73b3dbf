using System.Diagnostics;
using Ductus.Training.Tests.Data;

namespace Ductus.Training.Tests;

/// <summary>The program of a trainer package, run as a process.</summary>
[Collection("libtorch")]
public sealed class PackedTrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PackedTrainerTests()
    {
        _folder.Write("recipe.json", DrawnLines.Recipe(epochs: 100_000).ToJson());
        using var data = new TemporaryFolder();
        (string, string, string, int)[] lines = [.. Enumerable.Range(0, 8).Select(i => ($"{i}.png", i < 6 ? "train" : "val", i % 2 == 0 ? "a" : "ab", 96 + 8 * i))];
        DrawnData.Write(data, lines);
        var (status, _, error) = Run("pack", _folder["recipe.json"], data.Path, "--output", _folder["data"]);
        Assert.True(status == 0, error);
        Data = Directory.GetDirectories(_folder["data"]).Single();
        Directory.CreateDirectory(_folder["out"]);
    }

    private string Data { get; }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pack_RecipesSplits_OnePackedFileEach() =>
        Assert.Equal(["train.lines", "val.lines"], Directory.GetFiles(Data).Select(Path.GetFileName).Order());

    [Fact]
    public void Train_ToItsTime_BringsOutWeightsThatCanBeJoinedAndGoneOnFrom()
    {
        var train = Run("train", _folder["recipe.json"], "--data", Data, "--run", _folder["run"], "--out", _folder["out"], "--seconds", "4", "--every", "1");

        Assert.True(train.Status == 0, train.Error);
        Assert.Contains("6 lines to train on, 2 to validate on, 2 characters", train.Output);
        Assert.True(train.Output.Split("brought out weights.1-of-1").Length > 2, train.Output);       // at intervals and at the end
        Assert.Equal(["metrics.csv", "weights.1-of-1"], Directory.GetFiles(_folder["out"]).Select(Path.GetFileName).Order());
        var join = Run("join", _folder["out"], _folder["joined"]);
        Assert.True(join.Status == 0, join.Error);
        Assert.Contains("best validation CER", join.Output);
        Assert.Equal(["best.bin", "recipe.json", "weights.bin"], Directory.GetFiles(_folder["joined"]).Select(Path.GetFileName).Order());
        var again = Run("train", _folder["recipe.json"], "--data", Data, "--run", _folder["again"], "--out", _folder["out"], "--seconds", "1",
            "--from-weights", _folder["out"]);
        Assert.True(again.Status == 0, again.Error);
        Assert.True(File.Exists(_folder["again/start/best.bin"]));
    }

    [Fact]
    public void Train_Terminated_WritesItsCheckpointAndBringsOut()
    {
        using Process process = Start("train", _folder["recipe.json"], "--data", Data, "--run", _folder["run"], "--out", _folder["out"], "--seconds", "600");
        while (process.StandardOutput.ReadLine() is { } line && !line.Contains("weights on", StringComparison.Ordinal))
        {
        }

        using (Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        string output = process.StandardOutput.ReadToEnd(), error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal((130, "ductus-trainer: stopped; the checkpoint is kept.\n"), (process.ExitCode, error));
        Assert.Contains("brought out weights.1-of-1", output);
        Assert.True(File.Exists(_folder["run/checkpoint.bin"]));
    }

    [FontFact]
    public void Synth_TextsOfThePackage_DrawsLinesOfTheDatasAlphabetThatTrainingReads()
    {
        _folder.Write("text.txt", "a b ab ba aab\nabba baab abab\nabc abc\n");
        var pack = Run("pack", _folder["recipe.json"], Data, "--output", _folder["data2"], "--text", _folder["text.txt"], "--text-output", _folder["texts"]);
        Assert.True(pack.Status == 0, pack.Error);

        var synth = Run("synth", _folder["recipe.json"], _folder["texts/1.txt.gz"], "--data", Data, "--output", _folder["synth"], "--lines", "12", "--rare", "0");

        Assert.True(synth.Status == 0, synth.Error);
        Assert.Contains("1 skipped, characters outside the alphabet (1.txt.gz:3: got \"c\")", synth.Output);
        Assert.Contains("12 lines from 2 texts in ", synth.Output);
        var train = Run("train", _folder["recipe.json"], "--data", Data, _folder["synth"], "--run", _folder["run"], "--out", _folder["out"], "--seconds", "1");
        Assert.True(train.Status == 0, train.Error);
        Assert.Matches(@"1\d lines to train on, 2 to validate on, 3 characters", train.Output);      // a line may be too narrow
    }

    [Fact]
    public void Pack_NoSuchValidationSplit_SaysSo()
    {
        _folder.Write("recipe.json", (DrawnLines.Recipe(epochs: 1) with { ValidationSplits = ["val", "grey"] }).ToJson());

        var (status, _, error) = Run("pack", _folder["recipe.json"], Data, "--output", _folder["other"]);

        Assert.Equal(1, status);
        Assert.Contains("expected the validation split \"grey\" in one of the data sets; none has it.", error);
    }

    [Fact]
    public void Main_WrongUsage_IsStatusTwo()
    {
        var (status, output, error) = Run("train", _folder["recipe.json"]);

        Assert.Equal((2, ""), (status, output));
        Assert.Contains("--data", error);
    }

    private static (int Status, string Output, string Error) Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ductus-trainer.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }
}
