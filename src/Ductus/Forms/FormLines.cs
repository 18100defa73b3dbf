using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Forms;

/// <summary>A straight stretch of a printed line on a level page: its course across, and where it starts and ends along.</summary>
/// <param name="Across">y of a level line, x of an upright one.</param>
/// <param name="Start">x, or y, of its first pixel.</param>
/// <param name="End">After its last.</param>
internal readonly record struct FormLine(int Across, int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>
/// A form, or a blank one, made small and level, with its ink and the printed lines in it: what one is laid upon the other by. Immutable.
/// </summary>
internal sealed class FormLines
{
    /// <summary>Of the small image, whatever the resolution of the given one. A line is still seen, and a pixel of it is a fifth of a millimetre of a letter-sized page.</summary>
    private const int LongerSide = 1600;

    /// <summary>Shortest level and upright line, in parts of the longer side: longer than strokes of print, shorter than the side of a box for one letter.</summary>
    private const double ShortestLevel = 0.02, ShortestUpright = 0.014;

    /// <summary>What counts as near.</summary>
    public const int NearPixels = 3;

    private const int Samples = 6000;

    /// <summary>Confidence from which on a slope is believed.</summary>
    private const double LeastConfidence = 2;

    private FormLines(int width, int height, byte[] ink, AffineMap toSmall)
    {
        (Width, Height, Ink, ToSmall) = (width, height, ink, toSmall);
        int longer = Math.Max(width, height);
        LevelMap = Open(ink, width, height, (int)(ShortestLevel * longer));
        UprightMap = Transposed(Open(Transposed(ink, width, height), height, width, (int)(ShortestUpright * longer)), height, width);
        Level = Trace(LevelMap, width, height);
        Upright = Trace(Transposed(UprightMap, width, height), height, width);
    }

    /// <summary>Of the small image, in pixels.</summary>
    public int Width { get; }

    public int Height { get; }

    /// <summary>(H, W) row-major, 1 where there is ink.</summary>
    public byte[] Ink { get; }

    /// <summary>The same, of level lines alone, and of upright ones.</summary>
    public byte[] LevelMap { get; }

    public byte[] UprightMap { get; }

    public IReadOnlyList<FormLine> Level { get; }

    public IReadOnlyList<FormLine> Upright { get; }

    /// <summary>Within a few pixels of the lines, level and upright.</summary>
    public byte[] NearLines => field ??= Dilation.Apply([.. LevelMap.Zip(UprightMap, (one, other) => (byte)(one | other))], Width, Height, NearPixels);

    /// <summary>Within a few pixels of any ink.</summary>
    public byte[] NearInk => field ??= Dilation.Apply(Ink, Width, Height, NearPixels);

    /// <summary>Some thousand pixels of all ink, and of what is no line, at their middles.</summary>
    public Point[] InkPoints => field ??= Sampled(Ink);

    public Point[] PrintPoints => field ??= Sampled([.. Ink.Zip(NearLines, (ink, line) => line != 0 ? (byte)0 : ink)]);

    /// <summary>From the image as it was given to the small one; the middle of a first pixel is at ½, ½.</summary>
    public AffineMap ToSmall { get; }

    /// <param name="image">Dark on light, its lines at most 7° askew, as <see cref="Skew"/> finds them.</param>
    public static FormLines Of(GreyImage image)
    {
        double scale = (double)LongerSide / Math.Max(image.Width, image.Height);
        GreyImage small = Scaling.Resize(image, Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
        var map = AffineMap.Scaled((double)small.Width / image.Width, (double)small.Height / image.Height);
        SkewEstimate skew = Skew.Find(small);
        if (skew.Confidence >= LeastConfidence && skew.AngleRadians != 0)
        {
            GreyImage level = Skew.Rotate(small, -skew.AngleRadians);
            // The image is set on a larger canvas at whole pixels, and turned about the canvas's middle pixel.
            int left = (level.Width - small.Width) / 2, top = (level.Height - small.Height) / 2;
            var middle = new Point(level.Width / 2 + 0.5, level.Height / 2 + 0.5);
            map = map.Then(AffineMap.Scaled(1, 1, left, top)).Then(AffineMap.Turned(-skew.AngleRadians, middle));
            small = level;
        }
        return new FormLines(small.Width, small.Height, WolfThreshold.Binarize(small), map);
    }

    /// <summary>The ink in runs along x of at least so many pixels; what a pixel or two of slope break is taken together over three rows.</summary>
    private static byte[] Open(byte[] ink, int width, int height, int shortest)
    {
        var open = new byte[ink.Length];
        var thick = new byte[width];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                thick[x] = (byte)(ink[y * width + x] | (y > 0 ? ink[(y - 1) * width + x] : 0) | (y < height - 1 ? ink[(y + 1) * width + x] : 0));
            for (int x = 0; x < width;)
            {
                int length = thick.AsSpan(x).IndexOfAnyExcept((byte)1) is >= 0 and var found ? found : width - x;
                if (length >= shortest)
                    for (int at = x; at < x + length; at++)
                        open[y * width + at] = ink[y * width + at];
                x += length + 1;
            }
        }
        return open;
    }

    /// <summary>The lines of a map along x: components that are thin, by their mean course.</summary>
    private static List<FormLine> Trace(byte[] map, int width, int height)
    {
        var lines = new List<FormLine>();
        foreach (Component part in ConnectedComponents.Find(ConnectedComponents.FindRuns(map, width, height).ToArray()))
        {
            // A blot, or a dark edge of the scan, is no line.
            double thickness = (double)part.Area / part.Box.Width;
            if (thickness > Math.Max(8, 0.25 * part.Box.Width))
                continue;
            double sum = 0;
            foreach (Run run in part.Runs.Span)
                sum += (double)run.Y * run.Length;
            lines.Add(new FormLine((int)Math.Round(sum / part.Area), part.Box.X, part.Box.Right));
        }
        return lines;
    }

    private Point[] Sampled(byte[] ink)
    {
        int every = Math.Max(1, ink.AsSpan().Count((byte)1) / Samples), seen = 0;
        var points = new List<Point>();
        for (int i = 0; i < ink.Length; i++)
            if (ink[i] != 0 && seen++ % every == 0)
                points.Add(new Point(i % Width + 0.5, i / Width + 0.5));
        return [.. points];
    }

    private static byte[] Transposed(byte[] map, int width, int height)
    {
        var transposed = new byte[map.Length];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                transposed[x * height + y] = map[y * width + x];
        return transposed;
    }
}
