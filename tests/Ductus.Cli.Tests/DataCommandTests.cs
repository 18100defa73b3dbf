using Ductus.Documents;
using Ductus.Documents.AltoFiles;
using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Training.Data;

namespace Ductus.Cli.Tests;

/// <summary>Lines that other programs give: cut for training, read where they are, measured.</summary>
public sealed class DataCommandTests : IDisposable
{
    private static readonly DocumentOrigin Origin = new() { Created = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Import_Alto_CutsLinesWithTheirTexts()
    {
        for (int page = 0; page < 20; page++)
            Export($"p{page}", Line("a", 0, "ai"), Line("b", 50, null));

        var run = CommandLineRun.Of("data", "import", "alto", _folder["export"], "-o", _folder["set"], "--val", "0.3", "--sheet", _folder["look.html"]);

        run.IsDone($"20 lines of 20 pages in {_folder["set/lines.tsv"]}; 20 without a text were left out\n");
        LineData data = LineData.Open(_folder["set"]);
        Assert.Equal(20, data.Splits.Sum(split => split.Samples.Count));
        Assert.InRange(data.Split("val").Samples.Count, 2, 12);
        Assert.All(data.Split("train").Samples, sample => Assert.Equal("ai", sample.Text));
        // The line with its free space: 80 × 16 pixels and a quarter of its height above and below.
        Assert.Equal(24, ImageFile.Read(data.Split("train").Samples[0].ImagePath).Height);
        Assert.Contains("<figcaption>ai <small>p0-a</small>", File.ReadAllText(_folder["look.html"]), StringComparison.Ordinal);
        Assert.Contains("there is a data set already", CommandLineRun.Of("data", "import", "alto", _folder["export"], "-o", _folder["set"]).Complaint(), StringComparison.Ordinal);
        Assert.Contains("expected PAGE; this file is ALTO", CommandLineRun.Of("data", "import", "page", _folder["export"], "-o", _folder["other"]).Error, StringComparison.Ordinal);
    }

    /// <summary>A page that bends down into the binding: on it the ink of a line's left end lies up to 80 pixels deeper than that of its middle.</summary>
    [Fact]
    public void Import_BentPage_CutsItsLinesStraight()
    {
        CommandLineRun.Of("data", "import", "alto", Path.Combine(Repository.Root, "samples/bent"), "-o", _folder["set"], "--val", "0").IsDone($"11 lines of 1 pages in {_folder["set/lines.tsv"]}; 0 without a text were left out\n");

        foreach (LineSample line in LineData.Open(_folder["set"]).Split("train").Samples)
        {
            GreyImage image = ImageFile.Read(line.ImagePath);
            double[] depths = [.. Enumerable.Range(0, 4).Select(quarter => MeanInkRow(image, quarter * image.Width / 4, (quarter + 1) * image.Width / 4))];
            // What differs is how many letters go up and down.
            Assert.True(depths.Max() - depths.Min() < 0.15 * image.Height, $"{line.Id}: {string.Join(' ', depths)} of {image.Height}");
        }

        static double MeanInkRow(GreyImage image, int left, int right)
        {
            double sum = 0, ink = 0;
            for (int y = 0; y < image.Height; y++)
                for (int x = left; x < right; x++)
                    if (image[x, y] < 140)
                        (sum, ink) = (sum + y, ink + 1);
            return sum / ink;
        }
    }

    [Fact]
    public void Read_GivenLines_FillsTheirTextsInAndKeepsAllElse()
    {
        Export("p", Line("a", 0, null), Line("b", 50, null));
        string alto = File.ReadAllText(_folder["export/p.xml"]).Replace("<Layout>", "<!-- kept --><Layout>", StringComparison.Ordinal);
        File.WriteAllText(_folder["export/p.xml"], alto);
        string model = SmallModel.Write(_folder["small.onnx"]);

        // What the small model makes of lines with free space around them is no matter here.
        var printed = CommandLineRun.Of("read", _folder["export/p.png"], "--layout", _folder["export"], "--model", model);
        Assert.Matches("^[ai]+\n[ai]+\n$", printed.Output);
        CommandLineRun.Of("read", _folder["export/p.png"], "--layout", _folder["export"], "--model", model, "-o", _folder["out"], "-f", "alto,txt").IsDone("");

        Assert.Equal(printed.Output, File.ReadAllText(_folder["out/p.txt"]));
        string filled = File.ReadAllText(_folder["out/p.alto.xml"]);
        Assert.Contains("<!-- kept -->", filled, StringComparison.Ordinal);
        Page page = Alto.Read(_folder["out/p.alto.xml"]).Single();
        Assert.Equal(["a", "b"], page.Lines.Select(line => line.Id));
        Assert.Equal(printed.Output, string.Concat(page.Lines.Select(line => line.Text + "\n")));
        Assert.Equal(new Box(10, 0, 80, 16), page.Lines.First().Boundary.Bounds);
        // What gives the lines is not written over.
        Directory.Move(_folder["out"], _folder["once"]);
        File.Move(_folder["export/p.xml"], _folder["export/p.alto.xml"]);
        Assert.Contains("p.alto.xml is one that is read", CommandLineRun.Of("read", _folder["export/p.png"], "--layout", _folder["export"], "--model", model, "-o", _folder["export"], "-f", "alto").Complaint(), StringComparison.Ordinal);

        // To standard output goes the same document.
        string document = CommandLineRun.Of("read", _folder["export/p.png"], "--layout", _folder["export"], "--model", model, "-f", "alto").Output;
        Assert.Contains("<!-- kept -->", document, StringComparison.Ordinal);
        Assert.Equal(filled, document);
        Assert.Contains("there are 2 images: give --output DIR", CommandLineRun.Of("read", _folder["export/p.png"], _folder["export/q.png"], "--layout", _folder["export"], "--model", model, "-f", "alto").Error, StringComparison.Ordinal);
        Assert.Contains("expected q.xml, q.page.xml, q.alto.xml in", CommandLineRun.Of("read", _folder.Write("q.png", TestImages.Line("-a-")), "--layout", _folder["export"], "--model", model).Complaint(), StringComparison.Ordinal);
    }

    /// <summary>PAGE has a file for each page.</summary>
    [Fact]
    public void Read_PdfWithGivenLinesOfItsPages_WritesEachIntoItsOwnFile()
    {
        string scan = _folder.PdfOf("scan.pdf", (100, 100), (100, 80)), model = SmallModel.Write(_folder["small.onnx"]);
        foreach (var (number, height, lines) in new[] { (1, 100, 1), (2, 80, 2) })
            GivenPage($"given/scan-p00{number}.page.xml", height, [.. Enumerable.Range(0, lines).Select(line => Line($"own{number}{line}", 20 * line, null))]);

        CommandLineRun.Of("read", scan, "--layout", _folder["given"], "--model", model, "-o", _folder["out"], "-f", "page", "--dpi", "72").IsDone("");

        Assert.Equal(["scan-p001.page.xml", "scan-p002.page.xml"], Directory.GetFiles(_folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["own10"], DocumentFile.Load(_folder["out/scan-p001.page.xml"]).Pages[0].Lines.Select(line => line.Id));
        Assert.Equal(["own20", "own21"], DocumentFile.Load(_folder["out/scan-p002.page.xml"]).Pages[0].Lines.Select(line => line.Id));
        Assert.Contains("are given by 2 files: give --output DIR", CommandLineRun.Of("read", scan, "--layout", _folder["given"], "--model", model, "-f", "page").Error, StringComparison.Ordinal);
        File.Delete(_folder["given/scan-p002.page.xml"]);
        Assert.Contains("expected lines of page 2; there are those of 1", CommandLineRun.Of("read", scan, "--layout", _folder["given"], "--model", model, "-o", _folder["other"], "-f", "page", "--dpi", "72").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_FileOfAPageOfSeveral_IsCutFromThatPage()
    {
        _folder.PdfOf("export/scan.pdf", (417, 417), (417, 417));
        GivenPage("export/scan-p001.page.xml", 100, Line("a", 0, "one"));
        GivenPage("export/scan-p002.page.xml", 100, Line("a", 0, "two"));
        CommandLineRun.Of("data", "import", "page", _folder["export"], "-o", _folder["set"]).IsDone($"2 lines of 2 pages in {_folder["set/lines.tsv"]}; 0 without a text were left out\n");
        Assert.True(Darkest("scan-p001-a") < 50 && Darkest("scan-p002-a") > 200, $"{Darkest("scan-p001-a")}, {Darkest("scan-p002-a")}");

        GivenPage("whole/scan.xml", 100, Line("a", 0, "one"));
        File.Copy(_folder["export/scan.pdf"], _folder["whole/scan.pdf"]);
        Assert.Contains("expected as many pages as the image scan.pdf has, 2; there are 1", CommandLineRun.Of("data", "import", "page", _folder["whole"], "-o", _folder["other"]).Error, StringComparison.Ordinal);

        int Darkest(string name) => ImageFile.Read(_folder[$"set/images/{name}.png"]) is var line ? Enumerable.Range(0, line.Height).Min(y => line.Row(y).ToArray().Min()) : 0;
    }

    /// <summary>Ids that differ only in what no file can be called, or not at all, make lines of their own.</summary>
    [Fact]
    public void Import_IdsThatMeetInTheirFiles_AreKeptApart()
    {
        Export("p", Line("a_b", 0, "ai"), Line("a:b", 50, "ia"));
        File.WriteAllText(_folder["export/p.xml"], File.ReadAllText(_folder["export/p.xml"]).Replace("\"a_b-2\"", "\"a:b\"", StringComparison.Ordinal));

        CommandLineRun.Of("data", "import", "alto", _folder["export"], "-o", _folder["set"]);

        Assert.Equal(["p-a_b.png", "p-a_b-2.png"], Directory.GetFiles(_folder["set/images"]).Select(Path.GetFileName).OrderDescending(StringComparer.Ordinal));
        Assert.Equal(["p-a_b", "p-a_b-2"], File.ReadLines(_folder["set/lines.tsv"]).Skip(1).Select(row => row.Split('\t')[0]));
    }

    [Fact]
    public void Import_FoldersOfSplits_KeepsThemAndLeavesOutWhatIsUnwanted()
    {
        Export("p", Line("a", 0, "ai"), Line("b", 50, ">ia<"));
        foreach (string split in new[] { "train", "dev", "drafts" })
        {
            Directory.CreateDirectory(_folder[$"set/{split}"]);
            foreach (string name in new[] { "p.xml", "p.png" })
                File.Copy(_folder[$"export/{name}"], _folder[$"set/{split}/{name}"]);
        }

        CommandLineRun.Of("data", "import", "alto", _folder["set"], "-o", _folder["out"], "--without", "[<>]").IsDone($"2 lines of 2 pages in {_folder["out/lines.tsv"]}; 0 without a text were left out, 2 by --without\n");

        Assert.Equal(["val", "train"], LineData.Open(_folder["out"]).Splits.Select(split => split.Name));
        Assert.Equal(["p-a", "p-a-2"], LineData.Open(_folder["out"]).Splits.SelectMany(split => split.Samples).Select(sample => sample.Id));
        Assert.Contains("--without must be a regular expression", CommandLineRun.Of("data", "import", "alto", _folder["set"], "-o", _folder["other"], "--without", "[").Error, StringComparison.Ordinal);
    }

    private void GivenPage(string path, int height, params TextLine[] lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        var region = new TextRegion { Id = "r", Boundary = Boundary.FromBox(new Box(0, 0, 100, height)), Lines = lines };
        File.WriteAllBytes(_folder[path], DocumentFormat.PageXml.ToBytes([new Page { Width = 100, Height = height, ImageName = "scan.pdf", Regions = [region] }], Origin));
    }

    [Fact]
    public void Score_Folders_ComparesLinesOfPagesOfOneName()
    {
        Export("p", Line("a", 0, "ai"), Line("b", 50, "ia"));
        Directory.CreateDirectory(_folder["read"]);
        File.Copy(_folder["export/p.xml"], _folder["read/p.alto.xml"]);
        File.WriteAllText(_folder["read/p.alto.xml"], File.ReadAllText(_folder["read/p.alto.xml"]).Replace("\"ia\"", "\"aa\"", StringComparison.Ordinal));

        Assert.StartsWith("CER 25.00 % ", CommandLineRun.Of("score", _folder["export"], _folder["read"]).Output, StringComparison.Ordinal);
        Assert.StartsWith("CER 25.00 % ", CommandLineRun.Of("score", _folder["export/p.xml"], _folder["read/p.alto.xml"]).Output, StringComparison.Ordinal);
        Export("q", Line("a", 0, "ai"));
        Assert.Contains("has none for 1 of 2, such as q", CommandLineRun.Of("score", _folder["export"], _folder["read"]).Complaint(), StringComparison.Ordinal);
    }

    private static TextLine Line(string id, int top, string? text) => new()
    {
        Id = id,
        Boundary = Boundary.FromBox(new Box(10, top, 80, 16)),
        Baseline = new([new(10, top + 15), new(90, top + 15)]),
        Text = text,
    };

    /// <summary>A page with "-a-i-" in its first line and "-i-a-" in its second, and an ALTO file of it.</summary>
    private void Export(string name, params TextLine[] lines)
    {
        var pixels = new byte[100 * 100];
        Array.Fill(pixels, (byte)255);
        foreach (var (cells, top) in new[] { ("-a-i-", 0), ("-i-a-", 50) })
        {
            GreyImage line = ImageFile.Read(TestImages.Line(cells), "line");
            for (int y = 0; y < line.Height; y++)
                line.Row(y).CopyTo(pixels.AsSpan((top + y) * 100 + 10));
        }
        Directory.CreateDirectory(_folder["export"]);
        File.WriteAllBytes(_folder[$"export/{name}.png"], ImageFile.ToPng(new GreyImage(100, 100, pixels)));
        var region = new TextRegion { Id = "r", Boundary = Boundary.FromBox(new Box(0, 0, 100, 100)), Lines = lines };
        Alto.Write([new Page { Width = 100, Height = 100, ImageName = $"{name}.png", Regions = [region] }], _folder[$"export/{name}.xml"], Origin);
    }
}
