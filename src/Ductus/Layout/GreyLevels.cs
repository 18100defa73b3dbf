using Ductus.Imaging;

namespace Ductus.Layout;

/// <summary>The grey levels that matter on a page of dark writing on light paper.</summary>
internal sealed record GreyLevels
{
    /// <summary>Level of the darkest half of a hundredth of the pixels.</summary>
    public required int Ink { get; init; }

    /// <summary>Level of the lightest tenth.</summary>
    public required int Paper { get; init; }

    /// <summary>Deviation within a block that one in two hundred exceeds.</summary>
    public required double Contrast { get; init; }

    /// <summary>Deviation within the smoothest fifth of the blocks: paper grain, noise, compression.</summary>
    public required double Grain { get; init; }

    public static GreyLevels Of(GreyImage image)
    {
        var histogram = new long[256];
        foreach (byte pixel in image.Pixels)
            histogram[pixel]++;
        double[] deviations = BlockDeviations(image);
        Array.Sort(deviations);
        return new GreyLevels
        {
            Ink = Level(histogram, 0.005),
            Paper = Level(histogram, 0.9),
            Contrast = deviations[deviations.Length - 1 - deviations.Length / 200],
            Grain = deviations[deviations.Length / 5],
        };
    }

    /// <summary>Lowest level that at least the given part of the pixels do not exceed.</summary>
    private static int Level(ReadOnlySpan<long> histogram, double part)
    {
        long needed = Math.Max(1, (long)(part * Sum(histogram))), seen = 0;
        int level = 0;
        while ((seen += histogram[level]) < needed)
            level++;
        return level;
    }

    private static long Sum(ReadOnlySpan<long> counts)
    {
        long sum = 0;
        foreach (long count in counts)
            sum += count;
        return sum;
    }

    private static double[] BlockDeviations(GreyImage image)
    {
        int side = Math.Max(16, image.Width / 80), columns = (image.Width + side - 1) / side, rows = (image.Height + side - 1) / side;
        var deviations = new double[columns * rows];
        for (int block = 0; block < deviations.Length; block++)
        {
            int left = block % columns * side, right = Math.Min(left + side, image.Width);
            int top = block / columns * side, bottom = Math.Min(top + side, image.Height);
            long sum = 0, squares = 0, count = (long)(right - left) * (bottom - top);
            for (int y = top; y < bottom; y++)
            {
                foreach (byte pixel in image.Row(y)[left..right])
                {
                    sum += pixel;
                    squares += pixel * pixel;
                }
            }
            double mean = (double)sum / count;
            deviations[block] = Math.Sqrt(Math.Max(0, (double)squares / count - mean * mean));
        }
        return deviations;
    }
}
