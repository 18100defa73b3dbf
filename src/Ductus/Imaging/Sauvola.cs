namespace Ductus.Imaging;

/// <summary>Parameters of Sauvola's threshold.</summary>
public sealed record SauvolaOptions
{
    /// <summary>Side of the window in pixels, odd, 3…2001: some two letters wide. Smaller hollows out broad strokes, larger misses shadows.</summary>
    public int WindowPixels
    {
        get;
        init => field = value is >= 3 and <= 2001 && value % 2 == 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(WindowPixels), value, "Sauvola's window must be odd and 3…2001 pixels.");
    } = 51;

    /// <summary>k, 0…1: how much darker than a flat surrounding ink must be. 0.2 keeps pencil, 0.5 drops what shines through.</summary>
    public double K
    {
        get;
        init => field = value is >= 0 and <= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(K), value, "Sauvola's k must be 0…1.");
    } = 0.25;
}

/// <summary>Separates ink from paper by a threshold that follows the paper: lower where the surroundings are dark or flat.</summary>
/// <remarks>
/// Source: Sauvola and Pietikäinen 2000, equation 5: t = m · (1 + k · (s/R − 1)) with mean m and deviation s of the window and R = 128.
/// Runs here and not in Leptonica, whose own needs images larger than the window and a 64-bit copy of the page. O(pixels).
/// </remarks>
public static class Sauvola
{
    private const double R = 128;

    /// <summary>Ink where a pixel is darker than its threshold; a page of one grey is all paper, even if black.</summary>
    /// <param name="image">Dark ink on lighter paper.</param>
    /// <param name="options"><see langword="null"/> for the defaults, which suit 300 dots per inch.</param>
    public static BinaryImage Binarize(GreyImage image, SauvolaOptions? options = null)
    {
        options ??= new SauvolaOptions();
        float flat = (float)(1 - options.K), slope = (float)(options.K / R);
        var window = new WindowStatistics(image, options.WindowPixels / 2);
        var means = new float[image.Width];
        var variances = new float[image.Width];
        var ink = new byte[image.Pixels.Length];
        for (int y = 0; y < image.Height; y++)
        {
            window.NextRow(means, variances);
            ReadOnlySpan<byte> row = image.Row(y);
            Span<byte> target = ink.AsSpan(y * image.Width, image.Width);
            for (int x = 0; x < row.Length; x++)
            {
                // v < m (1 − k) + m k/R · s, squared so that no root is taken
                float above = row[x] - means[x] * flat, reach = means[x] * slope;
                target[x] = above < 0 || above * above < reach * reach * variances[x] ? (byte)1 : (byte)0;
            }
        }
        return new BinaryImage(image.Width, image.Height, ink);
    }
}
