using System.Globalization;
using Ductus.Imaging;

namespace Ductus.Layout;

/// <summary>Finds the lines in regions that somebody has drawn.</summary>
public static class RegionLines
{
    /// <param name="image">The page, dark writing on light paper or the reverse.</param>
    /// <param name="page">Measured in its pixels.</param>
    /// <returns>The page with the lines of each region that has none; their ids begin with their region's. Regions in which nothing is written stay empty.</returns>
    public static Page Segment(GreyImage image, Page page) =>
        page with { Regions = [.. page.Regions.Select(region => region.Lines.Count > 0 ? region : region with { Lines = [.. Find(image, region)] })] };

    private static IEnumerable<TextLine> Find(GreyImage image, TextRegion region)
    {
        Box box = region.Boundary.Bounds;
        int left = Math.Clamp(box.X, 0, image.Width), top = Math.Clamp(box.Y, 0, image.Height);
        int width = Math.Clamp(box.Right, left, image.Width) - left, height = Math.Clamp(box.Bottom, top, image.Height) - top;
        if (width < 1 || height < 1)
            return [];
        Page found = LineSegmenter.Segment(Alone(image.Crop(left, top, width, height), region.Boundary, left, top));
        Point OnPage(Point point) => new(point.X + left, point.Y + top);
        return found.Lines.Select((line, place) => line with
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{region.Id}l{place + 1}"),
            Boundary = new Boundary([.. line.Boundary.Points.Select(OnPage)]),
            Baseline = line.Baseline is { } baseline ? new Baseline([.. baseline.Points.Select(OnPage)]) : null,
        });
    }

    /// <summary>Paper in place of what lies outside of the region.</summary>
    private static GreyImage Alone(GreyImage cut, Boundary boundary, int left, int top)
    {
        var inside = new bool[cut.Width * cut.Height];
        PolygonFill.Fill([.. boundary.Points.Select(point => new Point(point.X - left, point.Y - top))], inside, cut.Width);
        byte paper = GreyMedian.Of(cut.Pixels);
        byte[] pixels = cut.Pixels.ToArray();
        for (int i = 0; i < pixels.Length; i++)
            if (!inside[i])
                pixels[i] = paper;
        return new GreyImage(cut.Width, cut.Height, pixels);
    }
}
