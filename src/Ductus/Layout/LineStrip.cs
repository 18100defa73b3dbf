using Ductus.Imaging;

namespace Ductus.Layout;

/// <summary>The image of a line that was cut out of a page, and where its parts lie there. Immutable, share it.</summary>
/// <param name="image">The line, level.</param>
/// <param name="frame">How it lay on the page.</param>
/// <param name="place">Of the image in that frame.</param>
/// <param name="across">Pixels of free space above and below.</param>
/// <param name="page">That it was cut from.</param>
internal sealed class LineStrip(GreyImage image, LineFrame frame, Box place, double across, GreyImage page)
{
    public GreyImage Image { get; } = image;

    /// <summary>An image that is a single line.</summary>
    public static LineStrip Whole(GreyImage image)
    {
        var place = new Box(0, 0, image.Width, image.Height);
        return new LineStrip(image, LineFrame.Of(new TextLine { Id = "", Boundary = Boundary.FromBox(place) }, levelTilt: 0, levelBend: 0), place, across: 0, image);
    }

    /// <summary>The outline on the page of a part of the line, as high as the writing.</summary>
    /// <param name="from">Where it starts, 0…1 of the image's width.</param>
    /// <param name="to">Where it ends.</param>
    public Boundary Part(double from, double to)
    {
        double left = place.X + from * place.Width, right = place.X + Math.Max(to, from + 1.0 / place.Width) * place.Width;
        // A bent line's outline bends with it.
        int pieces = frame.IsPage ? 1 : Math.Max(1, (int)Math.Round((right - left) / place.Height));
        double[] along = [.. Enumerable.Range(0, pieces + 1).Select(i => left + (right - left) * i / pieces)];
        return new Boundary(
        [
            .. along.Select(x => OnPage(x, place.Y + across)),
            .. along.Reverse().Select(x => OnPage(x, place.Bottom - across)),
        ]);
    }

    private Point OnPage(double x, double y)
    {
        Point point = frame.ToPage(new Point(x, y));
        return new Point(Math.Clamp(point.X, 0, page.Width), Math.Clamp(point.Y, 0, page.Height));
    }
}
