using System.Text;

namespace Ductus.Cli.Tests;

public sealed class ScoreCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Score_TwoFiles_PrintsTheHeadlineOfEvaluate()
    {
        var run = CommandLineRun.Of("score", _folder.Write("truth.txt", "aia\nai\ni\n"), _folder.Write("read.txt", "aia\naa\ni\n"));

        Assert.Equal((0, ""), (run.Status, run.Error));
        string[] lines = run.Output.Split('\n');
        Assert.Matches(@"^CER 16\.67 % \[\d+\.\d\d, \d+\.\d\d\]  WER 33\.33 % \[\d+\.\d\d, \d+\.\d\d\]  exact 66\.67 % \[\d+\.\d\d, \d+\.\d\d\]  3 lines$", lines[0]);
        Assert.Equal("case kept, punctuation kept, NFC; 95 % intervals: bootstrap over lines, 2,000 resamples", lines[1]);
        Assert.Contains(lines, line => line.StartsWith("SER         33.33", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\ufeffone\r\ntwo\r\n", "one\ntwo")]
    [InlineData("one\n\n", "one\n\n")]
    [InlineData("one\ntwo", "\ufeffone\r\ntwo\n")]
    public void Score_OtherLineEndsAndMarks_AreNoText(string truth, string reading)
    {
        var run = CommandLineRun.Of("score", _folder.Write("t", truth), _folder.Write("r", reading));

        Assert.StartsWith("CER 0.00 %", run.Output, StringComparison.Ordinal);
        Assert.Contains("  2 lines\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_Rules_AreAppliedAndNamed()
    {
        var run = CommandLineRun.Of("score", _folder.Write("t", "The end , ﬁn."), _folder.Write("r", "the END, fin"),
            "--case", "fold", "--punctuation", "ignore", "--unicode", "nfkc");

        Assert.StartsWith("CER 0.00 %", run.Output, StringComparison.Ordinal);
        Assert.Contains("\ncase folded, punctuation ignored, NFKC; ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_StandardInput_IsRead()
    {
        var run = CommandLineRun.Of(Encoding.UTF8.GetBytes("a\n"), ["score", "-", _folder.Write("r", "a\n"), "--confusions", "3"]);

        Assert.Equal((0, ""), (run.Status, run.Error));
    }

    [Fact]
    public void Score_UnequalNumbersOfLines_SaysBoth()
    {
        var run = CommandLineRun.Of("score", _folder.Write("t.txt", "a\nb\n"), _folder.Write("r.txt", "a\n"));

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("t.txt has 2, r.txt has 1", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Score_EmptyFiles_SaysSo()
    {
        var run = CommandLineRun.Of("score", _folder.Write("t.txt", ""), _folder.Write("r.txt", ""));

        Assert.Contains("t.txt: expected at least 1 line", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Score_NotUtf8_SaysWhichFile()
    {
        var run = CommandLineRun.Of("score", _folder.Write("t.txt", "a"), _folder.Write("latin.txt", [0xE4, 0x0A]));

        Assert.Equal(1, run.Status);
        Assert.Contains("latin.txt: expected UTF-8", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Score_IntervalsOverWriters_SaysThatNobodyKnowsThem()
    {
        var run = CommandLineRun.Of("score", _folder.Write("t.txt", "a"), _folder.Write("r.txt", "a"), "--intervals", "writers");

        Assert.Contains("t.txt: --intervals writers needs lines whose writers are known", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Score_Files_HavePageAndJsonWithoutFolders()
    {
        CommandLineRun.Of("score", _folder.Write("t.txt", "<a>"), _folder.Write("r.txt", "b"), "--html", _folder["p.html"], "--json", _folder["e.json"]);

        Assert.Contains("<h1>r.txt on t.txt</h1>", File.ReadAllText(_folder["p.html"]), StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, File.ReadAllText(_folder["p.html"]) + File.ReadAllText(_folder["e.json"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("score - -", "can be read only once")]
    [InlineData("score a b --case upper", "--case must be keep or fold; got 'upper'.")]
    public void Score_WrongUsage_IsStatusTwo(string commandLine, string says)
    {
        var run = CommandLineRun.Of(commandLine.Split(' '));

        Assert.Equal(2, run.Status);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }
}
