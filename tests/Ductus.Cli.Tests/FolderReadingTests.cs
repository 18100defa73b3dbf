using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Ductus.Documents;
using Ductus.Documents.PdfFiles;
using Ductus.Imaging;

namespace Ductus.Cli.Tests;

/// <summary>Many files, read into a folder.</summary>
public sealed class FolderReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public FolderReadingTests() => _model = SmallModel.Write(_folder["small.onnx"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Folder_ReportsEachPageInOrder()
    {
        foreach (var (name, cells) in new[] { ("a", "-a-"), ("b", "---"), ("c", "-i-a-") })
            Image(name, cells);
        File.WriteAllText(_folder["in/b.png"], "damaged");

        var run = Read();

        Assert.Equal(1, run.Status);
        Assert.Matches(@"2 pages, 2 lines of 3 files in \d:\d\d:\d\d; 0 files were done before, 1 failed", run.Error);
        string[] rows = File.ReadAllLines(_folder["out/report.csv"]);
        Assert.Equal("file,page,pages,lines,mean_confidence,seconds,error,key,results", rows[0]);
        Assert.Matches(@"in/a\.png,1,1,1,[01]\.\d{4},\d+\.\d\d,,[0-9a-f]{16},a/a\.txt=[0-9a-f]{16}$", rows[1]);
        Assert.Matches(@"in/b\.png,,,,,,.*b\.png: expected an image .*,,$", rows[2]);
        Assert.Matches(@"in/c\.png,1,1,1,", rows[3]);
    }

    [Fact]
    public void Read_TheSameAgain_SkipsWhatIsDoneAndNothingElse()
    {
        Image("a", "-a-");
        Image("b", "-i-");
        Image("c", "-a-i-");
        Read();
        // Corrected by hand: it must stay. One result is gone, and one image is another.
        File.WriteAllText(_folder["out/a.txt"], "corrected\n");
        File.Delete(_folder["out/b.txt"]);
        Image("c", "-i-i-");

        var again = Read();

        Assert.Contains("1 files were done before", again.Error, StringComparison.Ordinal);
        Assert.Equal(["corrected\n", "i\n", "ii\n"], Texts());
        Assert.Contains("3 files were done before", Read().Error, StringComparison.Ordinal);
        Assert.Contains("0 files were done before", Read("--top", "2").Error, StringComparison.Ordinal);
        Assert.Contains("0 files were done before", Read("--decoder", "beam", "--lm", "none").Error, StringComparison.Ordinal);
        SmallModel.Write(_model, knowsA: false);
        Assert.Contains("0 files were done before", Read().Error, StringComparison.Ordinal);
        Assert.Equal(["corrected\n", "i\n", "ii\n"], Texts());
    }

    [Fact]
    public void Read_FolderInUseOrWithAForeignReport_IsRefused()
    {
        Image("a", "-a-");
        Image("b", "-i-");
        Directory.CreateDirectory(_folder["out"]);

        using (new FileStream(_folder["out/.ductus-lock"], FileMode.Create, FileAccess.Write, FileShare.None))
            Assert.Contains("another command writes there at the moment", Read().Complaint(), StringComparison.Ordinal);
        _folder.Write("out/report.csv", "name,grade\nAnna,1\n");
        Assert.Contains("report.csv: expected the report of an earlier command; it is another file", Read().Complaint(), StringComparison.Ordinal);

        Assert.Equal("name,grade\nAnna,1\n", File.ReadAllText(_folder["out/report.csv"]));
        File.Delete(_folder["out/report.csv"]);
        Assert.Equal(0, Read().Status);
        // As a spreadsheet saves it: what is done stays done.
        File.WriteAllText(_folder["out/report.csv"], File.ReadAllText(_folder["out/report.csv"]).ReplaceLineEndings("\r\n"));
        Assert.Contains("2 files were done before", Read().Error, StringComparison.Ordinal);
        Assert.Equal(["a.txt", "b.txt", "report.csv"], Directory.GetFiles(_folder["out"]).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
    }

    /// <summary>Whatever else is read beside them later, files keep their results.</summary>
    [Fact]
    public void Read_FilesOfOneNameInSeveralFolders_KeepTheirResults()
    {
        foreach (var (folder, cells) in new[] { ("d0", "-a-a-"), ("d1", "-a-"), ("d2", "-i-") })
            _folder.Write($"{folder}/p.png", TestImages.Line(cells));

        Into("d1", "d2");
        Into("d0", "d1", "d2");
        Into("d2");
        string[] rows = [.. Into("d0").Order(StringComparer.Ordinal)];

        Assert.Equal(["p.png-2.txt i", "p.png-3.txt aa", "p.png.txt a"], Directory.GetFiles(_folder["out"], "*.txt").Select(file => $"{Path.GetFileName(file)} {File.ReadAllText(file).Trim()}").Order(StringComparer.Ordinal));
        Assert.Equal(["d0/p.png p.png-3", "d1/p.png p.png", "d2/p.png p.png-2"], rows);

        IEnumerable<string> Into(params string[] folders)
        {
            var run = CommandLineRun.Of(["read", "--line", .. folders.Select(folder => _folder[folder]), "-o", _folder["out"], "--model", _model]);
            Assert.True(run.Status == 0, run.Error);
            return File.ReadLines(_folder["out/report.csv"]).Skip(1).Select(row => row.Split(',')).Select(fields => $"{Path.GetRelativePath(_folder.Path, fields[0])} {fields[8].Split('/')[0]}");
        }
    }

    /// <summary>What people wrote is never written over: neither files of their own nor corrections.</summary>
    [Fact]
    public void Read_ResultsThatAreForeignOrCorrected_AreSpared()
    {
        Image("a", "-a-");
        Image("b", "-i-");
        _folder.Write("out/a.txt", "by hand\n");

        var first = Read();
        Assert.Contains("a.txt is there and is not what an earlier command made of this file", first.Error, StringComparison.Ordinal);
        Assert.Equal(["by hand\n", "i\n"], Texts());
        File.Delete(_folder["out/a.txt"]);
        Assert.Equal(0, Read().Status);

        // Another format is added: what is there stays.
        File.WriteAllText(_folder["out/a.txt"], "corrected\n");
        Assert.Equal(0, Read("-f", "txt,json").Status);
        Assert.Equal(["corrected\n", "i\n"], Texts());
        Assert.True(File.Exists(_folder["out/a.json"]));

        // Another model would read it anew.
        SmallModel.Write(_model, knowsA: false);
        Assert.Contains("a.txt was changed since it was written", Read("-f", "txt,json").Error, StringComparison.Ordinal);
        Assert.Equal(["corrected\n", "i\n"], Texts());
    }

    [Fact]
    public void Read_TwoFilesWithOneResult_AreNotMixed()
    {
        _folder.Write("in/scan-p001.png", TestImages.Line("-a-"));
        File.Move(Pdf("-i-", "-a-i-"), _folder["in/scan.pdf"]);

        var run = Read("-f", "page", "--dpi", "72");

        Assert.Contains("scan.pdf: expected results of its own; ", run.Error, StringComparison.Ordinal);
        Assert.Contains("scan-p001.page.xml is that of ", run.Error, StringComparison.Ordinal);
        Assert.Equal("a", DocumentFile.Load(_folder["out/scan-p001.page.xml"]).Pages[0].Lines.Single().Text);
    }

    [Fact]
    public void Read_FolderOfOneImage_IsReportedToo()
    {
        Image("a", "-a-");

        Assert.Equal(0, Read().Status);
        Assert.Contains("1 files were done before", Read().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FilesAndStandardInput_AreBothRead()
    {
        Image("a", "-a-");

        var run = CommandLineRun.Of(TestImages.Line("-i-"), ["read", "--line", _folder["in/a.png"], "-", "-o", _folder["out"], "--model", _model]);

        Assert.Equal(0, run.Status);
        Assert.Equal(["a\n", "i\n"], Texts());
        // What comes next on standard input is something else.
        Assert.Equal(0, CommandLineRun.Of(TestImages.Line("-i-i-"), ["read", "--line", _folder["in/a.png"], "-", "-o", _folder["out"], "--model", _model]).Status);
        Assert.Equal(["a\n", "ii\n"], Texts());
        Assert.Contains("standard input: expected a file to take the images of, for pdf holds them", CommandLineRun.Of(TestImages.Line("-i-"), ["read", "--line", "-", "-o", _folder["out"], "-f", "page,pdf", "--model", _model]).Complaint(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AfterARowWasCutOff_ReadsThatFileAgain()
    {
        Image("a", "-a-");
        Image("b", "-i-");
        Read();
        string report = File.ReadAllText(_folder["out/report.csv"]);
        File.WriteAllText(_folder["out/report.csv"], report[..^20]);

        Assert.Contains("1 files were done before", Read().Error, StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(_folder["out/report.csv"]).Length);
    }

    /// <summary>Killed again and again, the same command in the end has the same results.</summary>
    [Fact]
    public void Read_KilledAtAnyMoment_EndsLikeAnUninterruptedRun()
    {
        string[] cells = ["-a-", "-i-", "-a-i-", "-i-a-", "-a-a-"];
        for (int i = 0; i < 40; i++)
            Image($"{i:00}", cells[i % cells.Length]);
        string[] command = ["read", "--line", _folder["in"], "-o", _folder["out"], "-f", "txt,alto", "--model", _model];

        for (int delay = 150; delay <= 450; delay += 100)
        {
            using Process process = DuctusProcess.Start(_folder.Path, command);
            Thread.Sleep(delay);
            process.Kill();
            process.WaitForExit();
        }
        var last = CommandLineRun.Of(command);

        Assert.Equal(0, last.Status);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => cells[i % cells.Length].Replace("-", "", StringComparison.Ordinal) + "\n"), Texts());
        Assert.Equal(81, Directory.GetFiles(_folder["out"]).Length);
        Assert.All(Directory.GetFiles(_folder["out"], "*.alto.xml"), file => Assert.Single(DocumentFile.Load(file).Pages));
        Assert.Equal(41, File.ReadAllLines(_folder["out/report.csv"]).Length);
    }

    /// <summary>Of a long PDF the pages that were read before a kill are not read again, and nobody sees in the results that there was one.</summary>
    [Fact]
    public void Read_PdfKilledInTheMiddle_GoesOnWithTheOtherPages()
    {
        string[] cells = ["-a-", "-i-", "-a-i-", "-i-a-", "-a-a-"];
        string pdf = Pdf([.. Enumerable.Range(0, 200).Select(i => cells[i % cells.Length])]), journal = _folder["out/two.ductus-pages"];
        string[] command = ["read", "--line", pdf, "--dpi", "72", "-f", "txt,alto,json", "--model", _model, "--verbose", "-o"];

        using (Process process = DuctusProcess.Start(_folder.Path, [.. command, _folder["out"]]))
        {
            while (!process.HasExited && !(File.Exists(journal) && new FileInfo(journal).Length > 3000))
                Thread.Sleep(1);
            process.Kill();
            process.WaitForExit();
        }
        string[] done = File.ReadAllText(journal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // As if the last line was cut off.
        File.WriteAllText(journal, string.Join('\n', done)[..^10]);
        var rest = CommandLineRun.Of([.. command, _folder["out"]]);
        var whole = CommandLineRun.Of([.. command, _folder["whole"]]);

        Assert.InRange(done.Length, 2, 199);
        Assert.Equal(200 - (done.Length - 1), Pages(rest));
        Assert.Equal(200, Pages(whole));
        Assert.Equal(["two.alto.xml", "two.json", "two.txt"], Directory.GetFiles(_folder["out"]).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        foreach (string name in new[] { "two.alto.xml", "two.json", "two.txt" })
            Assert.Equal(WithoutTime(File.ReadAllText(_folder[$"whole/{name}"])), WithoutTime(File.ReadAllText(_folder[$"out/{name}"])));

        static int Pages(CommandLineRun run) => run.Error.Split('\n').Count(line => line.Contains("two.pdf page ", StringComparison.Ordinal));

        static string WithoutTime(string document) => Regex.Replace(document, @"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", "");
    }

    [Fact]
    public void Read_Pdf_GivesOneDocumentOfItsPages()
    {
        string pdf = Pdf("-a-", "-i-a-");

        CommandLineRun.Of("read", "--line", pdf, "--model", _model, "--dpi", "72").IsDone("a\n\nia\n");
        CommandLineRun.Of("read", "--line", pdf, "--model", _model, "--dpi", "72", "-o", _folder["out"], "-f", "page,alto,pdf").IsDone("");

        Assert.Equal(["two-p001.page.xml", "two-p002.page.xml", "two.alto.xml", "two.pdf"], Directory.GetFiles(_folder["out"]).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        Assert.Equal(["a", "ia"], DocumentFile.Load(_folder["out/two.alto.xml"]).Pages.Select(page => page.Lines.Single().Text));
        Assert.Equal([48, 80], ImageFile.ReadPages(_folder["out/two.pdf"], new() { DotsPerInch = 72 }).Select(page => page.Width));
    }

    /// <summary>Pages are rendered when there is room for them; what is behind the first pages costs nothing before.</summary>
    [Fact]
    public void Read_PdfOfThousandsOfPages_IsReadPageByPage()
    {
        string pdf = Pdf([.. Enumerable.Repeat("-a-", 2000)]);

        Assert.Equal([48, 48, 48], ImageFile.ReadPages(pdf, new() { DotsPerInch = 72 }).Take(3).Select(page => page.Width));
        CommandLineRun.Of("read", "--line", pdf, "--model", _model, "--dpi", "72", "-o", _folder["out"], "-f", "txt").IsDone("");

        Assert.Equal(2000, File.ReadAllLines(_folder["out/two.txt"]).Count(line => line == "a"));
    }

    /// <summary>What is read is not written over, by whatever name it is called.</summary>
    [Fact]
    public void Read_PdfIntoItsOwnFolder_LeavesItAsItIs()
    {
        string pdf = Pdf("-a-"), link = _folder["link.pdf"];
        byte[] before = File.ReadAllBytes(pdf);
        File.CreateSymbolicLink(link, pdf);

        Assert.Contains("two.pdf is one that is read: give another folder with --output", CommandLineRun.Of("read", "--line", pdf, "--model", _model, "-o", _folder.Path, "-f", "pdf").Complaint(), StringComparison.Ordinal);
        Assert.Contains("is one that is read", CommandLineRun.Of("read", "--line", link, "--model", _model, "-o", _folder.Path, "-f", "pdf").Complaint(), StringComparison.Ordinal);

        Assert.Equal(before, File.ReadAllBytes(pdf));
        CommandLineRun.Of("read", "--line", pdf, "--model", _model, "-o", _folder.Path, "-f", "txt").IsDone("");
    }

    /// <summary>Of a page that is cut to a part of its sheet that part is read; sizes may be told with an exponent.</summary>
    [Theory]
    [InlineData("/MediaBox [0 0 48 16] /CropBox [0 0 24 16]", 24)]
    [InlineData("/MediaBox [0 0 1200000 1]", 1200000)]
    public void Pdf_PageOfUnusualSize_IsReadAsItIsShown(string boxes, int width)
    {
        string pdf = _folder.Write("boxes.pdf", Encoding.Latin1.GetBytes(File.ReadAllText(Pdf("-a-"), Encoding.Latin1).Replace("/MediaBox [0 0 48 16]", boxes, StringComparison.Ordinal)));

        Assert.Equal(width, ImageFile.ReadPages(pdf, new() { DotsPerInch = 72 }).Single().Width);
    }

    [Fact]
    public void Read_PdfThatCannotBe_SaysWhy()
    {
        string pdf = Pdf("-a-"), cut = _folder.Write("cut.pdf", File.ReadAllBytes(pdf).AsSpan(0, 300));

        Assert.Contains("cut.pdf: expected an undamaged PDF; pdfinfo says: ", CommandLineRun.Of("read", cut, "--model", _model).Complaint(), StringComparison.Ordinal);
        // The standard handler with a password that nobody knows: ISO 32000-1, 7.6.3.
        string locked = _folder.Write("locked.pdf", File.ReadAllText(pdf, Encoding.Latin1).Replace("trailer\n<<",
            $"trailer\n<< /ID [<{new string('0', 32)}> <{new string('0', 32)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{new string('1', 64)}> /U <{new string('2', 64)}> >>", StringComparison.Ordinal));
        Assert.Contains("locked.pdf: expected a PDF without a password; it is encrypted: qpdf --password=… --decrypt takes the password away", CommandLineRun.Of("read", locked, "--model", _model).Complaint(), StringComparison.Ordinal);
        string missing = _folder.Write("missing.pdf", "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Count 2 /Kids [3 0 R 9 0 R] >> endobj\n"
            + "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 40 20] >> endobj\ntrailer << /Root 1 0 R >>\n");
        Assert.Contains("missing.pdf: expected an undamaged PDF; its page 2 cannot be found", CommandLineRun.Of("read", missing, "--model", _model).Complaint(), StringComparison.Ordinal);
        Assert.Contains("expected at most 100 pixels; page 1 of 48 × 16 points has", CommandLineRun.Of("read", pdf, "--model", _model, "--max-pixels", "100").Complaint(), StringComparison.Ordinal);
    }

    private string Pdf(params string[] pages)
    {
        var files = pages.Select((cells, i) => (_folder.Write($"pdf{i}.png", TestImages.Line(cells)), Width: 16 * cells.Length)).ToArray();
        SearchablePdf.Write(
            files.Select(file => new PdfSource(file.Item1, [new Layout.Page { Width = file.Width, Height = 16, Regions = [] }])),
            _folder["two.pdf"], new() { Created = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) }, new() { Images = new() { DotsPerInch = 72 } });
        return _folder["two.pdf"];
    }

    private void Image(string name, string cells)
    {
        Directory.CreateDirectory(_folder["in"]);
        File.WriteAllBytes(_folder[$"in/{name}.png"], TestImages.Line(cells));
    }

    private CommandLineRun Read(params string[] options) => CommandLineRun.Of(["read", "--line", _folder["in"], "-o", _folder["out"], "--model", _model, .. options]);

    private IEnumerable<string> Texts() => Directory.GetFiles(_folder["out"], "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText);
}
