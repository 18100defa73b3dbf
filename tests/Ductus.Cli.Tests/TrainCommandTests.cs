using Ductus.Training;

namespace Ductus.Cli.Tests;

public sealed class TrainCommandTests : IDisposable
{
    private const string Recipe = """
        {
          // Small enough to be trained in a second; whether it learns is tested where training is.
          "name": "tiny",
          "height": 16,
          "network": {
            "stemChannels": 8, "stemKernel": 3, "stemStride": [2, 2], "hidden": 16, "lstmLayers": 1, "dropout": 0,
            "stages": [{ "channels": 12, "blocks": 1, "pool": [2, 2] }, { "channels": 16, "blocks": 1, "pool": [1, 1] }]
          },
          "spacesAround": false, "batchSize": 4, "epochs": 4, "validateEvery": 2, "learningRate": 1e-2, "averageDecay": 0.9,
          "precision": "float32"
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public TrainCommandTests()
    {
        File.WriteAllText(_folder["tiny.json"], Recipe);
        foreach (string split in new[] { "train", "val" })
        {
            Directory.CreateDirectory(_folder[$"data/{split}"]);
            string[] cells = ["-a-i-", "-i-a-", "-a-a-", "-i-i-", "-a-i-a-", "-i-a-i-"];
            for (int i = 0; i < cells.Length; i++)
            {
                _folder.Write($"data/{split}/{i}.png", TestImages.Line(cells[i]));
                File.WriteAllText(_folder[$"data/{split}/{i}.gt.txt"], cells[i].Replace("-", "", StringComparison.Ordinal));
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_SmallSet_WritesAModelThatReads()
    {
        var train = CommandLineRun.Of("train", _folder["tiny.json"], "--data", _folder["data"], "--run", _folder["run"], "--device", "cpu");

        Assert.True(train.Status == 0, train.Error);
        Assert.Contains("6 lines to train on", train.Error, StringComparison.Ordinal);
        Assert.Contains("% of the time waiting for data", train.Error, StringComparison.Ordinal);
        Assert.Contains($"model   {_folder["run/tiny.onnx"]}", train.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["run/report.html"]));
        Assert.True(File.Exists(_folder["run/metrics.csv"]));
        var evaluate = CommandLineRun.Of("evaluate", _folder["run/tiny.onnx"], "--data", _folder["data"]);
        Assert.Equal(0, evaluate.Status);
        Assert.Contains("  6 lines  greedy", evaluate.Output, StringComparison.Ordinal);
        // What the training measured is what the file reads.
        string trained = train.Output.Split('\n').Single(line => line.StartsWith("val  CER", StringComparison.Ordinal));
        Assert.StartsWith(trained[5..trained.IndexOf(']', StringComparison.Ordinal)], evaluate.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ExportOfWeightsFromElsewhere_WritesTheirModelWithoutAStep()
    {
        var train = CommandLineRun.Of("train", _folder["tiny.json"], "--data", _folder["data"], "--run", _folder["there"], "--device", "cpu");
        Directory.CreateDirectory(_folder["pieces"]);
        Assert.True(WeightPieces.Write(new RunFolder(_folder["there"]), _folder["pieces"]));

        var export = CommandLineRun.Of(
            "train", _folder["tiny.json"], "--data", _folder["data"], "--run", _folder["here"], "--from-weights", _folder["pieces"], "--export", "--device", "cpu");

        Assert.True(export.Status == 0, export.Error);
        Assert.Equal(
            train.Output.Replace(_folder["there"], "", StringComparison.Ordinal),
            export.Output.Replace(_folder["here"], "", StringComparison.Ordinal));
        Assert.True(File.Exists(_folder["here/tiny.onnx"]));
        Assert.False(File.Exists(_folder["here/checkpoint.bin"]));
    }

    [Theory]
    [InlineData("train", "ductus train --help")]
    [InlineData("train tiny.json --data x --export", "--export wants the weights to export")]
    [InlineData("train tiny.json", "--data")]
    [InlineData("train tiny.json --data x --for soon", "--for must be a time such as 90m, 8h or 1h30m; got 'soon'")]
    [InlineData("train tiny.json --data x --for 0m", "got '0m'")]
    [InlineData("train tiny.json --data x --device tpu", "tpu")]
    [InlineData("train tiny.json --data x --threads 0", "--threads must be a whole number from 1; got '0'")]
    public void Train_WrongUsage_IsStatusTwo(string commandLine, string says)
    {
        var run = CommandLineRun.Of(commandLine.Split(' '));

        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_RecipeMissing_SaysSo()
    {
        var run = CommandLineRun.Of("train", _folder["none.json"], "--data", _folder["data"]);

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("none.json", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_RecipeWithUnknownKey_NamesItAndItsLine()
    {
        File.WriteAllText(_folder["odd.json"], Recipe.Replace("\"batchSize\"", "\"bathSize\"", StringComparison.Ordinal));

        var run = CommandLineRun.Of("train", _folder["odd.json"], "--data", _folder["data"]);

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("odd.json:9", run.Complaint(), StringComparison.Ordinal);
        Assert.Contains("bathSize", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_DataMissing_SaysSo()
    {
        var run = CommandLineRun.Of("train", _folder["tiny.json"], "--data", _folder["nowhere"]);

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("nowhere", run.Complaint(), StringComparison.Ordinal);
    }
}
