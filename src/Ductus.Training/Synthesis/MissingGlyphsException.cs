using System.Globalization;
using System.Text;

namespace Ductus.Training.Synthesis;

/// <summary>A text has characters that a font cannot write.</summary>
public sealed class MissingGlyphsException(string fontName, IReadOnlyList<Rune> missing) : Exception(
    $"The font {fontName} has no glyph for {string.Join(", ", missing.Select(Describe))}; choose another font or leave these characters out.")
{
    public string FontName { get; } = fontName;

    /// <summary>The characters, each once, in the order of the text.</summary>
    public IReadOnlyList<Rune> Missing { get; } = missing;

    private static string Describe(Rune character) => Rune.IsControl(character) || Rune.IsWhiteSpace(character)
        ? string.Create(CultureInfo.InvariantCulture, $"U+{character.Value:X4}")
        : string.Create(CultureInfo.InvariantCulture, $"'{character}' (U+{character.Value:X4})");
}
