using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Forms;

/// <summary>
/// A field cut out of a filled form, level, as large as it was scanned, without what is printed there: of the form's lines and captions only what
/// writing crosses is left, put together again across the gap.
/// </summary>
internal static class FieldImage
{
    /// <summary>What is cut beyond the box, in parts of its height: people write over edges.</summary>
    private const double Margin = 0.12;

    /// <summary>How far the print of a field may lie from where the form as a whole puts it, in pixels of the scan.</summary>
    private const int MostShift = 4;

    /// <summary>Darkness from which on a pixel is print, in parts of the depth from paper to ink.</summary>
    private const double PrintFrom = 0.25;

    /// <summary>Longest gap across which a stroke is put together, in pixels.</summary>
    private const int LongestGap = 14;

    /// <param name="blank">The form's image.</param>
    /// <param name="scan">The filled form.</param>
    /// <param name="map">From the blank form to the scan, both as they were given.</param>
    /// <param name="box">On the blank form.</param>
    /// <returns>Dark on light.</returns>
    public static GreyImage Cut(GreyImage blank, GreyImage scan, AffineMap map, Box box)
    {
        double margin = Margin * box.Height, scale = map.Scale;
        int width = Math.Max(4, (int)Math.Round((box.Width + 2 * margin) * scale)), height = Math.Max(4, (int)Math.Round((box.Height + 2 * margin) * scale));
        // From the cut to the blank form, and on to the scan.
        var toBlank = new AffineMap(1 / scale, 0, box.X - margin, 0, 1 / scale, box.Y - margin);
        byte paper = PaperOf(blank);
        GreyImage print = Sampled(blank, toBlank, width, height, paper);
        byte scanPaper = PaperOf(scan);
        GreyImage written = Sampled(scan, toBlank.Then(map), width, height, scanPaper);
        byte[] mask = Mask(print, paper);
        if (!mask.AsSpan().ContainsAnyExcept((byte)0))
            return written;
        var (dx, dy) = Shift(mask, written);
        return Erase(written, Moved(mask, width, height, dx, dy, radius: Math.Max(1, (int)Math.Round(0.9 * scale))));
    }

    /// <summary>Grey level below which a pixel of an image is ink, by the levels of the whole form.</summary>
    public static byte PaperOf(GreyImage image)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        foreach (byte grey in image.Pixels)
            counts[grey]++;
        // Most of a form is paper: the median of all.
        int rest = image.Pixels.Length / 2, level = 0;
        while (rest >= counts[level])
            rest -= counts[level++];
        return (byte)level;
    }

    private static GreyImage Sampled(GreyImage image, AffineMap map, int width, int height, byte outside)
    {
        var pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Point from = map.Apply(x + 0.5, y + 0.5);
                double sourceX = from.X - 0.5, sourceY = from.Y - 0.5;
                int left = (int)Math.Floor(sourceX), top = (int)Math.Floor(sourceY);
                double u = sourceX - left, v = sourceY - top;
                double value = (1 - v) * ((1 - u) * At(left, top) + u * At(left + 1, top)) + v * ((1 - u) * At(left, top + 1) + u * At(left + 1, top + 1));
                pixels[y * width + x] = (byte)Math.Round(value);
            }
        }
        return new GreyImage(width, height, pixels);

        byte At(int x, int y) => (uint)x < (uint)image.Width && (uint)y < (uint)image.Height ? image[x, y] : outside;
    }

    private static byte[] Mask(GreyImage print, byte paper)
    {
        double threshold = paper * (1 - PrintFrom);
        var mask = new byte[print.Pixels.Length];
        for (int i = 0; i < mask.Length; i++)
            mask[i] = print.Pixels[i] < threshold ? (byte)1 : (byte)0;
        return mask;
    }

    /// <summary>The shift of the print with which it covers the darkest pixels of the scan: paper warps a little.</summary>
    private static (int X, int Y) Shift(byte[] mask, GreyImage written)
    {
        int width = written.Width, height = written.Height;
        var places = new List<int>();
        for (int i = 0; i < mask.Length; i++)
            if (mask[i] != 0)
                places.Add(i);
        int every = Math.Max(1, places.Count / 3000);
        var best = (X: 0, Y: 0, Darkness: double.MinValue);
        for (int dy = -MostShift; dy <= MostShift; dy++)
        {
            for (int dx = -MostShift; dx <= MostShift; dx++)
            {
                // A little in favour of no shift, where nothing tells.
                double darkness = -0.5 * (Math.Abs(dx) + Math.Abs(dy));
                long sum = 0, seen = 0;
                for (int k = 0; k < places.Count; k += every)
                {
                    int x = places[k] % width + dx, y = places[k] / width + dy;
                    if ((uint)x >= (uint)width || (uint)y >= (uint)height)
                        continue;
                    sum += 255 - written[x, y];
                    seen++;
                }
                darkness += seen == 0 ? 0 : (double)sum / seen;
                if (darkness > best.Darkness)
                    best = (dx, dy, darkness);
            }
        }
        return (best.X, best.Y);
    }

    private static byte[] Moved(byte[] mask, int width, int height, int dx, int dy, int radius)
    {
        var moved = new byte[mask.Length];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                if (mask[y * width + x] == 0)
                    continue;
                int left = Math.Max(0, x + dx - radius), right = Math.Min(width, x + dx + radius + 1);
                for (int row = Math.Max(0, y + dy - radius); row < Math.Min(height, y + dy + radius + 1) && left < right; row++)
                    moved.AsSpan(row * width + left, right - left).Fill(1);
            }
        return moved;
    }

    /// <summary>Print becomes paper, but where there is ink on both sides of it, above and below or left and right, the stroke goes through.</summary>
    private static GreyImage Erase(GreyImage image, byte[] mask)
    {
        int width = image.Width, height = image.Height;
        byte paper = PaperAround(image, mask);
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
            for (int step = 1; step <= LongestGap / 2 + 1; step++)
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

    private static byte PaperAround(GreyImage image, byte[] mask)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        int all = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i] == 0)
            {
                counts[image.Pixels[i]]++;
                all++;
            }
        }
        int rest = all / 2, level = 0;
        while (level < 255 && rest >= counts[level])
            rest -= counts[level++];
        return (byte)level;
    }
}
