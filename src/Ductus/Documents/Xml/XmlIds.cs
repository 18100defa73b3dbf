using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Ductus.Documents.Xml;

/// <summary>Ids that XML allows, each once in its file: as the page has them wherever that can be.</summary>
internal sealed class XmlIds
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _copies = new(StringComparer.Ordinal);       // of a name

    /// <summary>Those of a new file.</summary>
    public XmlIds()
    {
    }

    /// <summary>Those of a file that has some already.</summary>
    /// <param name="root">Of the file.</param>
    /// <param name="attribute">That ids stand in.</param>
    public XmlIds(XElement root, string attribute) => _taken.UnionWith(root.DescendantsAndSelf().Select(element => element.AttributeValue(attribute)).OfType<string>());

    /// <param name="wanted">What the page calls it.</param>
    public string Of(string wanted)
    {
        string name = Name(wanted), id = name;
        while (!_taken.Add(id))
        {
            int copy = _copies.GetValueOrDefault(name, 1) + 1;
            _copies[name] = copy;
            id = string.Create(CultureInfo.InvariantCulture, $"{name}-{copy}");
        }
        return id;
    }

    /// <summary>A name without colon, as the type ID wants it.</summary>
    private static string Name(string wanted)
    {
        var name = new StringBuilder(wanted.Length + 1);
        foreach (char character in wanted)
            name.Append(XmlConvert.IsNCNameChar(character) ? character : '_');
        if (name.Length == 0 || !XmlConvert.IsStartNCNameChar(name[0]))
            name.Insert(0, '_');
        return name.ToString();
    }
}
