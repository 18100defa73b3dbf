using System.Globalization;
using System.Xml.Linq;

namespace Ductus.Documents.Xml;

/// <summary>What the parts of a file that is read are called: by the ids it gives, each once.</summary>
/// <param name="attribute">That ids stand in.</param>
/// <param name="repaired">Told of what had to be made up.</param>
internal sealed class DocumentIds(string attribute, Action<DocumentRepair> repaired)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);         // number by what is before it

    /// <param name="element">Of a region or line.</param>
    /// <param name="letter">Ids begin with that are made up.</param>
    /// <returns>Its id; one made up where it has none, or one that was there before.</returns>
    public string Of(XElement element, string letter)
    {
        string? given = element.AttributeValue(attribute);
        if (!string.IsNullOrWhiteSpace(given) && _taken.Add(given))
            return given;
        bool isMissing = string.IsNullOrWhiteSpace(given);
        string begins = isMissing ? letter : $"{given}-", made;
        int number = _last.GetValueOrDefault(begins, isMissing ? 0 : 1);
        do
            made = string.Create(CultureInfo.InvariantCulture, $"{begins}{++number}");
        while (!_taken.Add(made));
        _last[begins] = number;
        repaired(new DocumentRepair(XmlSource.LineOf(element), isMissing ? $"{element.Name.LocalName} has no {attribute}: it is called {made}"
            : $"the {attribute} {given} was there before: this {element.Name.LocalName} is called {made}"));
        return made;
    }
}
