using Ductus.Imaging;

namespace Ductus.Layout;

/// <summary>
/// Finds the lines of handwriting on a page by classical means: clean ink, crests of the blurred ink, connected components given to the
/// nearest line, touching lines parted along seams.
/// </summary>
/// <remarks>Stateless and deterministic; one core, about a third of a second for an A4 page at 300 dpi.</remarks>
public static class LineSegmenter
{
    /// <param name="image">A page of any size, dark writing on light paper or the reverse, tilted by up to about 10°.</param>
    /// <returns>Regions and lines in reading order, with boundaries and baselines in pixels of the image; no region where there is no writing.</returns>
    public static Page Segment(GreyImage image) =>
        Segment(PageCleaning.Clean(PageBinarization.Binarize(image), image.Width, image.Height), image.Width, image.Height);

    internal static Page Segment(PageInk ink, int width, int height)
    {
        var lines = new List<LineInk>();
        foreach (IReadOnlyList<Component> zone in PageZones.Part(ink, width))
            lines.AddRange(FindLines(zone, ink.StrokeWidth));
        return new Page { Width = width, Height = height, Regions = TextBlocks.Group(lines, ink.StrokeWidth) };
    }

    private static List<LineInk> FindLines(IReadOnlyList<Component> zone, double strokeWidth)
    {
        double sigma = WritingScale.Find(zone);
        if (sigma == 0)
            return [];
        IReadOnlyList<LineCurve> middles = LineTracing.Trace(zone, sigma);
        while (true)
        {
            List<LineInk> lines = CoreZone.Measure(middles, zone, sigma);
            InkAssignment.Assign(lines, zone);
            List<LineInk> writing = lines.FindAll(line => IsWriting(line, sigma, strokeWidth));
            if (writing.Count == lines.Count)
                return lines;
            // Ink of a line that is none may belong to its neighbours.
            middles = [.. writing.Select(line => line.Middle)];
        }
    }

    /// <summary>A line has at least one part as high as a small letter and as much ink as one letter.</summary>
    private static bool IsWriting(LineInk line, double sigma, double strokeWidth) =>
        line.Parts.Any(part => part.Box.Height >= Math.Max(sigma, 3 * strokeWidth)) && line.Parts.Sum(part => part.Area) >= 2.5 * sigma * strokeWidth;
}
