using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Forms;

/// <summary>
/// A field cut out of a filled form, level, as large as it was scanned, without what is printed there: of the form's lines and captions only what
/// writing crosses is left, put together again across the gap. Immutable, share it.
/// </summary>
internal sealed class FieldImage
{
    /// <summary>What is cut beyond the box, in parts of its height: people write over edges.</summary>
    private const double MarginShare = 0.12;

    /// <summary>How far the print of a field may lie from where the form as a whole puts it, in pixels of the template.</summary>
    private const double MostShift = 4;

    /// <summary>What print is widened by before it is erased, in pixels of the template: its edges are soft.</summary>
    private const double Soft = 0.9;

    /// <summary>Longest gap across which a stroke is put together, in pixels of the template.</summary>
    private const double LongestGap = 14;

    /// <summary>Darkness from which on a pixel of the template is print, in parts of its paper; less than that of ink, so that nothing printed is left over as ink.</summary>
    private const double PrintFrom = 0.12;

    /// <summary>A field with more print than this is one on tinted ground, which cannot be erased.</summary>
    private const double MostPrint = 0.5;

    private FieldImage(GreyImage image, Box inner) => (Image, Inner) = (image, inner);

    /// <summary>Dark on light.</summary>
    public GreyImage Image { get; }

    /// <summary>The field's box on the image, without the margin.</summary>
    public Box Inner { get; }

    /// <param name="blank">The form's image.</param>
    /// <param name="scan">The filled form.</param>
    /// <param name="map">From the blank form to the scan, both as they were given.</param>
    /// <param name="box">On the blank form.</param>
    public static FieldImage Cut(GreyImage blank, GreyImage scan, AffineMap map, Box box)
    {
        double marginPixels = MarginShare * box.Height, scale = map.Scale;
        int width = Math.Max(4, (int)Math.Round((box.Width + 2 * marginPixels) * scale)), height = Math.Max(4, (int)Math.Round((box.Height + 2 * marginPixels) * scale));
        int margin = (int)Math.Round(marginPixels * scale);
        var inner = new Box(margin, margin, Math.Max(1, width - 2 * margin), Math.Max(1, height - 2 * margin));
        // From the cut to the blank form, and on to the scan.
        var toBlank = new AffineMap(1 / scale, 0, box.X - marginPixels, 0, 1 / scale, box.Y - marginPixels);
        GreyImage written = Sampled(scan, toBlank.Then(map), width, height, averaged: 1);
        byte[] mask = Mask(Sampled(blank, toBlank, width, height, averaged: Math.Max(1, (int)Math.Ceiling(1 / scale))));
        int printed = mask.AsSpan().Count((byte)1);
        if (printed == 0 || printed > MostPrint * mask.Length)
            return new FieldImage(written, inner);
        var (dx, dy) = Shift(mask, written, (int)Math.Ceiling(MostShift * scale));
        mask = Dilation.Apply(Moved(mask, width, height, dx, dy), width, height, radius: Math.Max(1, (int)Math.Round(Soft * scale)));
        return new FieldImage(Erase(written, mask, Math.Max(2, (int)Math.Round(LongestGap / 2 * scale) + 1)), inner);
    }

    /// <summary>Grey level of most pixels: of the paper, on whatever is not mostly ink.</summary>
    public static byte PaperOf(GreyImage image) => GreyMedian.Of(image.Pixels);

    /// <param name="image">Sampled bilinearly; its border goes on outside.</param>
    /// <param name="map">From the result to the image, continuous coordinates: the middle of the first pixel is at ½, ½.</param>
    /// <param name="width">Of the result.</param>
    /// <param name="height">Of the result.</param>
    /// <param name="averaged">Samples in either direction that a pixel is the mean of: for results of a lower resolution.</param>
    private static GreyImage Sampled(GreyImage image, AffineMap map, int width, int height, int averaged)
    {
        var pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double sum = 0;
                for (int k = 0; k < averaged * averaged; k++)
                {
                    Point from = map.Apply(x + (k % averaged + 0.5) / averaged, y + (k / averaged + 0.5) / averaged);
                    double sourceX = from.X - 0.5, sourceY = from.Y - 0.5;
                    int left = (int)Math.Floor(sourceX), top = (int)Math.Floor(sourceY);
                    double u = sourceX - left, v = sourceY - top;
                    sum += (1 - v) * ((1 - u) * At(left, top) + u * At(left + 1, top)) + v * ((1 - u) * At(left, top + 1) + u * At(left + 1, top + 1));
                }
                pixels[y * width + x] = (byte)Math.Round(sum / (averaged * averaged));
            }
        }
        return new GreyImage(width, height, pixels);

        byte At(int x, int y) => image[Math.Clamp(x, 0, image.Width - 1), Math.Clamp(y, 0, image.Height - 1)];
    }

    private static byte[] Mask(GreyImage print)
    {
        // The paper of this very field: it may be tinted.
        double threshold = PaperOf(print) * (1 - PrintFrom);
        var mask = new byte[print.Pixels.Length];
        for (int i = 0; i < mask.Length; i++)
            mask[i] = print.Pixels[i] < threshold ? (byte)1 : (byte)0;
        return mask;
    }

    /// <summary>The shift of the print with which it covers the darkest pixels of the scan: paper warps a little.</summary>
    private static (int X, int Y) Shift(byte[] mask, GreyImage written, int most)
    {
        int width = written.Width, height = written.Height;
        var places = new List<int>();
        for (int i = 0; i < mask.Length; i++)
            if (mask[i] != 0)
                places.Add(i);
        int every = Math.Max(1, places.Count / 3000);
        var best = (X: 0, Y: 0, Darkness: double.MinValue);
        for (int dy = -most; dy <= most; dy++)
        {
            for (int dx = -most; dx <= most; dx++)
            {
                long sum = 0, seen = 0;
                for (int k = 0; k < places.Count; k += every)
                {
                    int x = places[k] % width + dx, y = places[k] / width + dy;
                    if ((uint)x >= (uint)width || (uint)y >= (uint)height)
                        continue;
                    sum += 255 - written[x, y];
                    seen++;
                }
                // A little in favour of no shift, where nothing tells.
                double darkness = (seen == 0 ? 0 : (double)sum / seen) - 2.0 * (Math.Abs(dx) + Math.Abs(dy)) / most;
                if (darkness > best.Darkness)
                    best = (dx, dy, darkness);
            }
        }
        return (best.X, best.Y);
    }

    private static byte[] Moved(byte[] mask, int width, int height, int dx, int dy)
    {
        var moved = new byte[mask.Length];
        for (int y = Math.Max(0, dy); y < Math.Min(height, height + dy); y++)
            for (int x = Math.Max(0, dx); x < Math.Min(width, width + dx); x++)
                moved[y * width + x] = mask[(y - dy) * width + x - dx];
        return moved;
    }

    /// <summary>Print becomes paper, but where there is ink on both sides of it, above and below or left and right, the stroke goes through.</summary>
    private static GreyImage Erase(GreyImage image, byte[] mask, int reach)
    {
        int width = image.Width, height = image.Height;
        byte paper = GreyMedian.Of(image.Pixels, leftOut: mask);
        double dark = 0.7 * paper;
        byte[] pixels = image.Pixels.ToArray();
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (mask[y * width + x] == 0)
                    continue;
                byte through = paper;
                foreach (var (stepX, stepY) in (ReadOnlySpan<(int, int)>)[(0, 1), (1, 0), (1, 1), (1, -1)])
                    if (Beyond(x, y, stepX, stepY) is { } one && Beyond(x, y, -stepX, -stepY) is { } other && one < dark && other < dark)
                        through = Math.Min(through, Math.Max(one, other));
                pixels[y * width + x] = through;
            }
        }
        return new GreyImage(width, height, pixels);

        // The first pixel beyond the print in a direction; none where the print is too broad to be crossed by a stroke.
        byte? Beyond(int x, int y, int stepX, int stepY)
        {
            for (int step = 1; step <= reach; step++)
            {
                (x, y) = (x + stepX, y + stepY);
                if ((uint)x >= (uint)width || (uint)y >= (uint)height)
                    return null;
                if (mask[y * width + x] == 0)
                    return image[x, y];
            }
            return null;
        }
    }
}
