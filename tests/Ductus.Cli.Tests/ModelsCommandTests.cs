namespace Ductus.Cli.Tests;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_TwoModels_ShowsEachOnALine()
    {
        SmallModel.Write(_folder["danish.onnx"], language: "da");
        SmallModel.Write(_folder["czech.onnx"], language: "cs");

        var run = List();

        Assert.Equal((0, ""), (run.Status, run.Error));
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains("commercial use", lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^\s*czech\s+1\.2\s+lines\s+cs\s+0\.0 MiB\s+yes\s+", lines[1]);
        Assert.Matches(@"^\s*danish\s+1\.2\s+lines\s+da\s", lines[2]);
        Assert.EndsWith(_folder["danish.onnx"], lines[2].TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void List_FileThatIsNoModel_ComplainsAndShowsTheRest()
    {
        SmallModel.Write(_folder["czech.onnx"]);
        _folder.Write("broken.onnx", "no model"u8);

        var run = List();

        Assert.Equal(1, run.Status);
        Assert.Contains("broken.onnx", run.Complaint(), StringComparison.Ordinal);
        Assert.Contains("czech", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void List_NoModels_SaysWhereItLooked()
    {
        var run = List();

        Assert.Equal((0, ""), (run.Status, run.Output));
        Assert.Contains(_folder.Path, run.Error, StringComparison.Ordinal);
    }

    private CommandLineRun List()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal
        {
            OpenInput = () => Stream.Null,
            Output = output,
            Error = error,
            OutputIsInteractive = false,
            ErrorIsInteractive = false,
        };
        int status = ModelsCommand.List(terminal, [_folder.Path]);
        return new CommandLineRun(status, output.ToString(), error.ToString());
    }
}
