namespace Ductus.Training.Synthesis;

/// <summary>How a font's letters are built, from their outlines. Lengths are in x-heights but for the first.</summary>
/// <param name="XHeight">Height of the small letters above the baseline in font units: their median, for single ones reach far above in some hands.</param>
/// <param name="Ascent">Median height of the ascenders above the baseline.</param>
/// <param name="Descent">Median depth of the tails below the baseline.</param>
/// <param name="Slant">How the letters lean of themselves: to the right per up.</param>
/// <param name="StrokeWidth">Mean width of the strokes.</param>
/// <param name="Advance">How far the pen moves for a small letter, the mean.</param>
internal sealed record FontProportions(int XHeight, double Ascent, double Descent, double Slant, double StrokeWidth, double Advance)
{
    /// <summary>Every letter that is looked at, and the space.</summary>
    public const string Letters = Low + Tall + Deep + " ";

    private const string Low = "acemnorsuvwxz", Tall = "bdfhkl", Deep = "gjpqy";

    // Letters with a stem, which shows how a hand leans.
    private const string Stems = "lhditnmu";

    /// <param name="shapes">Gives outline and advance of letters that stand by themselves.</param>
    public static FontProportions Of(Func<string, (GlyphOutline Outline, int Advance)[]> shapes)
    {
        int xHeight = Median(shapes(Low).Select(letter => letter.Outline.Top));
        double unit = Math.Max(xHeight, 1);
        StrokeMeasure strokes = StrokeMeasure.Of(shapes(Stems).Select(letter => letter.Outline));
        return new FontProportions(
            xHeight, Median(shapes(Tall).Select(letter => letter.Outline.Top)) / unit, -Median(shapes(Deep).Select(letter => letter.Outline.Bottom)) / unit,
            strokes.Slant, strokes.Width / unit, shapes(Low + Tall + Deep).Average(letter => letter.Advance) / unit);
    }

    private static int Median(IEnumerable<int> values)
    {
        int[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
