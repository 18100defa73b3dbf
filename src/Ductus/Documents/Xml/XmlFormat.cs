using System.Text;
using System.Xml.Linq;

namespace Ductus.Documents.Xml;

/// <summary>Elements as text: two spaces for each level, a line for each element, but what holds text is not broken.</summary>
/// <remarks>Elements and attributes have names without namespaces here; the file's root, or its prefix, says which they are in. Nothing depends on the machine or its settings.</remarks>
internal static class XmlFormat
{
    /// <param name="root">Of the file.</param>
    /// <param name="declarations">Namespaces and schema, as they stand in the root's start tag.</param>
    /// <param name="type">The document type, as it stands before the root; empty for none.</param>
    /// <returns>A whole file, UTF-8.</returns>
    public static byte[] Document(XElement root, string declarations, string type = "")
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").Append(type);
        Append(text, root, "", declarations, level: 0);
        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    /// <summary>An element for a file that exists.</summary>
    /// <param name="element">To be put in.</param>
    /// <param name="prefix">Of the file's own elements, with its colon; empty for none.</param>
    public static string Fragment(XElement element, string prefix)
    {
        var text = new StringBuilder();
        Append(text, element, prefix, "", level: 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, XElement element, string prefix, string declarations, int level)
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
        bool isBroken = !element.Nodes().OfType<XText>().Any();
        foreach (XNode node in element.Nodes())
        {
            if (isBroken)
                text.Append('\n').Append(' ', 2 * (level + 1));
            if (node is XElement child)
                Append(text, child, prefix, "", level + 1);
            else if (node is XText content)
                text.Append(XmlText.Escape(content.Value));
        }
        if (isBroken)
            text.Append('\n').Append(' ', 2 * level);
        text.Append("</").Append(name).Append('>');
    }
}
