using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Ductus.Documents;
using Ductus.Documents.TextFiles;
using Ductus.Layout;

namespace Ductus.Tests.Documents;

public sealed class DocumentFormatTests : IDisposable
{
    private static readonly DocumentOptions Marked = new() { LeastConfidence = 0.5 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>What each format makes of two pages with one of everything. To accept changes, run with DUCTUS_ACCEPT=1 and say in the commit why.</summary>
    [Theory]
    [InlineData("page")]
    [InlineData("alto")]
    [InlineData("hocr")]
    [InlineData("tei")]
    [InlineData("txt")]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("csv")]
    public void ToBytes_PagesWithEverything_AreTheGoldenFile(string name)
    {
        var format = DocumentFormat.Named(name)!;                           // it is one of the names above

        string written = Encoding.UTF8.GetString(format.ToBytes(format.HoldsOnePage ? [DrawnDocument.Pages[0]] : DrawnDocument.Pages, DrawnPages.Origin, Marked));

        string golden = Path.Combine(Repository.Root, "tests/Ductus.Tests/Documents/Golden", "document" + format.Extension);
        if (Environment.GetEnvironmentVariable("DUCTUS_ACCEPT") == "1")
            File.WriteAllText(golden, written);
        Assert.Equal(File.ReadAllText(golden), written);
    }

    [Fact]
    public void Write_SeveralPages_AreOneFileOrOneEach()
    {
        IReadOnlyList<string> page = DocumentFormat.Named("page")!.Write(DrawnDocument.Pages, _folder["a"], DrawnPages.Origin);
        IReadOnlyList<string> alto = DocumentFormat.Named("alto")!.Write(DrawnDocument.Pages, _folder["a"], DrawnPages.Origin);

        Assert.Equal([_folder["a-p001.page.xml"], _folder["a-p002.page.xml"]], page);
        Assert.Equal([_folder["a.alto.xml"]], alto);
        Assert.Equal("end", DocumentFile.Load(page[1]).Pages.Single().Lines.Single().Text);
        Assert.Equal(2, DocumentFile.Load(alto[0]).Pages.Count);
        Assert.Throws<ArgumentException>(() => DocumentFormat.Named("page")!.ToBytes(DrawnDocument.Pages, DrawnPages.Origin));
    }

    [SchemaFact]
    public void ToBytes_PagesWithEverything_AreValid()
    {
        Assert.Empty(SchemaFactAttribute.Faults("page-2019-07-15.xsd", DocumentFormat.Named("page")!.ToBytes([DrawnDocument.Pages[0]], DrawnPages.Origin, Marked)));
        Assert.Empty(SchemaFactAttribute.Faults("alto-4-4.xsd", DocumentFormat.Named("alto")!.ToBytes(DrawnDocument.Pages, DrawnPages.Origin, Marked)));
    }

    /// <summary>Boxes hold what lies in them, on pages with whatever outlines.</summary>
    [Fact]
    public void Hocr_RandomPages_HaveWordsInLinesInPages()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            Page page = DrawnPages.Random(new Random(seed));
            string html = Encoding.UTF8.GetString(DocumentFormat.Named("hocr")!.ToBytes([page], DrawnPages.Origin));

            Assert.Equal((1, page.Lines.Count(), page.Lines.Sum(line => line.Words.Count)), HocrBoxes.Check(html));
        }
    }

    /// <summary>Every place that the text of TEI points to is there, once.</summary>
    [Fact]
    public void Tei_RandomPages_PointToTheirZones()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            Page[] pages = [DrawnPages.Random(new Random(seed)), DrawnPages.Random(new Random(seed + 1))];
            XElement root = XDocument.Parse(Encoding.UTF8.GetString(DocumentFormat.Named("tei")!.ToBytes(pages, DrawnPages.Origin))).Root!;

            string[] ids = [.. root.Descendants().Attributes(XNamespace.Xml + "id").Select(id => id.Value)], pointers = [.. root.Descendants().Attributes("facs").Select(pointer => pointer.Value[1..])];
            Assert.Equal(ids.Length, ids.Distinct().Count());
            Assert.Equal(ids.Order(), pointers.Order());
            Assert.Equal(pages.SelectMany(page => page.Lines).Select(line => line.Text ?? ""),
                root.Descendants().Where(element => element.Name.LocalName == "lb").Select(line => string.Concat(line.NodesAfterSelf()
                    .TakeWhile(node => node is not XElement { Name.LocalName: "lb" }).Select(node => node is XElement element ? element.Value : ((XText)node).Value)).TrimEnd('\n')));
        }
    }

    [Fact]
    public void Json_PagesWithEverything_HasTheMembersOfItsSchema()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs/schemas/document.schema.json")));
        using var written = JsonDocument.Parse(DocumentFormat.Named("json")!.ToBytes(DrawnDocument.Pages, DrawnPages.Origin, Marked));

        Assert.Empty(JsonSchema.Faults(schema.RootElement, written.RootElement));
        using var wrong = JsonDocument.Parse(Encoding.UTF8.GetString(DocumentFormat.Named("json")!.ToBytes(DrawnDocument.Pages, DrawnPages.Origin, Marked)).Replace("\"width\": 600", "\"width\": \"600\"", StringComparison.Ordinal));
        Assert.Contains("pages[0].width", Assert.Single(JsonSchema.Faults(schema.RootElement, wrong.RootElement)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1. a", "1\\. a")]
    [InlineData("- a", "\\- a")]
    [InlineData("a - b. c", "a - b. c")]
    [InlineData("# *x* <b> [y](z) `q` a_b", "\\# \\*x\\* \\<b\\> \\[y\\](z) \\`q\\` a\\_b")]
    [InlineData("12) x", "12\\) x")]
    public void Markdown_TextWithMarks_ShowsThem(string text, string expected)
    {
        Page page = DrawnDocument.Pages[1] with { Regions = [DrawnDocument.Pages[1].Regions[0] with { Lines = [DrawnDocument.Pages[1].Regions[0].Lines[0] with { Text = text }] }] };

        Assert.Equal(expected + "\n", Markdown.Of([page]));
    }

    [Fact]
    public void Read_NeitherPageNorAlto_SaysSo()
    {
        File.WriteAllText(_folder["a.xml"], "<html/>");

        Assert.Contains("a.xml: expected PAGE or ALTO, whose first element is PcGts or alto; this one is html.",
            Assert.ThrowsAny<DocumentException>(() => DocumentFile.Load(_folder["a.xml"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<PcGts>\n<Page>", "a.xml:2: expected well-formed XML")]
    [InlineData("", "a.xml: expected well-formed XML")]
    public void Load_BrokenFile_SaysWhereWithoutKnowingItsFormat(string xml, string expected) => Assert.Contains(expected,
        Assert.Throws<DocumentException>(() => DocumentFile.Load(_folder.Write("a.xml", xml))).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_HugeFile_IsRefusedUnread()
    {
        using (FileStream file = File.Create(_folder["huge.xml"]))
            file.SetLength((1L << 28) + 1);

        Assert.Contains("huge.xml: expected at most 256 MiB; the file has 256.", Assert.Throws<DocumentException>(() => DocumentFile.Load(_folder["huge.xml"])).Message, StringComparison.Ordinal);
    }
}
