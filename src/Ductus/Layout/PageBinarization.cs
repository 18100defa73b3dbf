using Ductus.Imaging;

namespace Ductus.Layout;

/// <summary>Tells ink from paper by the light around each pixel.</summary>
/// <remarks>
/// Sauvola and Pietikäinen 2000: threshold = mean · (1 − k · (1 − deviation / R)) over a square window. R is not half the grey range but
/// the page's own strongest contrast, so that faint pencil is found as well as black ink. O(pixels), whatever the window.
/// </remarks>
internal static class PageBinarization
{
    private const double K = 0.3;

    /// <summary>At this least R the grain of paper and compression noise stay paper.</summary>
    private const double LeastRange = 40, GreatestRange = 128;

    /// <returns>Row-major, 1 = ink, 0 = paper; the rarer of dark and light is taken for ink.</returns>
    public static byte[] Binarize(GreyImage image)
    {
        int width = image.Width, height = image.Height;
        int reach = Math.Max(8, width / 80);
        byte invert = IsLightOnDark(image) ? (byte)255 : (byte)0;
        double range = Math.Clamp(StrongestContrast(image), LeastRange, GreatestRange);

        // Column sums over the window's rows move down with it; the window's own sums then run along each row.
        var window = new Window(width, reach, invert);
        for (int y = 0; y < Math.Min(reach, height); y++)
            window.Add(image.Row(y), +1);
        var ink = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            if (y + reach < height)
                window.Add(image.Row(y + reach), +1);
            if (y - reach > 0)
                window.Add(image.Row(y - reach - 1), -1);
            window.Threshold(image.Row(y), range, ink.AsSpan(y * width, width));
        }
        return ink;
    }

    /// <summary>Whether dark pixels outnumber light ones, cut half-way between the page's darkest and lightest hundredth.</summary>
    private static bool IsLightOnDark(GreyImage image)
    {
        var histogram = new long[256];
        foreach (byte pixel in image.Pixels)
            histogram[pixel]++;
        long hundredth = image.Pixels.Length / 100;
        int darkest = Level(hundredth), lightest = Level(image.Pixels.Length - 1 - hundredth);
        long dark = histogram.AsSpan(0, (darkest + lightest + 1) / 2).ToArray().Sum();
        return lightest - darkest >= LeastRange && 2 * dark > image.Pixels.Length;

        int Level(long rank)
        {
            int level = 0;
            for (long seen = histogram[0]; seen <= rank; seen += histogram[level])
                level++;
            return level;
        }
    }

    /// <summary>Grey deviation that one block in two hundred exceeds.</summary>
    private static double StrongestContrast(GreyImage image)
    {
        const int Side = 16;
        var deviations = new List<double>();
        for (int top = 0; top < image.Height; top += Side)
        {
            for (int left = 0; left < image.Width; left += Side)
            {
                long sum = 0, squares = 0, count = 0;
                for (int y = top; y < Math.Min(top + Side, image.Height); y++)
                {
                    foreach (byte pixel in image.Row(y)[left..Math.Min(left + Side, image.Width)])
                    {
                        sum += pixel;
                        squares += pixel * pixel;
                        count++;
                    }
                }
                deviations.Add(Math.Sqrt(Math.Max(0, (double)squares / count - (double)sum * sum / ((double)count * count))));
            }
        }
        deviations.Sort();
        return deviations[deviations.Count - 1 - deviations.Count / 200];
    }

    /// <summary>Sums of a band of rows by column.</summary>
    private sealed class Window(int width, int reach, byte invert)
    {
        private readonly int[] _sums = new int[width];
        private readonly int[] _squares = new int[width];
        private int _rows;

        public void Add(ReadOnlySpan<byte> row, int sign)
        {
            _rows += sign;
            for (int x = 0; x < row.Length; x++)
            {
                int value = row[x] ^ invert;
                _sums[x] += sign * value;
                _squares[x] += sign * value * value;
            }
        }

        public void Threshold(ReadOnlySpan<byte> row, double range, Span<byte> ink)
        {
            long sum = 0, squares = 0;
            int columns = 0;
            for (int x = -reach; x < row.Length; x++)
            {
                if (x + reach < row.Length)
                    (sum, squares, columns) = (sum + _sums[x + reach], squares + _squares[x + reach], columns + 1);
                if (x - reach > 0)
                    (sum, squares, columns) = (sum - _sums[x - reach - 1], squares - _squares[x - reach - 1], columns - 1);
                if (x < 0)
                    continue;
                double count = (double)columns * _rows, mean = sum / count;
                double deviation = Math.Sqrt(Math.Max(0, squares / count - mean * mean));
                ink[x] = (row[x] ^ invert) < mean * (1 - K * (1 - deviation / range)) ? (byte)1 : (byte)0;
            }
        }
    }
}
