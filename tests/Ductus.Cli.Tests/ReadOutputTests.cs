using System.Text.Json;
using Ductus.Documents;
using Ductus.Layout;

namespace Ductus.Cli.Tests;

/// <summary>Where <c>read</c> writes to, and in which formats.</summary>
public sealed class ReadOutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public ReadOutputTests() => _model = SmallModel.Write(_folder["small.onnx"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OutputFolder_WritesAFilePerImageAndPrintsNothing()
    {
        string first = _folder.Write("one.png", TestImages.Line("-a-")), second = _folder.Write("two.png", TestImages.Line("---"));

        var run = CommandLineRun.Of("read", "--line", first, second, "-o", _folder["texts/new"], "--model", _model);

        Assert.Equal((0, ""), (run.Status, run.Output));
        Assert.Equal($"2 pages, 2 lines of 2 files in 0:00:00; 0 files were done before, 0 failed; report in {_folder["texts/new/report.csv"]}\n", run.Error);
        Assert.Equal("a\n", File.ReadAllText(_folder["texts/new/one.txt"]));
        Assert.Equal("", File.ReadAllText(_folder["texts/new/two.txt"]));
        Assert.Equal(3, Directory.GetFiles(_folder["texts/new"]).Length);
    }

    [Fact]
    public void Read_OutputFolderAndJson_WritesJson()
    {
        string image = _folder.Write("one.png", TestImages.Line("-a-"));

        var run = CommandLineRun.Of("read", "--line", "--json", image, "-o", _folder["texts"], "--model", _model);

        Assert.Equal((0, ""), (run.Status, run.Output));
        Assert.Equal("a", JsonDocument.Parse(File.ReadAllText(_folder["texts/one.json"])).RootElement.GetProperty("pages")[0].GetProperty("lines")[0].GetProperty("text").GetString());
    }

    [Fact]
    public void Read_SeveralFormats_AreWrittenForEachImage()
    {
        string image = _folder.Write("one.png", TestImages.Line("-a-i-"));

        CommandLineRun.Of("read", "--line", image, "-o", _folder["out"], "-f", "page,alto,txt", "--model", _model).IsDone("");

        Assert.Equal(["one.alto.xml", "one.page.xml", "one.txt"], Directory.GetFiles(_folder["out"]).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        Page page = DocumentFile.Load(_folder["out/one.page.xml"]).Pages.Single();
        Assert.Equal(("one.png", "ai", 80), (page.ImageName, page.Lines.Single().Text, page.Width));
        Assert.InRange(page.Lines.Single().Confidence!.Value, 0.9, 1);
        Assert.Contains("value=\"small 1.2, greedy\"", File.ReadAllText(_folder["out/one.page.xml"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OneFormatWithoutFolder_IsPrinted()
    {
        string first = _folder.Write("one.png", TestImages.Line("-a-")), second = _folder.Write("two.png", TestImages.Line("-i-"));

        var run = CommandLineRun.Of("read", "--line", first, second, "-f", "csv", "--model", _model);

        Assert.Equal(0, run.Status);
        Assert.Matches("^page,image,.*\n1,one.png,r1,,l1,,0,0,48,16,a,[01]\\.\\d+,,\n2,two.png,r1,,l1,,0,0,48,16,i,[01]\\.\\d+,,\n$", run.Output);
        Assert.Contains("--json and --format exclude each other", CommandLineRun.Of("read", first, "-f", "csv", "--json", "--model", _model).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FilesOfOneName_WritesThemApart()
    {
        Directory.CreateDirectory(_folder["x"]);
        Directory.CreateDirectory(_folder["y"]);
        string[] images = [_folder.Write("x/p.png", TestImages.Line("-a-")), _folder.Write("x/p.jpg", TestImages.Line("-i-")), _folder.Write("y/p.png", TestImages.Line("-i-a-"))];

        var run = CommandLineRun.Of(["read", "--line", .. images, "-o", _folder["texts"], "--model", _model]);

        Assert.Equal(0, run.Status);
        Assert.Equal(["p.jpg.txt=i", "p.png-2.txt=ia", "p.png.txt=a"],
            Directory.GetFiles(_folder["texts"], "p*").Order(StringComparer.Ordinal).Select(file => $"{Path.GetFileName(file)}={File.ReadAllText(file).Trim()}"));
    }

    [Fact]
    public void Read_OutputFileCannotBeWritten_SaysSoAndReadsTheRest()
    {
        string first = _folder.Write("one.png", TestImages.Line("-a-")), second = _folder.Write("two.png", TestImages.Line("-i-"));
        Directory.CreateDirectory(_folder["texts/one.txt"]);

        var run = CommandLineRun.Of("read", "--line", first, second, "-o", _folder["texts"], "--model", _model);

        Assert.Equal(1, run.Status);
        Assert.StartsWith($"ductus: {first}: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("0 files were done before, 1 failed", run.Error, StringComparison.Ordinal);
        Assert.Equal("i\n", File.ReadAllText(_folder["texts/two.txt"]));
        Assert.Empty(Directory.GetFiles(_folder["texts"], "*.part"));
    }
}
