using System.Globalization;
using System.Xml.Linq;
using Ductus.Documents.Xml;
using Ductus.Layout;
using Names = Ductus.Documents.PageFiles.PageXmlNames;

namespace Ductus.Documents.PageFiles;

/// <summary>What the <c>TextEquiv</c> elements of a line, word or glyph say.</summary>
/// <param name="Text">Of the first by its <c>index</c>; <see langword="null"/> where nothing is said.</param>
/// <param name="Confidence">Of that one, 0…1.</param>
/// <param name="Alternatives">The others.</param>
/// <param name="Main">The element of the first.</param>
internal sealed record PageXmlText(string? Text, double? Confidence, IReadOnlyList<TextAlternative> Alternatives, XElement? Main)
{
    public static PageXmlText Of(XElement element)
    {
        var said = element.Children(Names.TextEquiv)
            .Select((equivalent, place) => (Element: equivalent, Index: Number(equivalent) ?? place)).OrderBy(one => one.Index)
            .Select(one => (one.Element, Text: TextOf(one.Element), Confidence: XmlConfidence.Parse(one.Element.AttributeValue("conf")))).ToArray();
        if (said.Length == 0)
            return new PageXmlText(null, null, [], null);
        var (main, text, confidence) = said[0];
        // Programs write an empty text for a line that nobody has read yet; one with a confidence was read.
        return new PageXmlText(text.Length > 0 || confidence is not null ? text : null, confidence,
            [.. said.Skip(1).Where(other => other.Text.Length > 0).Select(other => new TextAlternative(other.Text, other.Confidence ?? 0))], main);
    }

    /// <summary>The element that holds the text: Unicode where there is one, as the schema wants it.</summary>
    public static XElement? TextElement(XElement equivalent) =>
        equivalent.Children(Names.Unicode).FirstOrDefault() ?? equivalent.Children(Names.PlainText).FirstOrDefault();

    private static string TextOf(XElement equivalent) => XmlText.Normalized(TextElement(equivalent)?.Value ?? "");

    private static int? Number(XElement equivalent) =>
        int.TryParse(equivalent.AttributeValue(Names.Index), NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null;
}
