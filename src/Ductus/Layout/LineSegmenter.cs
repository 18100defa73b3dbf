using Ductus.Imaging;

namespace Ductus.Layout;

/// <summary>
/// Finds the lines of handwriting on a page by classical means: clean ink, crests of the blurred ink, connected components given to the
/// nearest line, touching lines parted along seams.
/// </summary>
/// <remarks>Stateless and deterministic; one core, about a third of a second for an A4 page at 300 dpi.</remarks>
public static class LineSegmenter
{
    /// <summary>Extent in stroke widths from which components have full weight in the measure of the strokes.</summary>
    private const double StrokesInLetter = 15;

    /// <summary>Ink smaller than this part of the writing scale, a third of a small letter, is no letter: dots, commas, dust.</summary>
    private const double SpeckInSigmas = 0.5;

    /// <summary>Letters lower than this cannot be told from one another.</summary>
    private const double LeastHeightPixels = 6;

    /// <param name="image">A page of any size, dark writing on light paper or the reverse, tilted by up to about 10°.</param>
    /// <returns>Regions and lines in reading order, with boundaries and baselines in pixels of the image; no region where there is no writing.</returns>
    public static Page Segment(GreyImage image)
    {
        image = Polarity.ToDarkOnLight(image);
        return Segment(PageCleaning.Clean(image, WolfThreshold.Binarize(image)), image.Width, image.Height);
    }

    internal static Page Segment(PageInk ink, int width, int height)
    {
        var lines = new List<LineInk>();
        foreach (IReadOnlyList<Component> zone in PageZones.Part(ink, width))
            lines.AddRange(FindLines(zone, ink));
        return new Page { Width = width, Height = height, Regions = TextBlocks.Group(lines, ink.StrokeWidth, width, height) };
    }

    private static List<LineInk> FindLines(IReadOnlyList<Component> zone, PageInk ink)
    {
        double strokeWidth = StrokeWidths.Usual(zone, mostWeight: (int)(StrokesInLetter * ink.StrokeWidth));
        double sigma = WritingScale.Find(zone, strokeWidth);
        if (sigma == 0)
            return [];
        ILookup<bool, Component> bySize = zone.ToLookup(component => component.Extent >= SpeckInSigmas * sigma);
        List<Component> letters = [.. bySize[true]], specks = [.. bySize[false]];
        IReadOnlyList<LineCurve> middles = LineTracing.Trace(letters, sigma, PageZones.Partings(ink));
        while (true)
        {
            List<LineInk> lines = CoreZone.Measure(middles, letters, sigma);
            InkAssignment.Assign(lines, letters, specks, strokeWidth);
            List<LineInk> writing = lines.FindAll(line => IsWriting(line, sigma, strokeWidth));
            if (writing.Count == lines.Count)
                return lines;
            // Ink of a line that is none may belong to its neighbours.
            middles = [.. writing.Select(line => line.Middle)];
        }
    }

    /// <summary>A line has at least one part as high as a small letter and as much ink as one letter, and is no upright stroke.</summary>
    private static bool IsWriting(LineInk line, double sigma, double strokeWidth)
    {
        if (!line.Parts.Exists(part => part.Box.Height >= Math.Max(LeastHeightPixels, Math.Max(sigma, 3 * strokeWidth))))
            return false;
        Box box = line.InkBox;
        return line.Parts.Sum(part => part.Area) >= 2.5 * sigma * strokeWidth && box.Height < 2.5 * box.Width;
    }
}
