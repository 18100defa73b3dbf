using System.Text;
using Ductus.Documents;
using Ductus.Documents.JsonFiles;
using Ductus.Layout;

namespace Ductus.Tests.Documents.JsonFiles;

public class PageJsonTests
{
    [Fact]
    public void Write_RandomPages_AreReadAgain()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Page page = DrawnPages.Random(new Random(seed));

            Assert.Equal(DrawnPages.Told(page), DrawnPages.Told(PageJson.Parse(PageJson.ToBytes([page], DrawnPages.Origin), "a.json").Single()));
            Assert.Equal(DrawnPages.Told(page), DrawnPages.Told(PageJson.ParseLine(PageJson.Line(page, 3, "a.png", DrawnPages.Origin), "a line")));
        }
    }

    /// <summary>All that it holds, down to the last byte.</summary>
    [Fact]
    public void Edit_PagesWithEverything_IsTheSameFile()
    {
        byte[] golden = File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Ductus.Tests/Documents/Golden/document.json"));
        var document = DocumentFile.Parse(golden, "a.json");
        DocumentOptions marked = new() { LeastConfidence = 0.5 };

        Assert.Equal(DocumentFormat.Json, document.Format);
        // The marks were asked for when it was written.
        Assert.Equal(Encoding.UTF8.GetString(golden), Encoding.UTF8.GetString(PageJson.ToBytes(document.Pages, document.Origin!, marked)));      // JSON tells who read it
        Assert.Equal(Encoding.UTF8.GetString(PageJson.ToBytes(document.Pages, document.Origin!)), Encoding.UTF8.GetString(document.Edit(document.Pages)));
    }

    [Theory]
    [InlineData("{", "a.json:1: expected well-formed JSON;")]
    [InlineData("{\n\"pages\": x", "a.json:2: expected well-formed JSON;")]
    [InlineData("{}", "a.json: expected a list at pages")]
    [InlineData("{\"pages\":[],\"software\":\"x\"}", "expected a date and time of ISO 8601 at created")]
    [InlineData("{\"pages\":[{\"width\":1.5}]}", "expected pixels, 1 or more at pages[0].width")]
    [InlineData("{\"pages\":[7]}", "expected an object at pages[0]")]
    [InlineData("{\"pages\":[{\"width\":9,\"height\":9,\"regions\":[{\"id\":\"r\",\"polygon\":[[1,2],[3,4]]}],\"lines\":[]}]}", "expected a list of at least 3 points [x, y] at pages[0].regions[0].polygon")]
    [InlineData("{\"pages\":[{\"width\":9,\"height\":9,\"regions\":[],\"lines\":[{\"id\":\"l\",\"region\":\"q\"}]}]}", "expected the id of a region of its page at pages[0].lines[0].region")]
    public void Parse_WrongFile_SaysWhereAndWhat(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<PageJsonException>(() => DocumentFile.Parse(Encoding.UTF8.GetBytes(json), "a.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_FilesDamagedAtRandom_AreReadOrRefusedWithTheirName()
    {
        byte[] golden = File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Ductus.Tests/Documents/Golden/document.json"));
        for (int seed = 0; seed < 2000; seed++)
        {
            try
            {
                PageJson.Parse(DocumentChanges.Damaged(golden, new Random(seed)), "hurt.json");
            }
            catch (PageJsonException error)
            {
                Assert.StartsWith("hurt.json", error.Message, StringComparison.Ordinal);
            }
        }
    }
}
