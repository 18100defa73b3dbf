namespace Ductus.Cli.Tests;

[Collection("training")]
public sealed class RunsCommandTests : IDisposable
{
    private readonly SmallTraining _training = new();

    public void Dispose() => _training.Dispose();

    [Fact]
    public void Runs_TwoSeedsAndAnother_ListsComparesAndWritesThePage()
    {
        CommandLineRun.Of(_training.Train("runs/a"));
        CommandLineRun.Of([.. _training.Train("runs/a2"), "--set", "seed=2"]);
        CommandLineRun.Of([.. _training.Train("runs/b"), "--set", "name=other", "--set", "augmentation.noise=0", "--set", "epochs=2"]);
        string page = _training.Folder["results.md"];

        var run = CommandLineRun.Of("runs", _training.Folder["runs"], "--differences", "--baseline", "tiny", "--write", page);

        Assert.Equal((0, ""), (run.Status, run.Error));
        string[] rows = run.Output.Split('\n');
        Assert.Contains(rows, row => row.StartsWith("a ", StringComparison.Ordinal) && row.Contains("LineCrnn", StringComparison.Ordinal) && row.Contains("/4 ", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.StartsWith("augmentation.noise", StringComparison.Ordinal) && row.Contains("0.06", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, row => row.StartsWith("height", StringComparison.Ordinal));
        string text = File.ReadAllText(page);
        Assert.Contains("## On val (6 lines)", text, StringComparison.Ordinal);
        Assert.Contains("| tiny, seed 2 | val |", text, StringComparison.Ordinal);
        Assert.Matches(@"\| other \| 1 \| \d+\.\d\d \| [+−]?\d+\.\d\d \| \[", text);
        Assert.Contains("](results.svg)", text, StringComparison.Ordinal);
        Assert.Contains("<polyline", File.ReadAllText(_training.Folder["results.svg"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_DamagedRecipe_NamesItAndListsTheOthers()
    {
        _training.Folder.Write("runs/bad/recipe.json", "{ \"name\": ");
        _training.Folder.Write("runs/good/recipe.json", SmallTraining.Recipe);

        var run = CommandLineRun.Of("runs", _training.Folder["runs"]);

        Assert.Equal(1, run.Status);
        Assert.Contains("bad/recipe.json", run.Error, StringComparison.Ordinal);
        Assert.Contains("not begun", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_NoRunThere_SaysWhatWasExpected()
    {
        var run = CommandLineRun.Of("runs", _training.Folder["data"]);

        Assert.Equal(1, run.Status);
        Assert.Contains("expected folders of runs; none has a recipe.json", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_UnknownBaseline_NamesThoseThere()
    {
        CommandLineRun.Of(_training.Train("runs/a"));

        var run = CommandLineRun.Of("runs", _training.Folder["runs"], "--baseline", "nobody", "--write", _training.Folder["r.md"]);

        Assert.Equal(1, run.Status);
        Assert.Contains("Expected a finished run named nobody to compare with; there are tiny", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_training.Folder["r.md"]));
    }
}
