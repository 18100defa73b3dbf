using Ductus.Documents;
using Ductus.Imaging;

namespace Ductus.Cli.Tests;

public sealed class ConvertCommandTests : IDisposable
{
    private static readonly string Samples = Path.Combine(Repository.Root, "tests/Ductus.Tests/Documents/Samples");

    private readonly TemporaryFolder _folder = new();
    private readonly DocumentOrigin _origin = new() { Created = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), Software = "test" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Convert_OneFileToText_PrintsIt()
    {
        CommandLineRun.Of("convert", Path.Combine(Samples, "kraken.alto.xml"), "-f", "txt").IsDone("eins\nzwei drei\ngar lieb-\n");
        CommandLineRun.Of("convert", Path.Combine(Samples, "transkribus.page.xml"), Path.Combine(Samples, "kraken.alto.xml"), "-f", "txt")
            .IsDone("Dearest Ann&\nI have the honour\nyours, as ever\n\neins\nzwei drei\ngar lieb-\n");
    }

    [Fact]
    public void Convert_FolderToSeveralFormats_WritesThemAll()
    {
        Directory.CreateDirectory(_folder["in"]);
        foreach (string name in new[] { "kraken.alto.xml", "loghi.page.xml" })
            File.Copy(Path.Combine(Samples, name), Path.Combine(_folder["in"], name));
        _folder.Write("in/other.txt", "no document");

        CommandLineRun.Of("convert", _folder["in"], "-o", _folder["out"], "-f", "page,alto,hocr,tei,txt,md,json,csv").IsDone("");

        string[] written = [.. Directory.GetFiles(_folder["out"]).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        string[] extensions = [".alto.xml", ".csv", ".hocr.html", ".json", ".md", ".page.xml", ".tei.xml", ".txt"];
        Assert.Equal(extensions.Select(extension => "kraken" + extension).Concat(extensions.Select(extension => "loghi" + extension)), written);
        Assert.Equal(["de haven van Delft", "is"], DocumentFile.Load(_folder["out/loghi.alto.xml"]).Pages.Single().Lines.Select(line => line.Text));
    }

    [Fact]
    public void Convert_BrokenAmongOthers_IsNamedAndTheOthersAreWritten()
    {
        string broken = _folder.Write("broken.xml", "<PcGts><Page/></PcGts>");

        var run = CommandLineRun.Of("convert", broken, _folder["none.xml"], Path.Combine(Samples, "kraken.alto.xml"), "-f", "csv");

        Assert.Equal(1, run.Status);
        Assert.Contains("broken.xml:1: expected imageWidth and imageHeight above 0", run.Error, StringComparison.Ordinal);
        Assert.Contains("none.xml", run.Error, StringComparison.Ordinal);
        Assert.Equal(4, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    /// <summary>A text whose image is of other pages spoils no other file.</summary>
    [Fact]
    public void Convert_ImageWithAnotherNumberOfPages_IsNamedAndTheOthersAreWritten()
    {
        string two = File.ReadAllText(Path.Combine(Samples, "kraken.alto.xml"));
        int start = two.IndexOf("<Page", StringComparison.Ordinal), end = two.IndexOf("</Page>", StringComparison.Ordinal) + "</Page>".Length;
        _folder.Write("in/a.xml", two.Insert(end, two[start..end]));
        foreach (string name in new[] { "in/b.xml", "in/c.xml" })
            _folder.Write(name, two);
        foreach (string name in new[] { "in/a.png", "in/c.png" })
            _folder.Write(name, TestImages.Png(1400, 1600, new byte[1400 * 1600]));

        var run = CommandLineRun.Of("convert", _folder["in"], "-o", _folder["out"], "-f", "pdf");

        Assert.Equal(1, run.Status);
        Assert.Contains("a.png: expected 2 pages, as there are texts for; it has 1", run.Error, StringComparison.Ordinal);
        Assert.Contains("b.xml: expected its image beside it", run.Error, StringComparison.Ordinal);
        Assert.Equal(["c.pdf"], Directory.GetFiles(_folder["out"]).Select(Path.GetFileName));
    }

    /// <summary>Neither the scan nor another document that is converted is written over, by whatever name the folder is called.</summary>
    [Fact]
    public void Convert_IntoTheFolderOfItsSources_SparesThem()
    {
        string scan = _folder.PdfOf("in/scan.pdf", (40, 20)), link = _folder["link"];
        DocumentFormat.Alto.Write([new() { Width = 40, Height = 20, ImageName = "scan.pdf", Regions = [] }], _folder["in/scan"], _origin);
        DocumentFormat.PageXml.Write([new() { Width = 40, Height = 20, ImageName = "scan.pdf", Regions = [] }], _folder["in/scan"], _origin);
        byte[] before = File.ReadAllBytes(scan);
        Directory.CreateSymbolicLink(link, _folder["in"]);

        foreach (string folder in new[] { _folder["in"], link })
        {
            Assert.Contains("scan.pdf is one that is read", CommandLineRun.Of("convert", _folder["in/scan.alto.xml"], "-f", "pdf", "-o", folder).Complaint(), StringComparison.Ordinal);
            Assert.Contains("scan.page.xml is one that is read", CommandLineRun.Of("convert", _folder["in/scan.page.xml"], "-f", "page,txt", "-o", folder).Complaint(), StringComparison.Ordinal);
        }

        Assert.Equal(before, File.ReadAllBytes(scan));
        Assert.False(File.Exists(_folder["in/scan.txt"]));
    }

    /// <summary>Transkribus has the documents in a folder of their own below the images, and a table of contents beside them.</summary>
    [Fact]
    public void Convert_ExportOfTranskribus_FindsDocumentsAndImages()
    {
        _folder.PdfOf("export/scan.pdf", (40, 20));
        _folder.Write("export/mets.xml", "<mets/>");
        Directory.CreateDirectory(_folder["export/page"]);
        File.WriteAllBytes(_folder["export/page/scan.xml"], DocumentFormat.PageXml.ToBytes([new() { Width = 40, Height = 20, ImageName = "scan.pdf", Regions = [] }], _origin));

        CommandLineRun.Of("convert", _folder["export"], "-f", "pdf", "-o", _folder["out"]).IsDone("");

        Assert.True(File.Exists(_folder["out/scan.pdf"]));
    }

    [Theory]
    [InlineData("page")]
    [InlineData("alto")]
    [InlineData("json")]
    public void Convert_DocumentsThatDuctusWrote_KeepWhoReadThem(string format)
    {
        var origin = new DocumentOrigin { Created = _origin.Created, Software = "Ductus 0.1", Model = "english", ModelVersion = "2026.11.01", Decoder = "beam of 16, with english" };
        string document = DocumentFormat.Named(format)!.Write([new() { Width = 40, Height = 20, Regions = [] }], _folder["a"], origin).Single();          // it is a format's name

        string tei = CommandLineRun.Of("convert", document, "-f", "tei").Output;

        Assert.Contains("<desc>english 2026.11.01, beam of 16, with english</desc>", tei, StringComparison.Ordinal);
        Assert.Contains("<change when=\"2026-11-01\">Read.</change>", tei, StringComparison.Ordinal);
        // Of others nobody knows who read them; what Ductus did is no reading.
        File.WriteAllText(document, File.ReadAllText(document).Replace("Ductus 0.1", "kraken 5", StringComparison.Ordinal));
        if (format != "json")
            Assert.Contains(">Converted.</change>", CommandLineRun.Of("convert", document, "-f", "tei").Output, StringComparison.Ordinal);
    }

    /// <summary>A file of one page of several is called after its number.</summary>
    [Fact]
    public void Convert_FileOfAPageOfSeveral_HasThatPageInItsPdf()
    {
        string pages = _folder.PdfOf("scan.pdf", (40, 20), (30, 60));
        foreach (var (name, width, height) in new[] { ("scan-p001", 40, 20), ("scan-p002", 30, 60), ("scan-p003", 30, 60), ("scan", 40, 20) })
            DocumentFormat.PageXml.Write([new() { Width = width, Height = height, ImageName = Path.GetFileName(pages), Regions = [] }], _folder[name], _origin);

        CommandLineRun.Of("convert", _folder["scan-p001.page.xml"], _folder["scan-p002.page.xml"], "-o", _folder["out"], "-f", "pdf,txt", "--dpi", "72").IsDone("");
        Assert.Equal(["scan-p001.pdf", "scan-p001.txt", "scan-p002.pdf", "scan-p002.txt"], Directory.GetFiles(_folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal((40, 20), Size("scan-p001"));
        Assert.Equal((30, 60), Size("scan-p002"));

        var run = CommandLineRun.Of("convert", _folder["scan-p003.page.xml"], _folder["scan.page.xml"], "-o", _folder["out"], "-f", "pdf");
        Assert.Contains("scan.pdf: expected a page 3; it has 2", run.Error, StringComparison.Ordinal);
        Assert.Contains("scan.pdf: expected 1 pages, as there are texts for; it has 2", run.Error, StringComparison.Ordinal);

        (int, int) Size(string name) => ImageFile.ReadPages(_folder[$"out/{name}.pdf"], new() { DotsPerInch = 72 }).Single() is var page ? (page.Width, page.Height) : default;
    }

    [Fact]
    public void Convert_FileThatIsRepaired_TellsOfItOnce()
    {
        string[] told = CommandLineRun.Of("convert", Path.Combine(Samples, "escriptorium.page.xml"), "-f", "txt").Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(4, told.Length);
        Assert.EndsWith("escriptorium.page.xml:23: line eSc_line_02 has no outline: a band along its baseline is taken.", told[0], StringComparison.Ordinal);
        Assert.EndsWith("2 more such places; ductus convert --verbose names them.", told[3], StringComparison.Ordinal);
        Assert.Equal(5, CommandLineRun.Of("convert", Path.Combine(Samples, "escriptorium.page.xml"), "-f", "txt", "-v").Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    /// <summary>JSON holds all that is known: who read it, too.</summary>
    [Fact]
    public void Convert_JsonThatDuctusWrote_KeepsItsOrigin()
    {
        string json = Path.Combine(Repository.Root, "tests/Ductus.Tests/Documents/Golden/document.json");

        CommandLineRun.Of("convert", json, "-f", "alto,txt", "-o", _folder["out"]).IsDone("");

        Assert.Contains("<processingStepSettings>english 2026.11.22, beam of 16</processingStepSettings>", File.ReadAllText(_folder["out/document.alto.xml"]), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(_folder["out/document.txt"]), CommandLineRun.Of("convert", json, "-f", "txt").Output);
    }

    [Fact]
    public void Convert_TenthsOfMillimetresWithTheImageBeside_AreTurnedIntoPixels()
    {
        _folder.Write("a.xml", File.ReadAllText(Path.Combine(Samples, "kraken.alto.xml")).Replace(">pixel<", ">mm10<", StringComparison.Ordinal));
        Assert.Contains("expected a file in pixels, or the page's image beside it", CommandLineRun.Of("convert", _folder["a.xml"], "-f", "csv").Complaint(), StringComparison.Ordinal);
        _folder.Write("a.png", TestImages.Png(1400, 1600, new byte[1400 * 1600]));

        Assert.Contains("line_b,,20,200,600,60,eins", CommandLineRun.Of("convert", _folder["a.xml"], "-f", "csv").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("txt -f page", "Several formats need a folder to be written to: give --output DIR.")]
    [InlineData("txt,page", "Several formats need a folder to be written to: give --output DIR.")]
    [InlineData("docx", "--format must be one or more of page, alto, hocr, tei, txt, md, json, csv, pdf; got 'docx'")]
    public void Convert_WrongFormats_AreWrongUsage(string formats, string expected)
    {
        var run = CommandLineRun.Of(["convert", "a.xml", "-f", .. formats.Split(' ')]);

        Assert.Equal(2, run.Status);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_SeveralPagesToOnePageFile_AsksForAFolder() => Assert.Contains("A file of the format page holds 1 page; there are 2: give --output DIR for a file each.",
        CommandLineRun.Of("convert", Path.Combine(Samples, "kraken.alto.xml"), Path.Combine(Samples, "loghi.page.xml"), "-f", "page").Complaint(), StringComparison.Ordinal);
}
