using System.Globalization;
using System.Xml.Linq;
using Ductus.Documents.Xml;
using Names = Ductus.Documents.AltoFiles.AltoNames;

namespace Ductus.Documents.AltoFiles;

/// <summary>How sure characters and alternatives are, as ALTO says it.</summary>
internal static class AltoConfidences
{
    /// <summary>Of a word's characters: of its glyphs, or by <c>CC</c>, where 0 is sure and 9 is not; empty where neither says it of all.</summary>
    public static IReadOnlyList<double> Of(XElement word, string text)
    {
        double?[] glyphs = [.. word.Children(Names.Glyph).Select(glyph => XmlConfidence.Parse(glyph.AttributeValue(Names.GlyphConfidence)))];
        if (glyphs.Length > 0 && glyphs.All(glyph => glyph is not null))
            return [.. glyphs.OfType<double>()];
        char[] digits = [.. (word.AttributeValue(Names.CharacterConfidences) ?? "").Where(character => !char.IsWhiteSpace(character))];
        bool isEach = digits.Length > 0 && digits.All(char.IsAsciiDigit) && digits.Length == StringInfo.ParseCombiningCharacters(text).Length;
        return isEach ? [.. digits.Select(digit => 1 - (digit - '0') / 9.0)] : [];
    }

    public static string Digits(IReadOnlyList<double> confidences) =>
        string.Join(' ', confidences.Select(confidence => (int)Math.Round(9 * (1 - confidence))));

    /// <summary>As written by <see cref="Purpose"/>; 0 where another program has nothing to say.</summary>
    public static double OfAlternative(XElement alternative) =>
        alternative.AttributeValue(Names.Purpose) is { } purpose && purpose.StartsWith(Names.Confidence, StringComparison.Ordinal)
            ? XmlConfidence.Parse(purpose[Names.Confidence.Length..]) ?? 0 : 0;

    public static string Purpose(double confidence) => Names.Confidence + XmlConfidence.Text(confidence);
}
