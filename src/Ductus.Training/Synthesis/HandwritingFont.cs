using System.Text;
using Ductus.Native;
using Ductus.Training.Native.FreeType;
using Ductus.Training.Native.HarfBuzz;

namespace Ductus.Training.Synthesis;

/// <summary>A font that looks like handwriting: its outlines and its rules for joining letters. Immutable, share it between threads.</summary>
public sealed class HandwritingFont : IDisposable
{
    private const string FontFile = "a TrueType, OpenType, WOFF or WOFF2 font";

    // Letters without ascender, then a space.
    private const string LowLetters = "acemnorsuvwxz ";

    // Letters with a stem, which shows how a hand leans.
    private const string TallLetters = "l h d i t n m u";

    private readonly HarfBuzzFont _shaper;
    private readonly GlyphOutline[] _outlines;

    private HandwritingFont(string name, bool joined, int xHeight, StrokeMeasure strokes, HarfBuzzFont shaper, GlyphOutline[] outlines)
    {
        (Name, Joined, XHeight, _shaper, _outlines) = (name, joined, xHeight, shaper, outlines);
        (Slant, StrokeWidth) = (strokes.Slant, strokes.Width / xHeight);
    }

    /// <summary>The family name in the file.</summary>
    public string Name { get; }

    /// <summary>The letters run into one another, so that they must keep their distance.</summary>
    public bool Joined { get; }

    /// <summary>Height of the small letters above the baseline in font units: their median, for single ones reach far above in some hands.</summary>
    internal int XHeight { get; }

    /// <summary>How the letters lean of themselves: to the right per up.</summary>
    internal double Slant { get; }

    /// <summary>Mean width of the strokes in x-heights.</summary>
    internal double StrokeWidth { get; }

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
        ShapedText letters = Shape(shaper, LowLetters);
        int[] tops = [.. letters.Glyphs.Where(glyph => letters.Text[glyph.Character] != ' ').Select(glyph => outlines[glyph.Glyph].Top).Order()];
        int xHeight = tops[tops.Length / 2];
        if (xHeight > 0 && Missing(letters).Count == 0)
        {
            var strokes = StrokeMeasure.Of(Shape(shaper, TallLetters).Glyphs.Select(glyph => outlines[glyph.Glyph]));
            return new HandwritingFont(name, joined, xHeight, strokes, shaper, outlines);
        }
        shaper.Dispose();
        throw new FontFormatException(path, "a font with outlines of the small Latin letters and a space", $"{name} has not all of them");
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
