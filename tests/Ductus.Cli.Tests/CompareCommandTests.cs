using System.Text.Json;

namespace Ductus.Cli.Tests;

public sealed class CompareCommandTests : IDisposable
{
    private const string Header = "id\tedits\tconfidence\ttranscription\trecognition\n";

    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public CompareCommandTests()
    {
        _model = SmallModel.Write(_folder["small.onnx"]);
        foreach (var (name, cells, text) in (ReadOnlySpan<(string, string, string)>)[("1", "-a-i-a-", "aia"), ("2", "-a-a-", "ai"), ("3", "-i-", "i")])
        {
            _folder.Write($"data/val/{name}.png", TestImages.Line(cells));
            _folder.Write($"data/val/{name}.gt.txt", text);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compare_ModelWithItsOwnFile_IsEqual()
    {
        CommandLineRun.Of("evaluate", _model, "--data", _folder["data"], "--json", _folder["e.json"]);

        var run = CommandLineRun.Of("compare", _model, _folder["e.json"], "--data", _folder["data"], "--html", _folder["c.html"], "--json", _folder["c.json"]);

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Contains("\nCER: A and B are equal.\nWER: A and B are equal.\nB has fewer errors on 0 lines, more on 0, as many on 3.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("<h1>small 1.2 and small 1.2 on data, val</h1>", File.ReadAllText(_folder["c.html"]), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(_folder["c.json"]));
        Assert.Equal(1, json.RootElement.GetProperty("measures").GetProperty("word_error_rate").GetProperty("p").GetDouble());
    }

    [Fact]
    public void Compare_TwoTables_PrintsDifferencesAndChangedLines()
    {
        string a = Table("a.tsv", ("x", "abcd", "abcd"), ("y", "abcd", "abxx")), b = Table("b.tsv", ("y", "abcd", "abcd"), ("x", "abcd", "abcx"));

        var run = CommandLineRun.Of("compare", a, b);

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.StartsWith("A  a.tsv  CER 25.00 %", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\nCER +25\.00 +\[0\.00, 50\.00\] +12\.50 +\[0\.00, 25\.00\] +-12\.50 +\[-50\.00, 25\.00\] +1\.0000", run.Output);
        Assert.Contains("CER: B's is 12.50 points lower than A's, which chance may well explain (p = 1): these lines do not tell which reads better.", run.Output, StringComparison.Ordinal);
        Assert.Contains("B has fewer errors on 1 lines, more on 1, as many on 0.\n  -2  y  abcd\n   A  abxx\n   B  abcd\n  +1  x  abcd\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ManyLinesBetter_SaysWhoReadsBetter()
    {
        var lines = Enumerable.Range(0, 30).Select(i => ($"{i}", "abcd", "abcd")).ToArray();
        string a = Table("a.tsv", [.. lines.Select(line => (line.Item1, line.Item2, "abxd"))]), b = Table("b.tsv", lines);

        var run = CommandLineRun.Of("compare", a, b, "--changes", "0");

        Assert.Contains("CER: B's is 25.00 points lower than A's, more than chance explains (p = 0.0001): B reads better.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OtherLines_NamesThem()
    {
        var run = CommandLineRun.Of("compare", Table("a.tsv", ("x", "a", "a"), ("y", "a", "a")), Table("b.tsv", ("x", "a", "a"), ("z", "a", "a")));

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("b.tsv: expected the 2 lines of", run.Complaint(), StringComparison.Ordinal);
        Assert.Contains("1 is missing: \"y\", 1 is not there: \"z\".", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OtherTranscription_NamesFileAndLine()
    {
        var run = CommandLineRun.Of("compare", Table("a.tsv", ("x", "truth", "a")), Table("b.tsv", ("x", "other", "a")));

        Assert.Contains("b.tsv: line \"x\": expected the transcription \"truth\"", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ModelWithoutData_IsWrongUsage()
    {
        var run = CommandLineRun.Of("compare", "english", Table("b.tsv", ("x", "a", "a")));

        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains("'english' is no file with readings; a model needs --data to read.", run.Error, StringComparison.Ordinal);
    }

    private string Table(string name, params (string Id, string Transcription, string Recognition)[] lines) =>
        _folder.Write(name, Header + string.Concat(lines.Select(line => $"{line.Id}\t0\t0.5\t{line.Transcription}\t{line.Recognition}\n")));
}
