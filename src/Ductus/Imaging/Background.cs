namespace Ductus.Imaging;

/// <summary>How the paper is made even.</summary>
public sealed record BackgroundOptions
{
    /// <summary>Side in pixels of the squares whose paper is measured, 4…1000: so large that ink covers less than half of it.</summary>
    public int TilePixels
    {
        get;
        init => field = value is >= 4 and <= 1000 ? value
            : throw new ArgumentOutOfRangeException(nameof(TilePixels), value, "A tile must be 4…1000 pixels wide.");
    } = 32;

    /// <summary>The grey that paper gets, 128…255; below 255 so that its grain is not cut off.</summary>
    public int PaperLevel
    {
        get;
        init => field = value is >= 128 and <= 255 ? value
            : throw new ArgumentOutOfRangeException(nameof(PaperLevel), value, "The level of paper must be 128…255.");
    } = 230;

    /// <summary>Most that a pixel is brightened by, 1…16: what is darker than the paper level divided by this is no paper but the dark beside it.</summary>
    public double MostGain
    {
        get;
        init => field = value is >= 1 and <= 16 ? value
            : throw new ArgumentOutOfRangeException(nameof(MostGain), value, "The gain must be 1…16.");
    } = 4;
}

/// <summary>Takes shadows, stains and uneven light off the paper.</summary>
/// <remarks>
/// The paper of a tile is the grey that three quarters of its pixels do not exceed: no threshold has to tell ink from shadow, as Leptonica's
/// own wants it. A median over the neighbours replaces tiles that ink or a picture fills. O(pixels).
/// </remarks>
public static class Background
{
    private const double PaperPart = 0.75;

    /// <summary>The image with every pixel divided by the paper around it, which becomes of one grey.</summary>
    /// <param name="image">Dark ink on lighter paper.</param>
    /// <param name="options"><see langword="null"/> for the defaults, which suit 300 dots per inch.</param>
    public static GreyImage Normalize(GreyImage image, BackgroundOptions? options = null)
    {
        options ??= new BackgroundOptions();
        GreyImage paper = Scaling.Resize(Smooth(Median(MeasurePaper(image, options.TilePixels))), image.Width, image.Height);

        // gain[p] · v = v · level / p in 16 fractional bits
        var gains = new uint[256];
        for (int level = 0; level < gains.Length; level++)
            gains[level] = (uint)(65536 * Math.Min(options.MostGain, options.PaperLevel / Math.Max(1.0, level)));

        var pixels = new byte[image.Pixels.Length];
        ReadOnlySpan<byte> source = image.Pixels, light = paper.Pixels;
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Min(255, (source[i] * gains[light[i]] + 32768) >> 16);
        return new GreyImage(image.Width, image.Height, pixels);
    }

    /// <summary>One pixel for each tile, with the grey of its paper; tiles share what is left over evenly.</summary>
    private static GreyImage MeasurePaper(GreyImage image, int tilePixels)
    {
        int columns = Math.Max(1, image.Width / tilePixels), rows = Math.Max(1, image.Height / tilePixels);
        var paper = new byte[columns * rows];
        Span<int> counts = stackalloc int[256];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
            {
                int left = (int)((long)image.Width * column / columns), right = (int)((long)image.Width * (column + 1) / columns);
                int top = (int)((long)image.Height * row / rows), bottom = (int)((long)image.Height * (row + 1) / rows);
                counts.Clear();
                for (int y = top; y < bottom; y++)
                    foreach (byte grey in image.Row(y)[left..right])
                        counts[grey]++;

                long rest = (long)Math.Ceiling((1 - PaperPart) * (right - left) * (bottom - top));
                int level = 256;
                while (rest > 0)
                    rest -= counts[--level];
                paper[row * columns + column] = (byte)level;
            }
        return new GreyImage(columns, rows, paper);
    }

    /// <summary>The median of each pixel and its neighbours, which fill in for themselves at the edges.</summary>
    private static GreyImage Median(GreyImage map) => Neighbourhoods(map, greys =>
    {
        greys.Sort();
        return greys[greys.Length / 2];
    });

    private static GreyImage Smooth(GreyImage map) => Neighbourhoods(map, greys =>
    {
        int sum = 0;
        foreach (byte grey in greys)
            sum += grey;
        return (byte)((sum + greys.Length / 2) / greys.Length);
    });

    private delegate byte Reduction(Span<byte> greys);

    // One call a tile, not a pixel
    private static GreyImage Neighbourhoods(GreyImage map, Reduction reduce)
    {
        var pixels = new byte[map.Width * map.Height];
        Span<byte> greys = stackalloc byte[9];
        for (int y = 0; y < map.Height; y++)
            for (int x = 0; x < map.Width; x++)
            {
                for (int i = 0; i < greys.Length; i++)
                    greys[i] = map[Math.Clamp(x + i % 3 - 1, 0, map.Width - 1), Math.Clamp(y + i / 3 - 1, 0, map.Height - 1)];
                pixels[y * map.Width + x] = reduce(greys);
            }
        return new GreyImage(map.Width, map.Height, pixels);
    }
}
