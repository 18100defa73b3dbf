using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Tests.Imaging.Formats;

namespace Ductus.Tests.Layout;

public sealed class WolfThresholdTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void Binarize_OneGrey_IsAllPaper(byte grey) => Assert.DoesNotContain((byte)1, WolfThreshold.Binarize(Pictures.Flat(40, 30, grey)));

    [Theory]
    [InlineData(60)]
    [InlineData(200)]
    [InlineData(215)]
    public void Binarize_BlackAndFaintPens_AreBothFound(byte pen)
    {
        GreyImage image = new Sheet(300, 100).Fill(150, 20, 4, 60, pen).Image;

        byte[] ink = WolfThreshold.Binarize(image);

        Assert.Equal(4 * 60, ink.Count(pixel => pixel == 1));
        Assert.Equal([150, 151, 152, 153], Enumerable.Range(0, 300).Where(x => ink[50 * 300 + x] == 1));
    }

    [Fact]
    public void Binarize_StrokesInLightAndShadow_AreBothFound()
    {
        // Paper from 240 on the left to 96 on the right; strokes a third as bright every 40 columns
        GreyImage image = new Sheet(400, 60).Paint((x, _, _) => (240 - 0.36 * x) / (x % 40 is >= 18 and < 21 ? 3 : 1)).Image;

        byte[] ink = WolfThreshold.Binarize(image);

        Assert.Equal(Enumerable.Range(0, 400).Where(x => x % 40 is >= 18 and < 21), Enumerable.Range(0, 400).Where(x => ink[30 * 400 + x] == 1));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    public void Binarize_Grain_IsNearlyAllPaper(double deviation)
    {
        byte[] ink = WolfThreshold.Binarize(new Sheet(300, 300).AddNoise(deviation).Image);

        // 1.2 % of a Gaussian lie beyond 2.25 deviations.
        Assert.InRange(ink.Count(pixel => pixel == 1), 0, 0.018 * ink.Length);
    }

    [Fact]
    public void Binarize_BlackScanEdge_IsInkThroughout()
    {
        GreyImage image = new Sheet(400, 300).Fill(0, 0, 60, 300, 10).Image;

        byte[] ink = WolfThreshold.Binarize(image);

        Assert.Equal(Enumerable.Range(0, 60), Enumerable.Range(0, 400).Where(x => ink[150 * 400 + x] == 1));
    }

    [Fact]
    public void Binarize_Noise_AgreesWithTheFormula()
    {
        GreyImage image = Pictures.Noise(40, 30);
        GreyLevels levels = GreyLevels.Of(image);
        double range = Math.Max(levels.Contrast, 4 * levels.Grain), depth = 10 * levels.Grain;

        byte[] ink = WolfThreshold.Binarize(image);

        for (int i = 0; i < ink.Length; i++)
        {
            var (mean, deviation) = Window(image, i % 40, i / 40, reach: 8);
            double threshold = mean - 0.3 * (1 - deviation / range) * Math.Max(depth, mean - levels.Ink);
            if (Math.Abs(image.Pixels[i] - threshold) > 0.01)
                Assert.Equal(image.Pixels[i] < threshold || mean < 0.25 * levels.Paper, ink[i] == 1);
        }
    }

    private static (double Mean, double Deviation) Window(GreyImage image, int x, int y, int reach)
    {
        double[] values = [.. from row in Enumerable.Range(y - reach, 2 * reach + 1)
                              from column in Enumerable.Range(x - reach, 2 * reach + 1)
                              where row >= 0 && row < image.Height && column >= 0 && column < image.Width
                              select (double)image[column, row]];
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }
}
