using System.Xml.Linq;

namespace Ductus.Tests.Rules;

public sealed class DocCommentTests
{
    [Fact]
    public void DocumentationFile_EveryElement_SaysSomething()
    {
        var members = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Ductus.xml")).Descendants("member").ToList();

        var empty =
            from member in members
            from element in member.Elements()
            where element.Name.LocalName is "summary" or "param" or "typeparam" or "returns" or "remarks" or "exception" or "value"
            where element.Nodes().All(node => node is XText text && string.IsNullOrWhiteSpace(text.Value))
            select $"{member.Attribute("name")?.Value}: <{element.Name} {element.Attribute("name")?.Value}>";

        Assert.NotEmpty(members);
        Assert.Empty(empty);
    }
}
