using System.Xml.Linq;
using Ductus.Documents.Xml;
using Names = Ductus.Documents.AltoFiles.AltoNames;

namespace Ductus.Documents.AltoFiles;

/// <summary>In what order blocks and lines are read: as <c>ReadingOrder</c> of version 4.3 says, else as they stand.</summary>
internal sealed class AltoOrder
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <param name="root">Of the file. Where several orders are given, the first mention of a thing counts.</param>
    public AltoOrder(XElement root)
    {
        foreach (XElement reference in root.Children(Names.ReadingOrder).Descendants().Where(element => element.Name.LocalName == "ElementRef"))
            foreach (string id in (reference.AttributeValue("REF") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                _places.TryAdd(id, _places.Count);
    }

    /// <summary>By the place of each, or of the first thing in it that has one; others last, as they stand.</summary>
    public IEnumerable<XElement> Of(XElement[] elements) => _places.Count == 0 ? elements : elements.OrderBy(Place);

    private int Place(XElement element)
    {
        if (element.AttributeValue(Names.Id) is { } id && _places.TryGetValue(id, out int place))
            return place;
        return element.Descendants().Min(inner => inner.AttributeValue(Names.Id) is { } name && _places.TryGetValue(name, out int first) ? first : (int?)null) ?? int.MaxValue;
    }
}
