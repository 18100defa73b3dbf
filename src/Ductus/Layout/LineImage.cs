using Ductus.Imaging;

namespace Ductus.Layout;

/// <summary>Cuts the image of one line out of a page, level and with the same free space around it as the lines that models are trained on.</summary>
/// <remarks>
/// The free space is that of the IAM line crops: a quarter of the line's height above and below; at both ends 20 pixels at 300 dpi,
/// a sixth of the usual height. Thread-safe.
/// </remarks>
public static class LineImage
{
    private const double SpaceAcross = 0.25, SpaceAlong = 0.17;

    /// <summary>Tilt in radians, and bend in line heights, up to which a line is copied as it stands, without resampling.</summary>
    private const double LevelTilt = 0.01, LevelBend = 0.04;

    /// <param name="page">Dark writing on light paper: the page that the line was found on.</param>
    /// <param name="line">Its baseline is made level; outside its boundary, what is darker than the paper is painted over.</param>
    /// <exception cref="ArgumentException">The line lies outside the page.</exception>
    public static GreyImage Cut(GreyImage page, TextLine line) => CutStrip(page, line).Image;

    /// <summary>The same, with the way back to the page.</summary>
    internal static LineStrip CutStrip(GreyImage page, TextLine line)
    {
        Box bounds = line.Boundary.Bounds;
        if (bounds.X >= page.Width || bounds.Y >= page.Height || bounds.Right <= 0 || bounds.Bottom <= 0)
            throw new ArgumentException($"Line {line.Id} at {bounds} lies outside the page of {page.Width}×{page.Height} pixels.", nameof(line));

        LineFrame frame = LineFrame.Of(line, LevelTilt, LevelBend * bounds.Height);
        List<Point> outline = [.. line.Boundary.Points.Select(point => frame.FromPage(Inside(page, point)))];
        double left = outline.Min(point => point.X), right = outline.Max(point => point.X);
        double top = outline.Min(point => point.Y), bottom = outline.Max(point => point.Y);
        double across = Math.Max(2, SpaceAcross * (bottom - top)), along = Math.Max(2, SpaceAlong * (bottom - top));
        int originX = (int)Math.Floor(left - along), originY = (int)Math.Floor(top - across);
        int width = (int)Math.Ceiling(right + along) - originX, height = (int)Math.Ceiling(bottom + across) - originY;

        var pixels = new byte[checked(width * height)];
        var onPage = new bool[pixels.Length];
        if (frame.IsPage)
            Copy(page, originX, originY, width, pixels, onPage);
        else
            Resample(page, frame, originX, originY, width, pixels, onPage);

        var inside = new bool[pixels.Length];
        PolygonFill.Fill([.. outline.Select(point => new Point(point.X - originX, point.Y - originY))], inside, width);
        PaintOver(pixels, width, onPage, inside, new PaperLevel(pixels, onPage, width, blockWidth: Math.Max(1, height)));
        return new LineStrip(new GreyImage(width, height, pixels), frame, new Box(originX, originY, width, height), across, page);
    }

    private static void Copy(GreyImage page, int originX, int originY, int width, Span<byte> pixels, Span<bool> onPage)
    {
        int left = Math.Max(0, originX), right = Math.Min(page.Width, originX + width), bottom = Math.Min(page.Height, originY + pixels.Length / width);
        for (int y = Math.Max(0, originY); y < bottom; y++)
        {
            int start = (y - originY) * width + left - originX;
            page.Row(y)[left..right].CopyTo(pixels[start..]);
            onPage.Slice(start, right - left).Fill(true);
        }
    }

    private static void Resample(GreyImage page, LineFrame frame, int originX, int originY, int width, Span<byte> pixels, Span<bool> onPage)
    {
        for (int i = 0; i < pixels.Length; i++)
        {
            // Coordinates are those of pixel corners; grey values sit in the middles.
            Point source = frame.ToPage(new Point(originX + i % width + 0.5, originY + i / width + 0.5));
            if (source.X < 0 || source.Y < 0 || source.X > page.Width || source.Y > page.Height)
                continue;
            onPage[i] = true;
            pixels[i] = Sample(page, source.X - 0.5, source.Y - 0.5);
        }
    }

    private static Point Inside(GreyImage page, Point point) => new(Math.Clamp(point.X, 0, page.Width), Math.Clamp(point.Y, 0, page.Height));

    private static void PaintOver(Span<byte> pixels, int width, ReadOnlySpan<bool> onPage, ReadOnlySpan<bool> inside, PaperLevel paper)
    {
        var levels = new byte[width];
        for (int x = 0; x < width; x++)
            levels[x] = (byte)Math.Round(paper.At(x));
        for (int i = 0; i < pixels.Length; i++)
        {
            byte level = levels[i % width];
            if (!onPage[i] || (!inside[i] && pixels[i] < level))
                pixels[i] = level;
        }
    }

    private static byte Sample(GreyImage page, double x, double y)
    {
        int left = Math.Clamp((int)Math.Floor(x), 0, page.Width - 1), top = Math.Clamp((int)Math.Floor(y), 0, page.Height - 1);
        int right = Math.Min(left + 1, page.Width - 1), bottom = Math.Min(top + 1, page.Height - 1);
        double u = Math.Clamp(x - left, 0, 1), v = Math.Clamp(y - top, 0, 1);
        double upper = page[left, top] + u * (page[right, top] - page[left, top]);
        double lower = page[left, bottom] + u * (page[right, bottom] - page[left, bottom]);
        return (byte)Math.Round(upper + v * (lower - upper));
    }
}
