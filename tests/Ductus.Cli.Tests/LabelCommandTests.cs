namespace Ductus.Cli.Tests;

public sealed class LabelCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public LabelCommandTests()
    {
        _model = SmallModel.Write(_folder["small.onnx"]);
        _folder.Write("lines/1.png", TestImages.Line("-a-i-a-"));
        _folder.Write("lines/2.png", TestImages.Line("-i-"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Label_SureLines_MakesADataSetThatEvaluatesToNoErrors()
    {
        var run = CommandLineRun.Of("label", _model, _folder["lines"], "-o", _folder["sure"], "--above", "0.5");

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.StartsWith("2 of 2 images labelled in ", run.Output, StringComparison.Ordinal);
        string[] rows = File.ReadAllLines(_folder["sure/lines.tsv"]);
        Assert.Equal("line_id\timage\tsplit\ttext\tconfidence", rows[0]);
        Assert.StartsWith("../lines/1.png\t../lines/1.png\ttrain\taia\t0.9", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("CER 0.00 %", CommandLineRun.Of("evaluate", _model, "--data", _folder["sure"], "--split", "train").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Label_TwoModels_KeepsWhatBothRead()
    {
        string blind = SmallModel.Write(_folder["blind.onnx"], "blind", knowsA: false);

        var run = CommandLineRun.Of("label", _model, _folder["lines"], "-o", _folder["sure"], "--above", "0.5", "--agree", blind);

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.EndsWith("0 were read with less confidence, in 0 nothing was read, in 1 the models did not agree\n", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("../lines/2.png\t../lines/2.png\ttrain\ti\t", Assert.Single(File.ReadAllLines(_folder["sure/lines.tsv"]).Skip(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Label_AgreeingWithItself_IsRefused() =>
        Assert.Contains("another one has to agree with it", CommandLineRun.Of("label", _model, _folder["lines"], "-o", _folder["sure"], "--agree", _model).Complaint(), StringComparison.Ordinal);

    [Fact]
    public void Label_List_LabelsWithWhatIsOnIt()
    {
        _folder.Write("list.txt", "ai\ni\n");

        Assert.Equal(0, CommandLineRun.Of("label", _model, _folder["lines"], "-o", _folder["sure"], "--above", "0", "--list", _folder["list.txt"]).Status);

        Assert.Equal(["ai", "i"], File.ReadAllLines(_folder["sure/lines.tsv"]).Skip(1).Select(row => row.Split('\t')[3]));
    }

    [Fact]
    public void Label_NothingSure_WritesNothingAndSaysSo()
    {
        var run = CommandLineRun.Of("label", _model, _folder["lines"], "-o", _folder["sure"], "--above", "1");

        Assert.Equal(1, run.Status);
        Assert.Contains("lines.tsv: not written; none of 2 images was read with a confidence of 1 or more", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["sure/lines.tsv"]));
    }

    [Fact]
    public void Label_BrokenImage_NamesItAndLabelsTheOthers()
    {
        _folder.Write("lines/3.png", "no image");

        var run = CommandLineRun.Of("label", _model, _folder["lines"], "-o", _folder["sure"], "--above", "0");

        Assert.Equal(1, run.Status);
        Assert.Contains("3.png", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(_folder["sure/lines.tsv"]).Length);
    }

    [Fact]
    public void Label_TableIsThere_LeavesIt()
    {
        _folder.Write("sure/lines.tsv", "mine");

        var run = CommandLineRun.Of("label", _model, _folder["lines"], "-o", _folder["sure"]);

        Assert.Equal(1, run.Status);
        Assert.Contains("it would be overwritten", run.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder["sure/lines.tsv"]));
    }
}
