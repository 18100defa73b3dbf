using System.Xml.Linq;

namespace Ductus.Documents.Xml;

/// <summary>Elements and attributes by their own names: versions of a format differ in their namespaces, and programs in how they write those.</summary>
internal static class LocalNames
{
    public static IEnumerable<XElement> Children(this XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    public static string? AttributeValue(this XElement element, string name) => element.Attribute(name)?.Value;
}
