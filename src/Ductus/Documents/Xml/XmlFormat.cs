using System.Text;
using System.Xml.Linq;

namespace Ductus.Documents.Xml;

/// <summary>Elements as text: two spaces for each level, a line for each element, but what holds text is not broken.</summary>
/// <remarks>Elements and attributes have names without namespaces here; the file's root, or its prefix, says which they are in. Nothing depends on the machine or its settings.</remarks>
internal static class XmlFormat
{
    /// <param name="root">Of the file.</param>
    /// <param name="declarations">Namespaces and schema, as they stand in the root's start tag.</param>
    /// <param name="prologue">What stands before the root, with its line feed.</param>
    /// <returns>A whole file, UTF-8.</returns>
    public static byte[] Document(XElement root, string declarations, string prologue = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    {
        var text = new StringBuilder(prologue);
        Append(text, root, "", declarations, "\n");
        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    /// <summary>An element for a file that exists.</summary>
    /// <param name="element">To be put in.</param>
    /// <param name="prefix">Of the file's own elements, with its colon; empty for none.</param>
    /// <param name="newLine">A line break and the indentation of its place; empty for all on one line.</param>
    public static string Fragment(XElement element, string prefix, string newLine)
    {
        var text = new StringBuilder();
        Append(text, element, prefix, "", newLine);
        return text.ToString();
    }

    private static void Append(StringBuilder text, XElement element, string prefix, string declarations, string newLine)
    {
        string name = prefix + element.Name.LocalName;
        text.Append('<').Append(name);
        if (declarations.Length > 0)
            text.Append(' ').Append(declarations);
        foreach (XAttribute attribute in element.Attributes())
        {
            // xml:id and its like.
            string called = attribute.Name.Namespace == XNamespace.Xml ? "xml:" + attribute.Name.LocalName : attribute.Name.LocalName;
            text.Append(' ').Append(called).Append("=\"").Append(XmlText.Escape(attribute.Value, '"')).Append('"');
        }
        if (!element.Nodes().Any())
        {
            text.Append("/>");
            return;
        }
        text.Append('>');
        bool isBroken = newLine.Length > 0 && !element.Nodes().OfType<XText>().Any();
        string inner = isBroken ? newLine + "  " : "";
        foreach (XNode node in element.Nodes())
        {
            text.Append(inner);
            if (node is XElement child)
                Append(text, child, prefix, "", inner);
            else if (node is XText content)
                text.Append(XmlText.Escape(content.Value));
        }
        if (isBroken)
            text.Append(newLine);
        text.Append("</").Append(name).Append('>');
    }
}
