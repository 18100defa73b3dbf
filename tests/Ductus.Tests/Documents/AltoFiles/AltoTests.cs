using System.Text;
using Ductus.Documents;
using Ductus.Documents.AltoFiles;
using Ductus.Layout;

namespace Ductus.Tests.Documents.AltoFiles;

public class AltoTests
{
    [Fact]
    public void Read_EscriptoriumShape_HasLinesOfOneString()
    {
        var repairs = new List<DocumentRepair>();
        Page page = Assert.Single(Alto.Parse(Sample("escriptorium"), "a", repaired: repairs.Add));

        Assert.Empty(repairs);
        Assert.Equal((864, 900, "f12.png"), (page.Width, page.Height, page.ImageName));
        Assert.Equal([("eSc_textblock_01", "MainZone"), ("eSc_dummyblock_", null)], page.Regions.Select(region => (region.Id, region.Type)));
        TextLine[] lines = [.. page.Lines];
        Assert.Equal(("il dit: \"l'été\" & sortit", 0.93, "DefaultLine"), (lines[0].Text, lines[0].Confidence, lines[0].Type));
        Assert.Empty(lines[0].Words);
        Assert.Equal(new Point(500, 46), lines[0].Baseline!.Points[1]);
        Assert.Null(lines[1].Text);
        Assert.Equal(new Box(100, 110, 450, 40), lines[1].Boundary.Bounds);
        Assert.Equal("seul", Assert.Single(lines[2].Words).Text);
        Assert.Equal(new Box(100, 310, 450, 40), page.Regions[1].Boundary.Bounds);
    }

    [Fact]
    public void Read_KrakenShape_HasWordsInTheGivenOrder()
    {
        Page page = Assert.Single(Alto.Parse(Sample("kraken"), "a"));

        Assert.Equal([("block_2", "Marginalia"), ("block_1", null)], page.Regions.Select(region => (region.Id, region.Type)));
        Assert.Equal(["eins", "zwei drei", "gar lieb-"], page.Lines.Select(line => line.Text));
        TextLine last = page.Lines.Last();
        Assert.Equal([("gar", 0.9712), ("lieb-", 0.5)], last.Words.Select(word => (word.Text, word.Confidence!.Value)));
        Assert.Equal([0.99, 0.98, 0.94], last.Words[0].CharacterConfidences);
        Assert.Equal([1, 1, 0, 1 - 3 / 9.0], page.Lines.ElementAt(1).Words[1].CharacterConfidences);
        Assert.Equal([new Point(10, 175), new Point(310, 175)], page.Lines.ElementAt(1).Baseline!.Points);
        Assert.Equal(new TextAlternative("einz", 0), Assert.Single(page.Lines.First().Words[0].Alternatives));
    }

    /// <summary>Version 2: the baseline is a height, a line is one string, or words and spaces with boxes.</summary>
    [Fact]
    public void Read_TranskribusShape_HasLevelBaselines()
    {
        var repairs = new List<DocumentRepair>();
        Page page = Assert.Single(Alto.Parse(Sample("transkribus"), "a", repaired: repairs.Add));

        Assert.Empty(repairs);
        Assert.Equal((800, 1000, 640), (page.Width, page.Height, page.Regions.Single().Boundary.Bounds.Width));
        TextLine[] lines = [.. page.Lines];
        Assert.Equal(["An den Herrn Pfarrer", "lieber Freundt"], lines.Select(line => line.Text));
        Assert.Equal([new Point(80, 140), new Point(680, 140)], lines[0].Baseline!.Points);
        Assert.Empty(lines[0].Words);
        Assert.Equal([new Box(80, 190, 120, 50), new Box(220, 190, 150, 50)], lines[1].Words.Select(word => word.Boundary.Bounds));
    }

    [Theory]
    [InlineData("transkribus", "r1l1", "An den Herren Pfarrer", "CONTENT=\"An den Herren Pfarrer\"/>")]
    [InlineData("transkribus", "r1l2", "lieber Freund", "<String HEIGHT=\"50\" WIDTH=\"150\" VPOS=\"190\" HPOS=\"220\" CONTENT=\"Freund\"/>")]
    [InlineData("escriptorium", "eSc_line_01", "il dit: \"l'hiver\" & sortit", "<String CONTENT=\"il dit: &quot;l'hiver&quot;  &amp; sortit\"")]
    [InlineData("kraken", "line_c", "zwei vier", "<String CONTENT=\"vier\" HPOS=\"160\" VPOS=\"150\" WIDTH=\"150\" HEIGHT=\"30\"/>")]
    [InlineData("kraken", "line_a", "gar lieber-", "<String ID=\"segment_2\" CONTENT=\"lieber\" HPOS=\"130\" VPOS=\"20\" WIDTH=\"180\" HEIGHT=\"30\"/>")]
    public void Edit_OneWord_ChangesItsLineOfTheFile(string sample, string line, string text, string changed)
    {
        byte[] original = Sample(sample);
        Page page = Alto.Parse(original, sample)[0];

        byte[] edited = Alto.Edit(original, [DocumentChanges.WithLine(page, line, old => old with { Text = text })], sample);

        // How sure the word was that stood there goes with it.
        string[] before = Encoding.UTF8.GetString(original).Split('\n'), after = Encoding.UTF8.GetString(edited).Split('\n');
        Assert.Equal(before.Length, after.Length);
        Assert.Equal(changed, Assert.Single(before.Zip(after), pair => pair.First != pair.Second).Second.Trim());
        Assert.Equal(text, Alto.Parse(edited, sample)[0].Lines.Single(one => one.Id == line).Text);
    }

    [Theory]
    [InlineData("escriptorium")]
    [InlineData("kraken")]
    [InlineData("transkribus")]
    public void Edit_Nothing_IsTheSameFile(string sample) =>
        Assert.Equal(Sample(sample), Alto.Edit(Sample(sample), Alto.Parse(Sample(sample), sample), sample));

    [Fact]
    public void Edit_RandomChanges_AreReadAgain()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            // Not the sample with a block that has its outline from its lines: that moves where lines change.
            byte[] original = seed % 2 == 0 ? Alto.ToBytes([DrawnPages.Random(random)], DrawnPages.Origin) : Sample("kraken");
            if (seed % 3 == 0)
                original = DocumentChanges.OnOneLine(original);
            Page before = Alto.Parse(original, "a.xml")[0], changed = DocumentChanges.Changed(before, random);

            Page read = Alto.Parse(Alto.Edit(original, [changed], "a.xml"), "b.xml")[0];

            Assert.True(Told(changed) == Told(read), $"seed {seed}\n{Told(before)}\n{Told(changed)}\n{Told(read)}");
        }
    }

    [Fact]
    public void Write_RandomPages_AreReadAgain()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Page[] pages = [DrawnPages.Random(new Random(seed))];

            Assert.Equal(Told(pages[0]), Told(Alto.Parse(Alto.ToBytes(pages, DrawnPages.Origin), "a.xml")[0]));
        }
    }

    [Fact]
    public void Write_SeveralPages_HaveEveryIdOnce()
    {
        Page[] pages = [DrawnPages.Random(new Random(1)), DrawnPages.Random(new Random(1)), DrawnPages.Random(new Random(3))];

        IReadOnlyList<Page> read = Alto.Parse(Alto.ToBytes(pages, DrawnPages.Origin), "a.xml", repaired: repair => Assert.Fail(repair.What));

        Assert.Equal(3, read.Count);
        Assert.Equal(pages[1].Lines.Select(line => line.Text), read[1].Lines.Select(line => line.Text));
        Assert.All(read[0].Lines.Zip(read[1].Lines), pair => Assert.Equal(pair.First.Id + "-2", pair.Second.Id));
    }

    [SchemaFact]
    public void Write_RandomPages_AreValid()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            byte[] written = Alto.ToBytes([DrawnPages.Random(random), DrawnPages.Random(random)], DrawnPages.Origin);
            IReadOnlyList<Page> pages = Alto.Parse(written, "a.xml");

            Assert.Empty(SchemaFactAttribute.Faults("alto-4-4.xsd", written));
            Assert.Empty(SchemaFactAttribute.Faults("alto-4-4.xsd", Alto.Edit(written, [.. pages.Select(page => DocumentChanges.Changed(page, random))], "a.xml")));
        }
    }

    [Fact]
    public void Parse_FilesDamagedAtRandom_AreReadOrRefusedWithTheirName()
    {
        byte[][] samples = [Sample("escriptorium"), Sample("kraken"), Sample("transkribus")];
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            byte[] file = DocumentChanges.Damaged(samples[seed % 3], random);
            try
            {
                IReadOnlyList<Page> pages = Alto.Parse(file, "hurt.xml");
                Alto.Edit(file, [.. pages.Select(page => DocumentChanges.Changed(page, random))], "hurt.xml");
            }
            catch (AltoException error)
            {
                Assert.StartsWith("hurt.xml", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Parse_TenthsOfMillimetres_AreTurnedIntoPixelsByTheImage()
    {
        string xml = Encoding.UTF8.GetString(Sample("kraken")).Replace(">pixel<", ">mm10<", StringComparison.Ordinal);

        Page page = Alto.Parse(Encoding.UTF8.GetBytes(xml), "a.xml", new PageSize(1400, 1600))[0];

        Assert.Equal((1400, 1600, new Box(20, 200, 600, 60)), (page.Width, page.Height, page.Lines.First().Boundary.Bounds));
        Assert.Contains("a.xml:29: expected a file in pixels, or the page's image beside it; this one measures in mm10",
            Assert.Throws<AltoException>(() => Alto.Parse(Encoding.UTF8.GetBytes(xml), "a.xml")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<a/>", "a.xml:1: expected ALTO, whose first element is alto; this one is a.")]
    [InlineData("<alto/>", "a.xml:1: expected a Page in Layout; there is none.")]
    [InlineData("<alto><Layout><Page/></Layout></alto>", "expected WIDTH and HEIGHT above 0; got \"\" and \"\".")]
    [InlineData("<alto><Layout><Page WIDTH='9' HEIGHT='9'>\n<TextBlock><TextLine BASELINE='1 2 3'/></TextBlock></Page></Layout></alto>", "a.xml:2: expected the BASELINE of line l1 as x y x y …; got \"1 2 3\".")]
    public void Parse_WrongFile_SaysWhereAndWhat(string xml, string expected) =>
        Assert.Contains(expected, Assert.Throws<AltoException>(() => Alto.Parse(Encoding.UTF8.GetBytes(xml), "a.xml")).Message, StringComparison.Ordinal);

    [DataFact]
    public void Parse_AllPagesOfTheCollections_AreReadAndWrittenValid()
    {
        string[] files = Directory.GetFiles(Path.Combine(DataFactAttribute.Folder, "pages"), "*.xml", SearchOption.AllDirectories);
        int lines = 0, read = 0;
        foreach (string file in files)
        {
            byte[] original = File.ReadAllBytes(file);
            Page page = Assert.Single(Alto.Parse(original, file));
            lines += page.Lines.Count();
            read += page.Lines.Count(line => line.Text is not null);
            Assert.Equal(original, Alto.Edit(original, [page], file));
            Assert.Equal(Told(page), Told(Alto.Parse(Alto.ToBytes([page], DrawnPages.Origin), file)[0]));
        }

        Assert.Equal((284, 6268, 6255), (files.Length, lines, read));
    }

    /// <summary>ALTO has no place for how sure a line is that consists of words, nor for what else it may say.</summary>
    private static string Told(Page page) => DrawnPages.Told(page with
    {
        Regions = [.. page.Regions.Select(region => region with
        {
            Lines = [.. region.Lines.Select(line => line with { Confidence = line.Words.Count > 0 || line.Text?.Contains(' ', StringComparison.Ordinal) != true ? null : line.Confidence, Alternatives = [], Words = HasWords(line) ? line.Words : [] })],
        })],
    });

    // A line of one word is a word by itself.
    private static bool HasWords(TextLine line) => line.Text?.Contains(' ', StringComparison.Ordinal) == true;

    private static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Ductus.Tests/Documents/Samples", $"{name}.alto.xml"));
}
