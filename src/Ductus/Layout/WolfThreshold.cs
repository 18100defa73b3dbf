using Ductus.Imaging;

namespace Ductus.Layout;

/// <summary>Tells ink from paper relative to the page's own contrast, so that faint pencil is found as well as black ink.</summary>
/// <remarks>
/// Wolf and Jolion 2004: threshold = m − k · (1 − s / R) · (m − M), where m and s are mean and deviation of a square window, R the page's
/// strongest deviation and M its darkest ink. Departs from them where the page is little more than grain, which sets lower bounds of R and
/// m − M, and where a whole window is so dark that it must be a scan's edge: that is ink too, to be known by its shape
/// later. O(pixels).
/// </remarks>
internal static class WolfThreshold
{
    private const double K = 0.3;

    /// <summary>Lower bounds of R and m − M in deviations of the grain: bare paper keeps what is within 0.3 · (1 − 1/4) · 10 of them.</summary>
    private const double LeastRangeInGrains = 4, LeastDepthInGrains = 10;

    /// <summary>Lower bounds of R and m − M in grey levels, for paper without any grain.</summary>
    private const double LeastRange = 6, LeastDepth = 16;

    /// <summary>Where the mean is darker than this part of the light paper, everything is ink.</summary>
    private const double CertainlyDark = 0.25;

    /// <summary>Window's reach to each side, as a part of the page's width: some two letters at the usual size of writing.</summary>
    private const double Reach = 1.0 / 80;

    /// <param name="image">Dark writing on light paper.</param>
    /// <returns>Row-major, 1 = ink, 0 = paper.</returns>
    public static byte[] Binarize(GreyImage image)
    {
        GreyLevels levels = GreyLevels.Of(image);
        double range = Math.Max(Math.Max(LeastRange, LeastRangeInGrains * levels.Grain), levels.Contrast);
        double leastDepth = Math.Max(LeastDepth, LeastDepthInGrains * levels.Grain);
        float certain = (float)(CertainlyDark * levels.Paper);

        var window = new WindowStatistics(image, Math.Clamp((int)(Reach * image.Width), 8, 1000));
        var means = new float[image.Width];
        var variances = new float[image.Width];
        var ink = new byte[image.Pixels.Length];
        float kPerRange = (float)(K / range), depthFloor = (float)leastDepth, darkest = levels.Ink;
        for (int y = 0; y < image.Height; y++)
        {
            window.NextRow(means, variances);
            ReadOnlySpan<byte> row = image.Row(y);
            Span<byte> target = ink.AsSpan(y * image.Width, image.Width);
            for (int x = 0; x < row.Length; x++)
            {
                float part = (float)K - kPerRange * MathF.Sqrt(variances[x]);
                float threshold = means[x] - part * Math.Max(depthFloor, means[x] - darkest);
                target[x] = row[x] < threshold || means[x] < certain ? (byte)1 : (byte)0;
            }
        }
        return ink;
    }
}
