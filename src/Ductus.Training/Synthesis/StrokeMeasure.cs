namespace Ductus.Training.Synthesis;

/// <summary>What the outlines of letters tell about the strokes they stand for.</summary>
/// <param name="Slant">Lean of the steep edges, to the right per up.</param>
/// <param name="Width">Mean stroke width in font units.</param>
internal readonly record struct StrokeMeasure(double Slant, double Width)
{
    // Edges flatter than this are arches and joins.
    private const double Steep = 1.3;

    /// <remarks>
    /// A long stroke has an area of width × length and an outline of twice its length. Curves are taken as the straight lines
    /// between their points, which is near enough for both.
    /// </remarks>
    public static StrokeMeasure Of(IEnumerable<GlyphOutline> letters)
    {
        double area = 0, length = 0, lean = 0, height = 0;
        foreach (GlyphOutline letter in letters)
        {
            int start = 0;
            double signed = 0;
            foreach (short end in letter.ContourEnds)
            {
                for (int i = start; i <= end; i++)
                {
                    int next = i == end ? start : i + 1;
                    double x = letter.X[next] - letter.X[i], y = letter.Y[next] - letter.Y[i];
                    signed += ((double)letter.X[i] * letter.Y[next] - (double)letter.X[next] * letter.Y[i]) / 2;
                    length += Math.Sqrt(x * x + y * y);
                    if (Math.Abs(y) > Steep * Math.Abs(x))
                        (lean, height) = (lean + x * y, height + y * y);
                }
                start = end + 1;
            }
            area += Math.Abs(signed);
        }
        return new StrokeMeasure(height > 0 ? lean / height : 0, length > 0 ? 2 * area / length : 0);
    }
}
