namespace Ductus.Training.Synthesis;

/// <summary>How a font's letters are built, from their outlines. Lengths are in x-heights but for the first.</summary>
/// <param name="XHeight">Height of the small letters above the baseline in font units: their median, for single ones reach far above in some hands.</param>
/// <param name="Ascent">Median height of the ascenders above the baseline.</param>
/// <param name="Descent">Median depth of the tails below the baseline.</param>
/// <param name="Slant">How the letters lean of themselves: to the right per up.</param>
/// <param name="StrokeWidth">Mean width of the strokes.</param>
internal sealed record FontProportions(int XHeight, double Ascent, double Descent, double Slant, double StrokeWidth)
{
    /// <summary>Every letter that is looked at, and the space.</summary>
    public const string Letters = Low + Tall + Deep + " ";

    private const string Low = "acemnorsuvwxz", Tall = "bdfhkl", Deep = "gjpqy";

    // Letters with a stem, which shows how a hand leans.
    private const string Stems = "lhditnmu";

    /// <param name="outlines">Gives the outlines of letters that stand by themselves.</param>
    public static FontProportions Of(Func<string, GlyphOutline[]> outlines)
    {
        int xHeight = Median(outlines(Low), outline => outline.Top);
        double unit = Math.Max(xHeight, 1);
        StrokeMeasure strokes = StrokeMeasure.Of(outlines(Stems));
        return new FontProportions(
            xHeight, Median(outlines(Tall), outline => outline.Top) / unit, -Median(outlines(Deep), outline => outline.Bottom) / unit, strokes.Slant, strokes.Width / unit);
    }

    private static int Median(GlyphOutline[] outlines, Func<GlyphOutline, int> height) => outlines.Select(height).Order().ElementAt(outlines.Length / 2);
}
