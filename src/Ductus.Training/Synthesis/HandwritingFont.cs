using System.Text;
using Ductus.Native;
using Ductus.Training.Native.FreeType;
using Ductus.Training.Native.HarfBuzz;

namespace Ductus.Training.Synthesis;

/// <summary>A font that looks like handwriting: its outlines and its rules for joining letters. Immutable, share it between threads.</summary>
public sealed class HandwritingFont : IDisposable
{
    private const string FontFile = "a TrueType, OpenType, WOFF or WOFF2 font";

    private readonly HarfBuzzFont _shaper;
    private readonly GlyphOutline[] _outlines;

    private HandwritingFont(string name, bool joined, FontProportions proportions, HarfBuzzFont shaper, GlyphOutline[] outlines)
    {
        (Name, Joined, Proportions, _shaper, _outlines) = (name, joined, proportions, shaper, outlines);
    }

    /// <summary>The family name in the file.</summary>
    public string Name { get; }

    /// <summary>The letters run into one another, so that they must keep their distance.</summary>
    public bool Joined { get; }

    internal FontProportions Proportions { get; }

    /// <summary>Of the highest of the plain capitals, in x-heights.</summary>
    internal double CapitalHeight => Shape("EHNT").Glyphs.Max(glyph => (double)Outline(glyph.Glyph).Top) / Proportions.XHeight;

    /// <summary>Loads a TrueType, OpenType, WOFF or WOFF2 font.</summary>
    /// <param name="joined">No font file tells whether its letters run into one another: <see cref="Joined"/>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FontFormatException">The file is no such font, or one without a Latin alphabet.</exception>
    /// <exception cref="DllNotFoundException">FreeType or HarfBuzz is not installed.</exception>
    public static unsafe HandwritingFont Load(string path, bool joined = false)
    {
        byte[] file = File.ReadAllBytes(path);
        if (file.Length == 0)
            throw new FontFormatException(path, FontFile, "the file is empty");
        try
        {
            fixed (byte* bytes = file)
            {
                using FreeTypeLibrary library = FreeTypeLibrary.Create();
                using FreeTypeFace face = FreeTypeFace.Open(library, bytes, file.Length);
                return FromFace(face, path, joined);
            }
        }
        catch (NativeException error)
        {
            throw new FontFormatException(path, FontFile, error.Message, error);
        }
    }

    /// <summary>The characters of a text that the font has no glyph for, each once, in the order of the text.</summary>
    public IReadOnlyList<Rune> Missing(string text) => Missing(Shape(_shaper, text));

    public void Dispose() => _shaper.Dispose();

    internal GlyphOutline Outline(int glyph) => _outlines[glyph];

    /// <exception cref="MissingGlyphsException">The font cannot write the whole text.</exception>
    internal ShapedText Shape(string text)
    {
        ShapedText shaped = Shape(_shaper, text);
        List<Rune> missing = Missing(shaped);
        return missing.Count == 0 ? shaped : throw new MissingGlyphsException(Name, missing);
    }

    private static HandwritingFont FromFace(FreeTypeFace face, string path, bool joined)
    {
        var outlines = new GlyphOutline[face.GlyphCount];
        for (int glyph = 0; glyph < outlines.Length; glyph++)
            outlines[glyph] = new GlyphOutline(face.LoadOutline(glyph));

        string name = face.FamilyName is { Length: > 0 } family ? family : Path.GetFileNameWithoutExtension(path);
        var shaper = new HarfBuzzFont(face.UnpackedFile());
        if (Missing(Shape(shaper, FontProportions.Letters)).Count == 0 && FontProportions.Of(Letters) is { XHeight: > 0, Advance: > 0 } proportions)
            return new HandwritingFont(name, joined, proportions, shaper, outlines);
        shaper.Dispose();
        throw new FontFormatException(path, "a font with outlines of the small Latin letters and a space", $"{name} has not all of them");

        // Apart from each other, so that they do not join.
        (GlyphOutline, int)[] Letters(string letters) =>
            [.. letters.SelectMany(letter => Shape(shaper, $"{letter}").Glyphs).Select(glyph => (outlines[glyph.Glyph], glyph.Advance))];
    }

    private static List<Rune> Missing(ShapedText shaped)
    {
        var missing = new List<Rune>();
        foreach (ShapedGlyph glyph in shaped.Glyphs)
        {
            // Glyph 0 is what a font draws for a character it does not know.
            if (glyph.Glyph == 0 && Rune.GetRuneAt(shaped.Text, glyph.Character) is var character && !missing.Contains(character))
                missing.Add(character);
        }
        return missing;
    }

    private static ShapedText Shape(HarfBuzzFont shaper, string text)
    {
        string composed = text.Normalize(NormalizationForm.FormC);
        using var buffer = HarfBuzzBuffer.Shape(shaper, composed);
        ReadOnlySpan<HarfBuzzGlyphInfo> infos = buffer.Glyphs;
        ReadOnlySpan<HarfBuzzGlyphPosition> positions = buffer.Positions;
        var glyphs = new ShapedGlyph[infos.Length];
        for (int i = 0; i < glyphs.Length; i++)
            glyphs[i] = new ShapedGlyph((int)infos[i].Glyph, (int)infos[i].Cluster, (positions[i].XOffset, positions[i].YOffset), positions[i].XAdvance);
        return new ShapedText(composed, glyphs);
    }
}
