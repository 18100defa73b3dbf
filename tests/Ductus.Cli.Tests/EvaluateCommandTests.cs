using System.Text.Json;
using System.Text.RegularExpressions;
using Ductus.Recognition;
using Ductus.Training.Data;

namespace Ductus.Cli.Tests;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public EvaluateCommandTests()
    {
        _model = SmallModel.Write(_folder["small.onnx"]);
        Directory.CreateDirectory(_folder["data/val"]);
        Add("1", "-a-i-a-", "aia");
        Add("2", "-a-a-", "ai");
        Add("3", "-i-", "i");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Evaluate_ThreeLines_PrintsRatesIntervalsAndSpeed()
    {
        var run = CommandLineRun.Of("evaluate", _model, "--data", _folder["data"]);

        Assert.Equal((0, ""), (run.Status, run.Error));
        string[] lines = run.Output.Split('\n');
        // 1 edit in 6 characters, 1 wrong word of 3
        Assert.Matches(new Regex(@"^CER 16\.67 % \[\d+\.\d\d, \d+\.\d\d\]  WER 33\.33 % \[\d+\.\d\d, \d+\.\d\d\]  exact 66\.67 % \[\d+\.\d\d, \d+\.\d\d\]  3 lines  greedy$"), lines[0]);
        Assert.Matches(new Regex(@"^\d+\.\d lines/s "), lines[1]);
        Assert.Equal("case kept, punctuation kept, NFC; 95 % intervals: bootstrap over lines, 2,000 resamples", lines[2]);
        Assert.Contains(lines, line => line.StartsWith("positional  83.33 ", StringComparison.Ordinal));
        Assert.Matches(new Regex(@"^\d+\.\d\d s: network and decoder \d+\.\d %, data set and model "), lines[^2]);
    }

    [Fact]
    public void Evaluate_Twice_PrintsTheSameIntervals()
    {
        string First() => CommandLineRun.Of("evaluate", _model, "--data", _folder["data"]).Output.Split('\n')[0];

        Assert.Equal(First(), First());
    }

    [Fact]
    public void Evaluate_Confusions_ShowsWhatIsTakenForWhat()
    {
        var run = CommandLineRun.Of("evaluate", _model, "--data", _folder["data"], "--confusions", "10");

        Assert.Contains("     1  i → a", run.Output.Split('\n'));
    }

    [Fact]
    public void Evaluate_Lines_WritesATable()
    {
        var run = CommandLineRun.Of("evaluate", _model, "--data", _folder["data"], "--lines", _folder["lines.tsv"]);

        Assert.Equal(0, run.Status);
        string[] lines = File.ReadAllLines(_folder["lines.tsv"]);
        Assert.Equal("id\tedits\tconfidence\ttranscription\trecognition", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.Matches(new Regex(@"^\S*2\t1\t[01]\.\d{4}\tai\taa$"), lines[2]);
    }

    [Fact]
    public void Evaluate_Json_HasFiguresAndLinesAndNoPaths()
    {
        CommandLineRun.Of("evaluate", _model, "--data", _folder["data"] + "/", "--json", _folder["e.json"], "--case", "fold");

        string text = File.ReadAllText(_folder["e.json"]);
        using var json = JsonDocument.Parse(text);
        JsonElement source = json.RootElement.GetProperty("source");
        Assert.Equal(("small 1.2", "data", "val", "greedy"), (source.GetProperty("reader").GetString(), source.GetProperty("data").GetString(),
            source.GetProperty("split").GetString(), source.GetProperty("decoder").GetString()));
        Assert.Matches("^[0-9a-f]{16}$", source.GetProperty("fingerprint").GetString());
        Assert.Equal("fold", json.RootElement.GetProperty("options").GetProperty("case").GetString());
        Assert.Equal(16.6667, json.RootElement.GetProperty("measures").GetProperty("character_error_rate").GetProperty("percent").GetDouble());
        Assert.Equal("aa", json.RootElement.GetProperty("lines")[1].GetProperty("recognition").GetString());
        Assert.DoesNotContain(_folder.Path, text, StringComparison.Ordinal);
    }

    /// <summary>They are loaded in parts, the next while one is read.</summary>
    [Fact]
    public void Evaluate_ManyLines_KeepsEachWithItsReading()
    {
        Directory.CreateDirectory(_folder["many/val"]);
        for (int i = 0; i < 300; i++)
        {
            string text = string.Concat(Enumerable.Range(0, 9).Select(bit => (i >> bit & 1) == 0 ? 'a' : 'i'));
            _folder.Write($"many/val/{i:000}.png", TestImages.Line(string.Concat(text.Select(letter => $"-{letter}")) + "-"));
            _folder.Write($"many/val/{i:000}.gt.txt", text);
        }
        _folder.Write("many/val/100.png", "no picture"u8);

        var run = CommandLineRun.Of("evaluate", _model, "--data", _folder["many"], "--lines", _folder["lines.tsv"]);

        Assert.Equal(1, run.Status);
        Assert.Contains("100.png", run.Complaint(), StringComparison.Ordinal);
        Assert.StartsWith("CER 0.00 %", run.Output, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 300).Where(i => i != 100).Select(i => $"{i:000}"),
            File.ReadLines(_folder["lines.tsv"]).Skip(1).Select(line => Path.GetFileName(line.Split('\t')[0])[..3]));
    }

    [Fact]
    public void Evaluate_Html_ShowsEveryLineWithItsImage()
    {
        CommandLineRun.Of("evaluate", _model, "--data", _folder["data"], "--html", _folder["e.html"]);

        string page = File.ReadAllText(_folder["e.html"]);
        Assert.Contains("<h1>small 1.2 on data, val</h1>", page, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(page, "src=\"data:image/png;base64,iVBOR"));
        Assert.DoesNotContain(_folder.Path, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_IntervalsOverWriters_SaysThatNobodyKnowsThem()
    {
        var run = CommandLineRun.Of("evaluate", _model, "--data", _folder["data"], "--intervals", "writers");

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("data, val: --intervals writers needs lines whose writers are known; none of the 3 lines has one.", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_CharactersTheModelLacks_SaysHowManyLines()
    {
        Add("4", "-a-", "ä");

        var run = CommandLineRun.Of("evaluate", _model, "--data", _folder["data"]);

        Assert.Equal(0, run.Status);
        Assert.Contains("1 lines hold characters outside the model's alphabet", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_UnreadableImage_SaysSoAndMeasuresTheRest()
    {
        Add("4", "-a-", "a");
        _folder.Write("data/val/4.png", "no picture"u8);

        var run = CommandLineRun.Of("evaluate", _model, "--data", _folder["data"]);

        Assert.Equal(1, run.Status);
        Assert.Contains("4.png", run.Complaint(), StringComparison.Ordinal);
        Assert.Contains("  3 lines  greedy", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_PackedLines_ReadsThem()
    {
        Directory.CreateDirectory(_folder["packed"]);
        Pack(SmallModel.Height);

        var run = CommandLineRun.Of("evaluate", _model, "--data", _folder["packed"], "--split", "val");

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.StartsWith("CER 0.00 % [0.00, 0.00]", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_PackedAtAnotherHeight_SaysBothHeights()
    {
        Directory.CreateDirectory(_folder["packed"]);
        Pack(2 * SmallModel.Height);

        var run = CommandLineRun.Of("evaluate", _model, "--data", _folder["packed"], "--split", "val");

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("expected lines of height 16, as the network reads; they were packed at 32", run.Complaint(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "val", "nowhere")]
    [InlineData("data", "test", "expected a split \"test\"")]
    public void Evaluate_WrongData_SaysSo(string data, string split, string says)
    {
        var run = CommandLineRun.Of("evaluate", _model, "--data", _folder[data], "--split", split);

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains(says, run.Complaint(), StringComparison.Ordinal);
    }

    private void Add(string name, string cells, string text)
    {
        _folder.Write($"data/val/{name}.png", TestImages.Line(cells));
        File.WriteAllText(_folder[$"data/val/{name}.gt.txt"], text);
    }

    private void Pack(int height)
    {
        var ink = new byte[48 * height];
        for (int y = 0; y < height; y++)
            ink.AsSpan(y * 48 + 16, 16).Fill(255);
        PackedLines.Write(_folder["packed/val.lines"], "val", [(new LineSample("1", "1.png", "a", null), new NormalizedLine(48, height, ink))]);
    }
}
