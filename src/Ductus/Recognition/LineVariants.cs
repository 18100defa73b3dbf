namespace Ductus.Recognition;

/// <summary>A line slightly changed, several ways, as other pens and hands would have written it: what a network sees in all of them is surer than what it sees in one.</summary>
/// <remarks>All have the line's width, so that their frames lie upon each other. Deterministic.</remarks>
internal static class LineVariants
{
    /// <summary>How many there are, the line itself included.</summary>
    public const int Most = 7;

    /// <summary>Columns per row by which the writing leans more or less: about 5°.</summary>
    private const double Lean = 0.09;

    private const double Smaller = 0.93, Larger = 1.07;

    /// <param name="line">As the network sees it.</param>
    /// <param name="number">0…6; 0 is the line itself.</param>
    public static NormalizedLine Of(NormalizedLine line, int number) => number switch
    {
        0 => line,
        1 => Resampled(line, lean: 0, Larger),
        2 => Resampled(line, lean: 0, Smaller),
        3 => Stroked(line, isThicker: true),
        4 => Stroked(line, isThicker: false),
        5 => Resampled(line, Lean, scale: 1),
        6 => Resampled(line, -Lean, scale: 1),
        _ => throw new ArgumentOutOfRangeException(nameof(number), number, $"A line has the variants 0…{Most - 1}."),
    };

    /// <summary>Leaning, and of another height around the middle; bilinear.</summary>
    private static NormalizedLine Resampled(NormalizedLine line, double lean, double scale)
    {
        int width = line.Width, height = line.Height;
        double middle = (height - 1) / 2.0;
        var ink = new byte[width * height];
        ReadOnlySpan<byte> source = line.Ink;
        for (int y = 0; y < height; y++)
        {
            double fromY = middle + (y - middle) / scale, offset = lean * (y - middle);
            int top = (int)Math.Floor(fromY);
            double v = fromY - top;
            for (int x = 0; x < width; x++)
            {
                double fromX = x + offset;
                int left = (int)Math.Floor(fromX);
                double u = fromX - left;
                double value = (1 - v) * ((1 - u) * At(source, left, top) + u * At(source, left + 1, top))
                    + v * ((1 - u) * At(source, left, top + 1) + u * At(source, left + 1, top + 1));
                ink[y * width + x] = (byte)Math.Round(value);
            }
        }
        return new NormalizedLine(width, height, ink, line.PaddedWidth);

        // Around the line is paper.
        double At(ReadOnlySpan<byte> pixels, int x, int y) => (uint)x < (uint)width && (uint)y < (uint)height ? pixels[y * width + x] : 0;
    }

    /// <summary>Halfway to the strongest, or the weakest, of each pixel and its four neighbours.</summary>
    private static NormalizedLine Stroked(NormalizedLine line, bool isThicker)
    {
        int width = line.Width, height = line.Height;
        var ink = new byte[width * height];
        ReadOnlySpan<byte> source = line.Ink;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                int at = y * width + x;
                int left = x > 0 ? source[at - 1] : source[at], right = x < width - 1 ? source[at + 1] : source[at];
                int above = y > 0 ? source[at - width] : source[at], below = y < height - 1 ? source[at + width] : source[at];
                int extreme = isThicker ? Math.Max(Math.Max(left, right), Math.Max(above, below)) : Math.Min(Math.Min(left, right), Math.Min(above, below));
                extreme = isThicker ? Math.Max(extreme, source[at]) : Math.Min(extreme, source[at]);
                ink[at] = (byte)((extreme + source[at] + 1) / 2);
            }
        return new NormalizedLine(width, height, ink, line.PaddedWidth);
    }
}
