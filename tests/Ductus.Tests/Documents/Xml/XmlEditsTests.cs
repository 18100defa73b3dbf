using System.Text;
using System.Xml.Linq;
using Ductus.Documents.PageFiles;
using Ductus.Documents.Xml;
using Ductus.Layout;

namespace Ductus.Tests.Documents.Xml;

public class XmlEditsTests
{
    [Theory]
    [InlineData("<a x = \"1\" y='2'/>", "x", null, "<a y='2'/>")]
    [InlineData("<a y='2'\n  x\n=\n'1'></a>", "x", null, "<a y='2'></a>")]
    [InlineData("<a x = '1' y='2'/>", "y", null, "<a x = '1'/>")]
    [InlineData("<a x = '1'/>", "x", "o'n", "<a x = 'o&apos;n'/>")]
    [InlineData("<a />", "x", "\"", "<a x=\"&quot;\" />")]
    public void SetAttribute_HoweverItIsWritten_ChangesNothingElse(string xml, string name, string? value, string expected)
    {
        XmlSource source = Source(xml);
        var edits = new XmlEdits(source);

        edits.SetAttribute(source.Root, name, value);

        Assert.Equal(expected, edits.Apply());
    }

    [Theory]
    [InlineData("<p:a><p:b/></p:a>", "<p:a><p:b/><p:c><p:d>one\ntwo</p:d></p:c></p:a>")]
    [InlineData("<p:a>\r\n\t<p:b/>\r\n</p:a>", "<p:a>\r\n\t<p:b/>\r\n\t<p:c>\r\n\t  <p:d>one\ntwo</p:d>\r\n\t</p:c>\r\n</p:a>")]
    [InlineData("\n<p:a/>", "\n<p:a>\n  <p:c>\n    <p:d>one\ntwo</p:d>\n  </p:c>\n</p:a>")]
    public void Insert_ElementWithLinesOfText_IsIndentedAndItsTextIsNot(string xml, string expected)
    {
        XmlSource source = Source(xml.Replace("<p:a", "<p:a xmlns:p='q'", StringComparison.Ordinal));
        var edits = new XmlEdits(source);

        edits.Insert(source.Root, _ => true, new XElement("c", new XElement("d", "one\ntwo")));

        Assert.Equal(expected, edits.Apply().Replace(" xmlns:p='q'", "", StringComparison.Ordinal));
    }

    /// <summary>The text of a moved element may look like its indentation.</summary>
    [Fact]
    public void InsertAfter_ElementOfTheFile_MovesAsItStandsWithItsChanges()
    {
        XmlSource source = Source("<a>\n <b x='1'>one\n two</b>\n <c/>\n</a>");
        XElement b = source.Root.Elements().First(), c = source.Root.Elements().Last();
        var edits = new XmlEdits(source);

        edits.SetAttribute(b, "x", "2");
        edits.InsertAfter(c, b);
        edits.Remove(b);

        Assert.Equal("<a>\n <c/>\n <b x='2'>one\n two</b>\n</a>", edits.Apply());
    }

    /// <summary>A line of the file that goes into a region that had nothing in it.</summary>
    [Fact]
    public void Insert_ElementOfTheFileIntoAnEmptyOne_Moves()
    {
        XmlSource source = Source("<a><b><c>x</c></b><d/></a>");
        XElement c = source.Root.Descendants("c").Single();
        var edits = new XmlEdits(source);

        edits.Insert(source.Root.Element("d")!, _ => true, c);              // it is there, see above
        edits.Remove(c);

        Assert.Equal("<a><b></b><d><c>x</c></d></a>", edits.Apply());
    }

    /// <summary>The text of a whole region has its lines, in a file without indentation, too.</summary>
    [Fact]
    public void Edit_RegionAddedToAFileOnOneLine_KeepsTheLinesOfItsText()
    {
        byte[] original = "<PcGts><Page imageWidth='90' imageHeight='90'/></PcGts>"u8.ToArray();
        Page page = PageXml.Parse(original, "a.xml");
        TextLine line = new() { Id = "l1", Boundary = Boundary.FromBox(new Box(1, 1, 20, 9)), Text = "one" };
        TextRegion region = new() { Id = "r1", Boundary = line.Boundary, Lines = [line, line with { Id = "l2", Text = "two" }] };

        string edited = Encoding.UTF8.GetString(PageXml.Edit(original, page with { Regions = [region] }, "a.xml"));

        Assert.Contains("<TextEquiv><Unicode>one\ntwo</Unicode></TextEquiv></TextRegion></Page></PcGts>", edited, StringComparison.Ordinal);
    }

    private static XmlSource Source(string xml) => XmlSource.Parse(Encoding.UTF8.GetBytes(xml), "a.xml", (path, line, problem, cause) => new PageXmlException(path, line, problem, cause));
}
