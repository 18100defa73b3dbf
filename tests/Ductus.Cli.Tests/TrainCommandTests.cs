using Ductus.Training;

namespace Ductus.Cli.Tests;

[Collection("training")]
public sealed class TrainCommandTests : IDisposable
{
    private readonly SmallTraining _training = new();

    private TemporaryFolder Folder => _training.Folder;

    public void Dispose() => _training.Dispose();

    [Fact]
    public void Train_FromAModelFile_StartsFromItAndSaysWhatIsNew()
    {
        CommandLineRun.Of(_training.Train("runs/first"));
        _training.Folder.Write("data/train/new.png", TestImages.Line("-a-i-"));
        _training.Folder.Write("data/train/new.gt.txt", "ax");

        var run = CommandLineRun.Of([.. _training.Train("runs/second"), "--from-weights", _training.Folder["runs/first/tiny.onnx"], "--set", "epochs=1"]);

        Assert.Equal(0, run.Status);
        Assert.Contains("which knows 2 characters; to be learned anew: x", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_training.Folder["runs/second/tiny.onnx"]));
    }

    /// <summary>No recipe is needed: the model has its own, and keeps the characters it knows though the new lines have not all of them.</summary>
    [Fact]
    public void Train_FromAModelAlone_TeachesItMoreAndForgetsNoCharacter()
    {
        CommandLineRun.Of(_training.Train("runs/first"));
        string model = Folder["runs/first/tiny.onnx"];
        foreach (string split in new[] { "train", "val" })
        {
            Folder.Write($"my-hand/{split}/1.png", TestImages.Line("-a-a-"));
            Folder.Write($"my-hand/{split}/1.gt.txt", "ax");
        }

        var run = CommandLineRun.Of("train", "--from", model, "--data", Folder["my-hand"], "--run", Folder["runs/mine"], "--set", "epochs=2", "--device", "cpu");

        Assert.True(run.Status == 0, run.Error);
        Assert.Contains("which knows 2 characters; to be learned anew: x", run.Error, StringComparison.Ordinal);
        var metadata = Recognition.ModelMetadata.Read(Folder["runs/mine/my-hand.onnx"]);
        Assert.Equal(["a", "i", "x"], metadata.Alphabet);
        Assert.Equal("tiny, trained further.", Recipe.Parse(metadata.Recipe).Description);
        Assert.Contains("before that, ", metadata.Data, StringComparison.Ordinal);

        // A recipe of its own may not forget what the weights know, unless that is meant.
        string[] narrow = ["train", Folder["tiny.json"], "--data", Folder["my-hand"], "--from-weights", model, "--set", "alphabet=ax", "--set", "epochs=1", "--run", Folder["runs/narrow"], "--device", "cpu"];
        Assert.Contains("knows 1 characters that tiny would forget: i.", CommandLineRun.Of(narrow).Error, StringComparison.Ordinal);
        Assert.Equal(0, CommandLineRun.Of([.. narrow, "--drop-characters"]).Status);
    }

    [Fact]
    public void Train_SmallSet_WritesAModelThatReads()
    {
        var train = CommandLineRun.Of(_training.Train("run"));

        Assert.True(train.Status == 0, train.Error);
        Assert.Contains("6 lines to train on", train.Error, StringComparison.Ordinal);
        Assert.Contains("% of the time waiting for data", train.Error, StringComparison.Ordinal);
        Assert.Contains($"model   {Folder["run/tiny.onnx"]}", train.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Folder["run/report.html"]));
        Assert.True(File.Exists(Folder["run/metrics.csv"]));
        var evaluate = CommandLineRun.Of("evaluate", Folder["run/tiny.onnx"], "--data", Folder["data"]);
        Assert.Equal(0, evaluate.Status);
        Assert.Contains("  6 lines  greedy", evaluate.Output, StringComparison.Ordinal);
        // What the training measured is what the file reads.
        string trained = train.Output.Split('\n').Single(line => line.StartsWith("val  CER", StringComparison.Ordinal));
        Assert.StartsWith(trained[5..trained.IndexOf(']', StringComparison.Ordinal)], evaluate.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ExportOfWeightsFromElsewhere_WritesTheirModelWithoutAStep()
    {
        var train = CommandLineRun.Of(_training.Train("there"));
        Directory.CreateDirectory(Folder["pieces"]);
        Assert.True(WeightPieces.Write(new RunFolder(Folder["there"]), Folder["pieces"]));

        var export = CommandLineRun.Of([.. _training.Train("here"), "--from-weights", Folder["pieces"], "--export"]);

        Assert.True(export.Status == 0, export.Error);
        Assert.Equal(
            train.Output.Replace(Folder["there"], "", StringComparison.Ordinal),
            export.Output.Replace(Folder["here"], "", StringComparison.Ordinal));
        Assert.True(File.Exists(Folder["here/tiny.onnx"]));
        Assert.False(File.Exists(Folder["here/checkpoint.bin"]));
    }

    [Theory]
    [InlineData("train", "ductus train --help")]
    [InlineData("train --data x", "Say what to train")]
    [InlineData("train tiny.json --from english --data x", "--from takes the recipe of the model")]
    [InlineData("train tiny.json --name n --data x", "--name is for --from")]
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
        var run = CommandLineRun.Of("train", Folder["none.json"], "--data", Folder["data"]);

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("none.json", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_RecipeWithUnknownKey_NamesItAndItsLine()
    {
        File.WriteAllText(Folder["odd.json"], SmallTraining.Recipe.Replace("\"batchSize\"", "\"bathSize\"", StringComparison.Ordinal));

        var run = CommandLineRun.Of("train", Folder["odd.json"], "--data", Folder["data"]);

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("odd.json:10", run.Complaint(), StringComparison.Ordinal);
        Assert.Contains("bathSize", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_DataMissing_SaysSo()
    {
        var run = CommandLineRun.Of("train", Folder["tiny.json"], "--data", Folder["nowhere"]);

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("nowhere", run.Complaint(), StringComparison.Ordinal);
    }
}
