using System.Text;
using Ductus.Documents;
using Ductus.Documents.PageFiles;
using Ductus.Layout;

namespace Ductus.Tests.Documents.PageFiles;

public class PageXmlTests
{
    private static readonly string[] Samples = ["transkribus", "escriptorium", "loghi"];

    private static readonly DocumentOptions Whole = new() { Alternatives = true };

    [Fact]
    public void Read_TranskribusShape_HasRegionsAndLinesInTheirOrder()
    {
        Page page = Read("transkribus", out List<DocumentRepair> repairs);

        Assert.Empty(repairs);
        Assert.Equal((800, 1000, "0005_letter.jpg"), (page.Width, page.Height, page.ImageName));
        Assert.Equal([("r2", "heading"), ("r1", null)], page.Regions.Select(region => (region.Id, region.Type)));
        Assert.Equal([("r2l1", null), ("r1l1", "Dearest Ann&"), ("r1l2", "I have the honour"), ("r1l3", "yours, as ever")], page.Lines.Select(line => (line.Id, line.Text)));
        Assert.Equal(["Dearest", "Ann&"], page.Lines.ElementAt(1).Words.Select(word => word.Text));
        Assert.Equal(new Point(241, 413), page.Lines.ElementAt(1).Baseline!.Points[1]);
    }

    [Fact]
    public void Read_EscriptoriumShape_IsRepairedWhereItMustBe()
    {
        Page page = Read("escriptorium", out List<DocumentRepair> repairs);

        Assert.Equal(["MainZone", null], page.Regions.Select(region => region.Type));
        TextLine[] lines = [.. page.Lines];
        Assert.Equal("l’été \"dernier\" à Pâris", lines[0].Text);
        Assert.Equal((0.93, "DefaultLine"), (lines[0].Confidence, lines[0].Type));
        Assert.Null(lines[1].Text);
        Assert.Equal(new Box(100, 117, 450, 31), lines[1].Boundary.Bounds);                  // 31 pixels, as much of the page as the median line
        Assert.Null(lines[2].Baseline);
        Assert.Equal(864, lines[2].Boundary.Bounds.Right);
        Assert.Equal(
        [
            (23, "line eSc_line_02 has no outline: a band along its baseline is taken"),
            (11, "the outline of region eSc_textblock_01 has two points: the box between them is taken"),
            (40, "the baseline of line eSc_line_03 has one point: it is left out"),
            (39, "the outline of line eSc_line_03 reaches beyond the page of 864 × 600 pixels: 2 of its 4 points are moved to the edge"),
            (35, "region eSc_dummyblock_ has no outline: the box around its lines is taken"),
        ], repairs.Select(repair => (repair.Line, repair.What)));
    }

    [Fact]
    public void Read_LoghiShape_TakesTheUnicodeText()
    {
        Page page = Read("loghi", out List<DocumentRepair> repairs);

        Assert.Empty(repairs);
        Assert.Equal(["de haven van Delft", "is"], page.Lines.Select(line => line.Text));
        Assert.Equal(0.7112153115016844, page.Lines.First().Confidence);
        Assert.Equal("de", Assert.Single(page.Lines.First().Words).Text);
    }

    [Theory]
    [InlineData("transkribus", "r1l1", "Dearest Anna", "Ann&amp;→Anna", "Ann&amp;→Anna", "Ann&amp;&#13;→Anna&#13;")]
    [InlineData("transkribus", "r1l2", "I have the pleasure", "honour→pleasure", "honour&#13;→pleasure&#13;")]
    [InlineData("escriptorium", "eSc_line_01", "l’été \"dernier\" à Paris", "P\u00e2ris→Paris")]
    [InlineData("loghi", "b006e989", "was", "is→was", "is→was")]
    public void Edit_OneWord_ChangesNothingElse(string sample, string line, string text, params string[] changes)
    {
        byte[] original = Sample(sample);
        Page page = PageXml.Parse(original, sample);

        byte[] edited = PageXml.Edit(original, DocumentChanges.WithLine(page, line, old => old with { Text = text }), sample);

        Assert.Equal(changes, DocumentChanges.Differences(original, edited));
        Assert.Equal(text, PageXml.Parse(edited, sample).Lines.Single(one => one.Id == line).Text);
    }

    [Fact]
    public void Edit_EmptyTextEquivalent_GetsItsText()
    {
        byte[] file = Encoding.UTF8.GetBytes("<PcGts><Page imageWidth='9' imageHeight='9'><TextRegion id='r'><Coords points='1,2 3,4 5,9'/><TextLine id='l'><Coords points='1,2 3,4 5,9'/><TextEquiv></TextEquiv></TextLine></TextRegion></Page></PcGts>");

        byte[] edited = PageXml.Edit(file, DocumentChanges.WithLine(PageXml.Parse(file, "a.xml"), "l", line => line with { Text = "said" }), "a.xml");

        Assert.Equal("said", PageXml.Parse(edited, "a.xml").Lines.Single().Text);
        Assert.Contains("<TextEquiv><Unicode>said</Unicode></TextEquiv>", Encoding.UTF8.GetString(edited), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("transkribus")]
    [InlineData("escriptorium")]
    [InlineData("loghi")]
    public void Edit_Nothing_IsTheSameFile(string sample) =>
        Assert.Equal(Sample(sample), PageXml.Edit(Sample(sample), PageXml.Parse(Sample(sample), sample), sample));

    /// <summary>Pages that were read, changed at random and put back say what they were changed to.</summary>
    [Fact]
    public void Edit_RandomChanges_AreReadAgain()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            // Not the sample whose lines have outlines by their neighbours: those move where neighbours change.
            byte[] original = seed % 2 == 0 ? PageXml.ToBytes(DrawnPages.Random(random), DrawnPages.Origin, Whole) : Sample(seed % 4 == 1 ? "transkribus" : "loghi");
            if (seed % 3 == 0)
                original = DocumentChanges.OnOneLine(original);
            Page before = PageXml.Parse(original, "a.xml"), changed = DocumentChanges.Changed(before, random);

            Page read = PageXml.Parse(PageXml.Edit(original, changed, "a.xml"), "b.xml");

            Assert.True(DrawnPages.Told(changed) == DrawnPages.Told(read), $"seed {seed}\n{DrawnPages.Told(before)}\n{DrawnPages.Told(changed)}\n{DrawnPages.Told(read)}");
        }
    }

    [Fact]
    public void Write_RandomPages_AreReadAgain()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Page page = DrawnPages.Random(new Random(seed));

            Page read = PageXml.Parse(PageXml.ToBytes(page, DrawnPages.Origin, Whole), "a.xml");

            Assert.Equal(DrawnPages.Told(page with { ImageName = page.ImageName ?? "" }), DrawnPages.Told(read));
        }
    }

    [SchemaFact]
    public void Write_RandomPages_AreValid()
    {
        for (int seed = 0; seed < 50; seed++)
            Assert.Empty(SchemaFactAttribute.Faults("page-2019-07-15.xsd", PageXml.ToBytes(DrawnPages.Random(new Random(seed)), DrawnPages.Origin, Whole)));
        Assert.NotEmpty(SchemaFactAttribute.Faults("page-2019-07-15.xsd", Encoding.UTF8.GetBytes("<PcGts xmlns=\"http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15\"/>")));
    }

    [SchemaFact]
    public void Edit_RandomChanges_StayValid()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            byte[] original = PageXml.ToBytes(DrawnPages.Random(random), DrawnPages.Origin, Whole);

            Assert.Empty(SchemaFactAttribute.Faults("page-2019-07-15.xsd", PageXml.Edit(original, DocumentChanges.Changed(PageXml.Parse(original, "a.xml"), random), "a.xml")));
        }
    }

    [Fact]
    public void Parse_FilesDamagedAtRandom_AreReadOrRefusedWithTheirName()
    {
        byte[][] samples = [.. Samples.Select(Sample)];
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            byte[] file = DocumentChanges.Damaged(samples[seed % 3], random);
            try
            {
                Page page = PageXml.Parse(file, "hurt.xml");
                PageXml.Edit(file, DocumentChanges.Changed(page, random), "hurt.xml");
            }
            catch (PageXmlException error)
            {
                Assert.StartsWith("hurt.xml", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("<a/>", "a.xml:1: expected PAGE, whose first element is PcGts; this one is a.")]
    [InlineData("<PcGts/>", "a.xml:1: expected one Page; there are 0.")]
    [InlineData("<PcGts>\n<Page imageWidth='0' imageHeight='9'/></PcGts>", "a.xml:2: expected imageWidth and imageHeight above 0; got \"0\" and \"9\".")]
    [InlineData("<PcGts>", "a.xml:1: expected well-formed XML without a DTD;")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><PcGts>&x;</PcGts>", "a.xml:1: expected XML without a DTD; this file has one.")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><PcGts/>", "a.xml:1: expected XML without a DTD; this file has one.")]
    [InlineData("<?xml version='1.0' encoding='klingon'?><PcGts/>", "a.xml:1: expected an encoding that is known; \"klingon\" is declared.")]
    [InlineData("<PcGts><Page imageWidth='9' imageHeight='9'>\n\n<TextRegion id='r'><Coords points='1,2 3'/></TextRegion></Page></PcGts>", "a.xml:3: expected the points of region r as x,y x,y …; got \"1,2 3\".")]
    [InlineData("<PcGts><Page imageWidth='9' imageHeight='9'><TextRegion id='r'><Coords points='1,2 3,∞ 4,5'/></TextRegion></Page></PcGts>", "got \"1,2 3,∞ 4,5\".")]
    public void Parse_WrongFile_SaysWhereAndWhat(string xml, string expected)
    {
        Assert.Contains(expected, Assert.Throws<PageXmlException>(() => PageXml.Parse(Encoding.UTF8.GetBytes(xml), "a.xml")).Message, StringComparison.Ordinal);
    }

    /// <summary>Their places are told as places in the text, which has more than them, or other spaces between them.</summary>
    [Theory]
    [InlineData("an  old cat", "an old cat", "unclear {offset:4; length:3;}")]
    [InlineData("an old cat", "old cat", null)]
    public void Write_UncertainWords_AreFoundInTheText(string text, string words, string? mark)
    {
        var box = Boundary.FromBox(new Box(1, 1, 50, 20));
        var line = new TextLine { Id = "l", Boundary = box, Text = text, Words = [.. words.Split(' ').Select(word => new TextWord { Text = word, Boundary = box, Confidence = word == "old" ? 0.2 : 0.9 })] };
        var page = new Page { Width = 100, Height = 50, Regions = [new() { Id = "r", Boundary = box, Lines = [line] }] };

        string xml = Encoding.UTF8.GetString(PageXml.ToBytes(page, DrawnPages.Origin, new() { LeastConfidence = 0.5 }));

        Assert.Equal(mark, System.Text.RegularExpressions.Regex.Match(xml, "unclear [^\"]+") is { Success: true } found ? found.Value : null);
    }

    /// <summary>None of these takes time that grows with the square of the file's length.</summary>
    [Fact]
    public void Parse_ManyLinesWithoutIdsOrOutlines_AreToldApart()
    {
        const int Lines = 100_000;
        string polygon = string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"{i % 90},{i % 40}"));
        string xml = $"<PcGts><Page imageWidth='100' imageHeight='50'><TextRegion id='r'><Coords points='{polygon}'/>{string.Concat(Enumerable.Repeat("<TextLine id='l'/>", Lines))}</TextRegion></Page></PcGts>";

        Page page = PageXml.Parse(Encoding.UTF8.GetBytes(xml), "a.xml");

        Assert.Equal(Lines, page.Lines.Select(line => line.Id).Distinct().Count());
        Page turned = page with { Regions = [page.Regions[0] with { Lines = [.. page.Lines.Skip(1), page.Lines.First()] }] };
        Assert.Equal(turned.Lines.Select(line => line.Id).Take(3), PageXml.Parse(PageXml.ToBytes(turned, DrawnPages.Origin), "b.xml").Lines.Select(line => line.Id).Take(3));
    }

    [Fact]
    public void Parse_ManyAttributes_IsRefused() => Assert.Contains("a.xml:2: expected elements with at most 1000 attributes; this one has 2000.",
        Assert.Throws<PageXmlException>(() => PageXml.Parse(Encoding.UTF8.GetBytes($"<PcGts>\n<Page {string.Join(' ', Enumerable.Range(0, 2000).Select(i => $"a{i}=''"))}/></PcGts>"), "a.xml")).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_DeepNesting_IsRefused()
    {
        byte[] bomb = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 100_000)));

        Assert.Contains("nested deeper", Assert.Throws<PageXmlException>(() => PageXml.Parse(bomb, "a.xml")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_BytesThatAreNotTheDeclaredEncoding_NamesTheLine()
    {
        byte[] file = [.. "<?xml version='1.0' encoding='UTF-8'?>\n<PcGts>\n"u8, 0xE9, .. "</PcGts>"u8];

        Assert.Contains("a.xml:3: expected utf-8 as the file declares; got the bytes E9", Assert.Throws<PageXmlException>(() => PageXml.Parse(file, "a.xml")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16", false, "declares utf-16 and is not: it is read as UTF-8")]
    [InlineData("ISO-8859-1", false, "declares ISO-8859-1, but its letters are UTF-8: it is read as that")]
    [InlineData("ISO-8859-1", true, null)]
    [InlineData("windows-1252", true, null)]
    public void Parse_DeclaredEncodings_AreReadAndKept(string declared, bool isTrue, string? repair)
    {
        string xml = $"<?xml version='1.0' encoding='{declared}'?><PcGts><Page imageWidth='9' imageHeight='9'><TextRegion id='r'><Coords points='1,2 3,4 5,9'/>"
            + "<TextLine id='l'><Coords points='1,2 3,4 5,9'/><TextEquiv><Unicode>l'été</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>";
        Encoding encoding = isTrue ? CodePagesEncodingProvider.Instance.GetEncoding(declared) ?? Encoding.GetEncoding(declared) : Encoding.UTF8;
        var repairs = new List<DocumentRepair>();

        Page page = PageXml.Parse(encoding.GetBytes(xml), "a.xml", repaired: repairs.Add);
        byte[] edited = PageXml.Edit(encoding.GetBytes(xml), DocumentChanges.WithLine(page, "l", line => line with { Text = "l'œuf" }), "a.xml");

        Assert.Equal("l'été", page.Lines.Single().Text);
        Assert.Equal(repair is null ? [] : [repair], repairs.Select(one => one.What));
        // What ISO 8859-1 lacks is written by its number.
        Assert.Equal(xml.Replace("l'été", declared == "ISO-8859-1" && isTrue ? "l'&#339;uf" : "l'œuf", StringComparison.Ordinal), encoding.GetString(edited));
    }

    [Fact]
    public void Parse_WithoutSize_TakesTheImages()
    {
        byte[] file = "<PcGts><Page imageFilename='x.png'><TextRegion id='r'><Coords points='0,0 30,9'/></TextRegion></Page></PcGts>"u8.ToArray();

        Page page = PageXml.Parse(file, "a.xml", new PageSize(20, 10));

        Assert.Equal((20, 10, 20), (page.Width, page.Height, page.Regions[0].Boundary.Bounds.Right));
    }

    [Fact]
    public void Parse_SameIdTwice_IsRepairedAndBothAreKept()
    {
        string line = "<TextLine id='l'><Coords points='1,2 3,4 5,9'/><TextEquiv><Unicode>a</Unicode></TextEquiv></TextLine>";
        byte[] file = Encoding.UTF8.GetBytes($"<PcGts><Page imageWidth='9' imageHeight='9'><TextRegion id='r'><Coords points='1,2 3,4 5,9'/>{line}{line}<TextLine><Coords points='1,2 3,4 5,9'/></TextLine></TextRegion></Page></PcGts>");

        Page page = PageXml.Parse(file, "a.xml");
        string edited = Encoding.UTF8.GetString(PageXml.Edit(file, DocumentChanges.WithLine(page, "l-2", old => old with { Text = "b" }), "a.xml"));

        Assert.Equal(["l", "l-2", "l1"], page.Lines.Select(one => one.Id));
        Assert.Contains($"{line}{line.Replace(">a<", ">b<", StringComparison.Ordinal)}", edited, StringComparison.Ordinal);
    }

    private static Page Read(string sample, out List<DocumentRepair> repairs)
    {
        var told = new List<DocumentRepair>();
        Page page = PageXml.Parse(Sample(sample), sample, repaired: told.Add);
        repairs = told;
        return page;
    }

    private static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Ductus.Tests/Documents/Samples", $"{name}.page.xml"));
}
