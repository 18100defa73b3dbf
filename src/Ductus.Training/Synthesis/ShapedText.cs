namespace Ductus.Training.Synthesis;

/// <summary>One glyph of a shaped text: which outline, which character it writes first, and its place in font units.</summary>
/// <param name="Glyph">Number of the glyph in its font.</param>
/// <param name="Character">Index of the UTF-16 unit of the text it starts with.</param>
/// <param name="Offset">Place of its origin from the pen, x to the right and y up.</param>
/// <param name="Advance">How far the pen moves on.</param>
internal readonly record struct ShapedGlyph(int Glyph, int Character, (int X, int Y) Offset, int Advance);

/// <summary>A text as glyphs from left to right.</summary>
internal sealed class ShapedText(string text, IReadOnlyList<ShapedGlyph> glyphs)
{
    public string Text { get; } = text;

    public IReadOnlyList<ShapedGlyph> Glyphs { get; } = glyphs;
}
