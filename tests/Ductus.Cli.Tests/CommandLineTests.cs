using System.Text.RegularExpressions;

namespace Ductus.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("read --help")]
    [InlineData("read --nonsense --help")]
    [InlineData("evaluate -h")]
    [InlineData("compare --help")]
    [InlineData("score --help")]
    [InlineData("synth --help")]
    [InlineData("label --help")]
    [InlineData("runs --help")]
    [InlineData("models -?")]
    public void Help_AnyCommand_ExplainsWithExamples(string commandLine)
    {
        var run = CommandLineRun.Of(commandLine.Split(' '));

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Contains("Usage:\n  ductus", run.Output, StringComparison.Ordinal);
        Assert.Matches(new Regex(@"Examples:\n  (.*\| )?ductus \w+"), run.Output);
    }

    [Fact]
    public void Version_Alone_IsPrinted()
    {
        var run = CommandLineRun.Of("--version");

        Assert.Equal(0, run.Status);
        Assert.Matches(@"^\d+\.\d+\.\d+", run.Output);
    }

    [Theory]
    [InlineData("", "ductus --help")]
    [InlineData("raed letter.png", "ductus --help")]
    [InlineData("models extra", "ductus models --help")]
    [InlineData("evaluate small", "ductus evaluate --help")]
    public void WrongUsage_AnyCommand_IsStatusTwo(string commandLine, string help)
    {
        var run = CommandLineRun.Of(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.StartsWith("ductus: ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith($"Try: {help}\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Complain_MessageOfSeveralLines_IsOneLine()
    {
        using var error = new StringWriter();
        var terminal = new Terminal
        {
            OpenInput = () => Stream.Null,
            Output = TextWriter.Null,
            Error = error,
            OutputIsInteractive = false,
            ErrorIsInteractive = false,
        };

        terminal.Complain("first\r\n   second");

        Assert.Equal("ductus: first second\n", error.ToString());
    }
}
