using Ductus.Imaging;
using Ductus.Tests.Imaging.Formats;

namespace Ductus.Tests.Imaging;

public sealed class SauvolaTests
{
    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(5, 4, 3)]
    [InlineData(20, 9, 7)]
    [InlineData(9, 20, 101)]
    public void Binarize_Noise_AgreesWithTheFormula(int width, int height, int window)
    {
        GreyImage image = Pictures.Noise(width, height);
        var options = new SauvolaOptions { WindowPixels = window, K = 0.3 };

        BinaryImage ink = Sauvola.Binarize(image, options);

        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                double threshold = Threshold(image, x, y, options);
                if (Math.Abs(image[x, y] - threshold) > 0.01)
                    Assert.Equal(image[x, y] < threshold, ink[x, y]);
            }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void Binarize_OneGrey_IsAllPaper(byte grey) => Assert.Equal(0, Sauvola.Binarize(Pictures.Flat(40, 30, grey)).CountInk());

    [Fact]
    public void Binarize_StrokesInLightAndShadow_AreBothFound()
    {
        // Paper 220 on the left, 90 on the right; strokes half as bright
        byte[] pixels = [.. Enumerable.Range(0, 200 * 60).Select(i => (byte)((i % 200 < 100 ? 220 : 90) / (i % 200 % 50 is >= 23 and <= 26 ? 2 : 1)))];

        BinaryImage ink = Sauvola.Binarize(new GreyImage(200, 60, pixels), new SauvolaOptions { WindowPixels = 31 });

        Assert.Equal([23, 24, 25, 26, 73, 74, 75, 76, 123, 124, 125, 126, 173, 174, 175, 176],
            Enumerable.Range(0, 200).Where(x => ink[x, 30] && x is < 95 or > 115));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(2003)]
    public void WindowPixels_EvenOrOutOfRange_IsRefused(int window) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SauvolaOptions { WindowPixels = window });

    private static double Threshold(GreyImage image, int x, int y, SauvolaOptions options)
    {
        int radius = options.WindowPixels / 2;
        double[] values = [.. from row in Enumerable.Range(y - radius, options.WindowPixels)
                              from column in Enumerable.Range(x - radius, options.WindowPixels)
                              where row >= 0 && row < image.Height && column >= 0 && column < image.Width
                              select (double)image[column, row]];
        double mean = values.Average(), deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return mean * (1 + options.K * (deviation / 128 - 1));
    }
}
