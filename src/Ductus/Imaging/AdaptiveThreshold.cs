namespace Ductus.Imaging;

/// <summary>
/// Ink and paper by a threshold that follows the surroundings, after a blur: what OpenCV's <c>GaussianBlur</c> of 5 × 5 and <c>adaptiveThreshold</c> with
/// <c>ADAPTIVE_THRESH_GAUSSIAN_C</c> give.
/// </summary>
/// <remarks>
/// Source: OpenCV 4 documentation, imgproc: getGaussianKernel (σ = 0.3·((n − 1)·0.5 − 1) + 0.8; fixed binomial weights for n = 5), adaptiveThreshold
/// (T = weighted mean of the window − C; edges repeated).
/// </remarks>
internal static class AdaptiveThreshold
{
    private const int Window = 11;
    private const double Sigma = 0.3 * ((Window - 1) * 0.5 - 1) + 0.8, Offset = 4;

    private static readonly double[] Blur = [1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0], Mean = Gaussian();

    /// <returns>255 where there is ink, else 0; as many values as the image has pixels.</returns>
    public static byte[] InkOf(GreyImage image)
    {
        // The blur mirrors the image at its edges and rounds halves up; the threshold repeats the last pixels and rounds halves to even.
        byte[] blurred = Filtered(image.Pixels, image.Width, image.Height, Blur, MidpointRounding.AwayFromZero, (at, length) => length == 1 ? 0 : at < 0 ? -at : at >= length ? 2 * (length - 1) - at : at);
        byte[] means = Filtered(blurred, image.Width, image.Height, Mean, MidpointRounding.ToEven, (at, length) => Math.Clamp(at, 0, length - 1));
        var ink = new byte[blurred.Length];
        for (int i = 0; i < ink.Length; i++)
            ink[i] = blurred[i] <= means[i] - Offset ? (byte)255 : (byte)0;
        return ink;
    }

    /// <summary>Along rows, then along columns, rounded at the end.</summary>
    private static byte[] Filtered(ReadOnlySpan<byte> pixels, int width, int height, double[] weights, MidpointRounding rounding, Func<int, int, int> inside)
    {
        int reach = weights.Length / 2;
        var rows = new double[pixels.Length];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int k = -reach; k <= reach; k++)
                    rows[y * width + x] += weights[k + reach] * pixels[y * width + Math.Clamp(inside(x + k, width), 0, width - 1)];
        var result = new byte[pixels.Length];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                double sum = 0;
                for (int k = -reach; k <= reach; k++)
                    sum += weights[k + reach] * rows[Math.Clamp(inside(y + k, height), 0, height - 1) * width + x];
                result[y * width + x] = (byte)Math.Round(sum, rounding);
            }
        return result;
    }

    private static double[] Gaussian()
    {
        double[] weights = [.. Enumerable.Range(0, Window).Select(i => Math.Exp(-Math.Pow(i - Window / 2, 2) / (2 * Sigma * Sigma)))];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }
}
