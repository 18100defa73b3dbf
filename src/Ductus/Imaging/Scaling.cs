namespace Ductus.Imaging;

/// <summary>Changes the size of grey images: each pixel of the result is the mean of the area it covers, or interpolated where it covers less than a pixel.</summary>
public static class Scaling
{
    /// <summary>The image at another size, in each direction on its own.</summary>
    /// <param name="image">Any size.</param>
    /// <param name="width">Columns of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <remarks>Shrinking averages areas, enlarging interpolates linearly; O(pixels of source + result).</remarks>
    public static GreyImage Resize(GreyImage image, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (width == image.Width && height == image.Height)
            return image;

        // Rows first, into floats; only the rows that a result row needs are held.
        Taps columns = Taps.Between(image.Width, width), rows = Taps.Between(image.Height, height);
        var pixels = new byte[checked(width * height)];
        var lines = new float[rows.Most * width];
        var held = new int[rows.Most];
        Array.Fill(held, -1);
        var sum = new float[width];
        for (int y = 0; y < height; y++)
        {
            Array.Clear(sum);
            for (int tap = rows.Start[y]; tap < rows.Start[y + 1]; tap++)
            {
                int source = rows.Index[tap], slot = source % rows.Most;
                Span<float> line = lines.AsSpan(slot * width, width);
                if (held[slot] != source)
                {
                    Shrink(image.Row(source), columns, line);
                    held[slot] = source;
                }
                float weight = rows.Weight[tap];
                for (int x = 0; x < width; x++)
                    sum[x] += weight * line[x];
            }
            Span<byte> target = pixels.AsSpan(y * width, width);
            for (int x = 0; x < width; x++)
                target[x] = (byte)(sum[x] + 0.5f);
        }
        return new GreyImage(width, height, pixels);
    }

    private static void Shrink(ReadOnlySpan<byte> row, Taps columns, Span<float> target)
    {
        for (int x = 0; x < target.Length; x++)
        {
            float sum = 0;
            for (int tap = columns.Start[x]; tap < columns.Start[x + 1]; tap++)
                sum += columns.Weight[tap] * row[columns.Index[tap]];
            target[x] = sum;
        }
    }

    /// <summary>Which source pixels make each pixel of the result, and with what weight; the weights of one result pixel add up to 1.</summary>
    private sealed class Taps
    {
        public required int[] Start { get; init; }

        public required int[] Index { get; init; }

        public required float[] Weight { get; init; }

        /// <summary>Most source pixels of one result pixel.</summary>
        public required int Most { get; init; }

        public static Taps Between(int source, int target)
        {
            double scale = (double)source / target, reach = Math.Max(scale, 1);
            var start = new int[target + 1];
            var index = new List<int>();
            var weight = new List<float>();
            int most = 1;
            for (int i = 0; i < target; i++)
            {
                double centre = (i + 0.5) * scale;
                int first = (int)Math.Floor(centre - reach / 2 - 0.5), last = (int)Math.Ceiling(centre + reach / 2 + 0.5);
                double total = 0;
                for (int j = Math.Max(0, first); j <= Math.Min(source - 1, last); j++)
                {
                    double overlap = Overlap(j, centre, scale);
                    if (overlap <= 1e-9)
                        continue;
                    index.Add(j);
                    weight.Add((float)overlap);
                    total += overlap;
                }
                for (int tap = start[i]; tap < index.Count; tap++)
                    weight[tap] = (float)(weight[tap] / total);
                start[i + 1] = index.Count;
                most = Math.Max(most, start[i + 1] - start[i]);
            }
            return new Taps { Start = start, Index = [.. index], Weight = [.. weight], Most = most };
        }

        // Shrinking: the part of source pixel j…j+1 inside the area; enlarging: a triangle around the pixel's centre.
        private static double Overlap(int j, double centre, double scale) => scale > 1
            ? Math.Min(j + 1, centre + scale / 2) - Math.Max(j, centre - scale / 2)
            : 1 - Math.Abs(j + 0.5 - centre);
    }
}
