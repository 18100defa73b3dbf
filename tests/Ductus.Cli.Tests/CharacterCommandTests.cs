using System.Text.Json;

namespace Ductus.Cli.Tests;

/// <summary>Single characters from the command line: train, evaluate, read.</summary>
[Collection("training")]
public sealed class CharacterCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CharacterCommandTests()
    {
        IdxSet.Write(_folder["data"]);
        _folder.Write("shapes.json", """
            {
              "name": "shapes", "unit": "characters", "validationTail": 15, "spacesAround": false, "height": 28, "width": 28, "fit": "centreOfMass",
              "network": { "kind": "characterNet", "channels": [8, 16], "dropout": 0.1 },
              "batchSize": 9, "epochs": 25, "validateEvery": 5, "learningRate": 1e-2, "averageDecay": 0.9, "precision": "float32",
              "augmentation": { "grid": 0, "elastic": 0, "shearDegrees": 5, "neighbours": 0, "ruling": 0 }
            }
            """);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Characters_FromTheirFilesToAReading()
    {
        var train = CommandLineRun.Of("train", _folder["shapes.json"], "--data", _folder["data"], "--run", _folder["run"], "--device", "cpu", "--threads", "1");
        Assert.True(train.Status == 0, train.Error);
        Assert.Matches(@"epoch  25 .* accuracy 100\.00 % \(in training +\d+\.\d\d %\)  loss .* characters/s", train.Error);
        Assert.Contains("last 15  accuracy 100.00 %", train.Output, StringComparison.Ordinal);
        string model = _folder["run/shapes.onnx"];

        string[] evaluated = CommandLineRun.Of("evaluate", model, "--data", _folder["data"], "--split", "test").Output.Split('\n');
        Assert.StartsWith("accuracy 100.00 % [100.00, 100.00]  top-2 100.00 %", evaluated[0], StringComparison.Ordinal);
        Assert.EndsWith("12 characters  single characters", evaluated[0], StringComparison.Ordinal);
        Assert.Contains("0 errors, 0 of them between look-alikes", evaluated);
        Assert.Contains("12 characters  shapes alone, 3 looks", CommandLineRun.Of("evaluate", model, "--data", _folder["data"], "--split", "test", "--looks", "3", "--with", model).Output, StringComparison.Ordinal);

        Assert.Equal(0, CommandLineRun.Of("evaluate", model, "--data", _folder["data"], "--split", "test", "--record", _folder["run"]).Status);
        Assert.Equal(0, CommandLineRun.Of("evaluate", model, "--data", _folder["data"], "--split", "test", "--record", _folder["run"]).Status);
        Assert.Contains("of a finished run", CommandLineRun.Of("evaluate", model, "--data", _folder["data"], "--split", "test", "--record", _folder["data"]).Complaint(), StringComparison.Ordinal);
        Assert.Contains("expected the record of small", CommandLineRun.Of("evaluate", SmallModel.Write(_folder["other.onnx"]), "--data", _folder["data"], "--split", "test", "--record", _folder["run"]).Complaint(), StringComparison.Ordinal);
        string summary = File.ReadAllText(_folder["run/run.json"]);
        _folder.Write("another/run.json", summary.Replace("\"value\": 100", "\"value\": 99", StringComparison.Ordinal));
        Assert.Contains("another run of the same name and day", CommandLineRun.Of("evaluate", model, "--data", _folder["data"], "--split", "test", "--record", _folder["another"]).Complaint(), StringComparison.Ordinal);

        // A lying bar somewhere on a sheet.
        var sheet = new byte[200 * 100];
        Array.Fill(sheet, (byte)255);
        for (int y = 30; y < 50; y++)
            sheet.AsSpan(y * 200 + 90, 80).Clear();
        string image = _folder.Write("bar.png", TestImages.Png(200, 100, sheet));
        CommandLineRun.Of("read", "--char", "--model", model, image).IsDone("1\n");
        string[] readings = CommandLineRun.Of("read", "--char", "--model", model, "--top", "2", image).Output.Split('\n');
        Assert.Matches(@"^1  \d+\.\d %$", readings[0]);
        Assert.Matches(@"^  [02]  \d+\.\d %$", readings[1]);
        JsonElement line = JsonDocument.Parse(CommandLineRun.Of("read", "--char", "--model", model, "--json", image).Output).RootElement.GetProperty("lines")[0];
        Assert.False(line.GetProperty("calibrated").GetBoolean());                        // it had no errors to be calibrated by
        Assert.Equal(2, line.GetProperty("alternatives").GetArrayLength());

        Assert.Contains("shapes reads single characters: give --char", CommandLineRun.Of("read", "--model", model, image).Complaint(), StringComparison.Ordinal);
        Assert.Contains("--lm is for lines", CommandLineRun.Of("read", "--char", "--model", model, "--lm", "none", image).Complaint(), StringComparison.Ordinal);
        Assert.Contains("small reads lines", CommandLineRun.Of("read", "--char", "--model", SmallModel.Write(_folder["small.onnx"]), image).Complaint(), StringComparison.Ordinal);

        Assert.Contains("CharacterNet", CommandLineRun.Of("runs", _folder["run"]).Output, StringComparison.Ordinal);
        Assert.Equal(0, CommandLineRun.Of("runs", _folder["run"], "--write", _folder["results.md"]).Status);
        string page = File.ReadAllText(_folder["results.md"]);
        Assert.Contains("| Run | Lines | accuracy | top-2 | top-5 | look-alikes merged |", page, StringComparison.Ordinal);
        Assert.Contains("| shapes | last 15 | 100.00 [100.00, 100.00] |", page, StringComparison.Ordinal);
        // Measured twice, in the table once.
        Assert.Single(page.Split('\n'), row => row.StartsWith("| shapes | data, test | 12 | single characters; case kept, ", StringComparison.Ordinal));
    }
}
