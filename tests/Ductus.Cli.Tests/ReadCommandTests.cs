using System.Text.Json;

namespace Ductus.Cli.Tests;

public sealed class ReadCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public ReadCommandTests() => _model = SmallModel.Write(_folder["small.onnx"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Line_PrintsItsText()
    {
        string image = _folder.Write("line.png", TestImages.Line("-a-i-aa-a-"));

        var run = CommandLineRun.Of("read", "--line", image, "--model", _model);

        run.IsDone("aiaa\n");
    }

    [Fact]
    public void Read_StandardInput_PrintsItsText()
    {
        var run = CommandLineRun.Of(TestImages.Line("-i-a-"), ["read", "--line", "-", "--model", _model]);

        run.IsDone("ia\n");
    }

    [Fact]
    public void Read_SeveralFiles_SeparatesTheirTextsByAnEmptyLine()
    {
        string first = _folder.Write("1.png", TestImages.Line("-a-")), second = _folder.Write("2.png", TestImages.Line("-i-"));

        var run = CommandLineRun.Of("read", "--line", first, second, "--model", _model);

        run.IsDone("a\n\ni\n");
    }

    [Fact]
    public void Read_Json_SaysWhatWasReadWhereAndByWhich()
    {
        string image = _folder.Write("line.png", TestImages.Line("-a-i-"));

        var run = CommandLineRun.Of("read", "--line", "--json", image, "--model", _model);

        Assert.Equal(0, run.Status);
        JsonElement page = JsonDocument.Parse(Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
        Assert.Equal((image, 1, 80, 16), (page.GetProperty("file").GetString(), page.GetProperty("page").GetInt32(),
            page.GetProperty("width").GetInt32(), page.GetProperty("height").GetInt32()));
        Assert.Equal("""{"name":"small","version":"1.2"}""", page.GetProperty("model").GetRawText());
        JsonElement line = Assert.Single(page.GetProperty("lines").EnumerateArray());
        Assert.Equal("l1", line.GetProperty("id").GetString());
        Assert.Equal("[[0,0],[80,0],[80,16],[0,16]]", line.GetProperty("polygon").GetRawText());
        Assert.Equal("ai", line.GetProperty("text").GetString());
        Assert.InRange(line.GetProperty("confidence").GetDouble(), 0.9, 1);
        Assert.False(line.GetProperty("calibrated").GetBoolean());
    }

    [Fact]
    public void Read_Folder_ReadsItsImagesInOrderOfNames()
    {
        Directory.CreateDirectory(_folder["scans"]);
        _folder.Write("scans/b.png", TestImages.Line("-i-"));
        _folder.Write("scans/a.png", TestImages.Line("-a-"));
        _folder.Write("scans/notes.txt", "no image"u8);

        var run = CommandLineRun.Of("read", "--line", _folder["scans"], "--model", _model);

        run.IsDone("a\n\ni\n");
    }

    [Fact]
    public void Read_FolderWithoutImages_SaysSo()
    {
        Directory.CreateDirectory(_folder["empty"]);

        var run = CommandLineRun.Of("read", _folder["empty"], "--model", _model);

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("the folder holds no images", run.Complaint(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Read_UnreadableFile_ComplainsOnceAndReadsTheOthers(string name, byte[]? content, string says)
    {
        string good = _folder.Write("good.png", TestImages.Line("-a-"));
        if (content is not null)
            _folder.Write(name, content);

        var run = CommandLineRun.Of("read", "--line", _folder[name], good, "--model", _model);

        Assert.Equal((1, "a\n"), (run.Status, run.Output));
        Assert.Contains(name, run.Complaint(), StringComparison.Ordinal);
        Assert.True(run.Complaint().Contains(says, StringComparison.OrdinalIgnoreCase), run.Complaint());
    }

    public static TheoryData<string, byte[]?, string> Unreadable() => new()
    {
        { "missing.png", null, "there is no such file" },
        { "empty.png", [], "empty" },
        { "text.png", "Dear Sir, this is no picture."u8.ToArray(), "expected an image" },
        { "cut.jpg", TestImages.TruncatedJpeg(), "it ends after" },
        { "cut.png", TestImages.PngHeader(100, 100), "truncated" },
        { "huge.png", TestImages.PngWithoutPixels(40_000, 40_000), "40000" },
        { "photo.jpg", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8], "HEIC" },
    };

    [Fact]
    public void Read_MaxPixels_RefusesLargerImages()
    {
        string image = _folder.Write("line.png", TestImages.Line("-a-"));

        var run = CommandLineRun.Of("read", "--line", image, "--max-pixels", "767", "--model", _model);

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("767", run.Complaint(), StringComparison.Ordinal);
        Assert.Equal(0, CommandLineRun.Of("read", "--line", image, "--max-pixels", "768", "--model", _model).Status);
    }

    [Theory]
    [InlineData(1, 1, 255)]
    [InlineData(1, 1, 0)]
    [InlineData(400, 300, 255)]
    [InlineData(400, 300, 0)]
    public void Read_PageWithoutWriting_IsEmptyText(int width, int height, byte grey)
    {
        string image = _folder.Write("page.png", TestImages.Grey(width, height, grey));

        foreach (string[] mode in new string[][] { [], ["--line"] })
        {
            var run = CommandLineRun.Of(["read", image, "--model", _model, .. mode]);

            Assert.Equal((0, "", mode is [] ? $"ductus: {image}: no lines were found.\n" : ""), (run.Status, run.Output, run.Error));
        }
    }

    [Fact]
    public void Read_ModelThatIsNotOnnx_SaysSo()
    {
        string image = _folder.Write("line.png", TestImages.Line("-a-"));

        var run = CommandLineRun.Of("read", image, "--model", _folder.Write("text.onnx", "no model"u8));

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("text.onnx", run.Complaint(), StringComparison.Ordinal);
        Assert.Contains("ONNX", run.Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OnnxWithoutMetadata_SaysWhatIsMissing()
    {
        string image = _folder.Write("line.png", TestImages.Line("-a-"));

        var run = CommandLineRun.Of("read", image, "--model", SmallModel.Write(_folder["bare.onnx"], withMetadata: false));

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("bare.onnx", run.Complaint(), StringComparison.Ordinal);
        Assert.Contains("ductus.", run.Complaint(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.onnx", "there is no such file")]
    [InlineData("german", "There is no model \"german\"")]
    public void Read_ModelThatIsNotThere_SaysSo(string model, string says)
    {
        var run = CommandLineRun.Of("read", "x.png", "--model", model);

        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains(says, run.Complaint(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read", "Required argument missing")]
    [InlineData("read --jsno x.png", "Unrecognized option '--jsno'")]
    [InlineData("read x.png --model", "--model")]
    [InlineData("read x.png --model a --language en", "exclude each other")]
    [InlineData("read - -", "only once")]
    [InlineData("read x.png --max-pixels many", "must be a whole number from 1; got 'many'")]
    [InlineData("read x.png --max-pixels 0", "must be a whole number from 1; got '0'")]
    public void Read_WrongUsage_IsStatusTwoAndPointsToHelp(string commandLine, string says)
    {
        var run = CommandLineRun.Of(commandLine.Split(' '));

        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.EndsWith("Try: ductus read --help\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Verbose_SaysModelAndTimeOnStandardError()
    {
        string image = _folder.Write("line.png", TestImages.Line("-a-"));

        var run = CommandLineRun.Of("read", "--line", "-v", image, "--model", _model);

        Assert.Equal((0, "a\n"), (run.Status, run.Output));
        Assert.Contains("model small 1.2", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{image} page 1: 48 × 16 pixels, 1 lines, ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Cancelled_IsInterruptedWithoutAWord()
    {
        string image = _folder.Write("line.png", TestImages.Line("-a-"));

        var run = CommandLineRun.Of([], ["read", image, "--model", _model, "-o", _folder["texts"]], new CancellationToken(canceled: true));

        Assert.Equal((130, "", ""), (run.Status, run.Output, run.Error));
        Assert.Empty(Directory.GetFiles(_folder["texts"]));
    }

    [Fact]
    public void Read_PathWithSpacesAndUmlauts_IsRead()
    {
        string image = _folder.Write("Brief an Käthe 1.png", TestImages.Line("-a-"));

        Assert.Equal("a\n", CommandLineRun.Of("read", "--line", image, "--model", _model).Output);
    }
}
