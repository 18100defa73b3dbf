using Ductus.Imaging;
using Ductus.Recognition;

namespace Ductus.Tests.Recognition;

public class LineNormalizationTests
{
    [Theory]
    [InlineData(100, 16, 50)]   // half the size
    [InlineData(33, 16, 17)]    // 16.5, rounded away from 0
    [InlineData(1, 500, 1)]     // never without a column
    [InlineData(2000, 1, 512)]  // squeezed to 64 heights
    public void Apply_AnySize_KeepsTheAspectWithinItsLimits(int width, int height, int expectedWidth)
    {
        var line = new GreyImage(width, height, new byte[width * height]);

        NormalizedLine normalized = new LineNormalization { Height = 8 }.Apply(line);

        Assert.Equal((expectedWidth, 8), (normalized.Width, normalized.Height));
    }

    [Theory]
    [InlineData(LineFit.Height, 0, 40, 8, 80, 16)]      // enlarged
    [InlineData(LineFit.Height, 96, 40, 8, 96, 16)]     // enlarged, paper behind it
    [InlineData(LineFit.Height, 64, 40, 8, 64, 16)]     // enlarged and squeezed
    [InlineData(LineFit.Shrink, 0, 40, 8, 40, 16)]      // stands in the middle
    [InlineData(LineFit.Shrink, 0, 40, 32, 20, 16)]     // half the size
    [InlineData(LineFit.Box, 32, 40, 8, 32, 16)]
    [InlineData(LineFit.Stretch, 32, 40, 8, 32, 16)]
    [InlineData(LineFit.Crop, 32, 40, 80, 32, 16)]
    public void Apply_EveryFit_HasItsSize(LineFit fit, int fixedWidth, int width, int height, int expectedWidth, int expectedHeight)
    {
        var normalization = new LineNormalization { Height = 16, Fit = fit, Width = fixedWidth };

        NormalizedLine line = normalization.Apply(new GreyImage(width, height, new byte[width * height]));

        Assert.Equal((expectedWidth, expectedHeight), (line.Width, line.Height));
        Assert.Equal(fixedWidth > 0 ? fixedWidth : LineBatch.PaddedWidthOf(expectedWidth), line.PaddedWidth);
    }

    [Theory]
    [InlineData(LineFit.Shrink, 0, 6, 10, 2, 6)]    // 8 rows in the middle of 16; the dot at 2…5, 2…5 of the image
    [InlineData(LineFit.Box, 32, 6, 10, 2, 6)]
    [InlineData(LineFit.Crop, 32, 2, 6, 2, 6)]      // from the upper left corner
    public void Apply_SmallImage_IsPlacedOnPaper(LineFit fit, int fixedWidth, int top, int bottom, int left, int right)
    {
        byte[] pixels = [.. Enumerable.Range(0, 20 * 8).Select(i => (byte)(i % 20 is >= 2 and < 6 && i / 20 is >= 2 and < 6 ? 0 : 255))];

        NormalizedLine line = new LineNormalization { Height = 16, Fit = fit, Width = fixedWidth }.Apply(new GreyImage(20, 8, pixels));

        for (int y = 0; y < 16; y++)
            for (int x = 0; x < line.Width; x++)
                Assert.Equal(y >= top && y < bottom && x >= left && x < right ? 255 : 0, line.Ink[y * line.Width + x]);
    }

    [Fact]
    public void Apply_Threshold_IsAllOrNothing()
    {
        byte[] pixels = [.. Enumerable.Range(0, 64 * 32).Select(i => (byte)(i % 64 is >= 20 and < 24 ? 120 : 200 - i % 64))];
        var normalization = new LineNormalization { Height = 32, Width = 128, Ink = LineInk.Threshold };

        NormalizedLine line = normalization.Apply(new GreyImage(64, 32, pixels));

        Assert.Equal("adaptive-threshold", normalization.Rule);
        Assert.Equal(new byte[] { 0, 255 }, line.Ink.ToArray().Distinct().Order());
        Assert.Equal(255, line.Ink[16 * 128 + 22]);
        Assert.Equal(0, line.Ink[16 * 128 + 100]);
    }

    [Theory]
    [InlineData(LineFit.Box, 0, "needs a width")]
    [InlineData(LineFit.Shrink, 32, "leaves the width open")]
    public void Apply_FitAndWidthThatDoNotGoTogether_SaysSo(LineFit fit, int width, string expected)
    {
        var normalization = new LineNormalization { Height = 16, Fit = fit, Width = width };

        Assert.Contains(expected, Assert.Throws<InvalidOperationException>(() => normalization.Apply(new GreyImage(4, 4, new byte[16]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InkOf_TwoGroupsOfPixels_MapsTheMedianOfPaperToZeroAndTheDarkTenthToOne()
    {
        // Ink 40…58 (10th percentile 40), paper 198…206 (median 202): contrast 162.
        byte[] pixels = [40, 42, 44, 46, 48, 50, 52, 54, 56, 58, 198, 200, 202, 204, 206];

        NormalizedLine line = LineNormalization.InkOf(new GreyImage(15, 1, pixels));

        byte[] expected = [.. pixels.Select(grey => (byte)Math.Round(Math.Clamp((202 - grey) / 162.0, 0, 1) * 255))];
        Assert.Equal(expected, line.Ink.ToArray());
        Assert.Equal((255, 0), (line.Ink[0], line.Ink[12]));
    }

    [Fact]
    public void InkOf_DarkerThanTheDarkTenth_IsAllInk()
    {
        byte[] pixels = [0, .. Enumerable.Repeat((byte)50, 19), .. Enumerable.Repeat((byte)250, 30)]; // 10th percentile of the 20 inked: 50

        NormalizedLine line = LineNormalization.InkOf(new GreyImage(50, 1, pixels));

        Assert.Equal((255, 255, 0), (line.Ink[0], line.Ink[1], line.Ink[49]));
    }

    [Fact]
    public void InkOf_FaintGrain_IsNotStretchedIntoWriting()
    {
        NormalizedLine line = LineNormalization.InkOf(new GreyImage(4, 1, [240, 244, 244, 244]));

        Assert.Equal([(byte)Math.Round(4 / 32.0 * 255), 0, 0, 0], line.Ink.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void InkOf_OneGrey_IsPaper(byte grey)
    {
        NormalizedLine line = LineNormalization.InkOf(new GreyImage(3, 2, [grey, grey, grey, grey, grey, grey]));

        Assert.Equal(new byte[6], line.Ink.ToArray());
    }

    [Fact]
    public void InkOf_RandomLines_AgreesWithTheRuleWrittenOut()
    {
        var random = new Random(5);
        for (int trial = 0; trial < 200; trial++)
        {
            int split = random.Next(1, 255);
            byte[] pixels = [.. Enumerable.Range(0, random.Next(2, 60)).Select(_ => (byte)(random.Next(4) == 0 ? random.Next(split) : random.Next(split, 256)))];

            byte[] ink = LineNormalization.InkOf(new GreyImage(pixels.Length, 1, pixels)).Ink.ToArray();

            Assert.Equal(Oracle(pixels), ink);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(513)]
    public void Height_OutOfRange_Throws(int height)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new LineNormalization { Height = height });

        Assert.Contains("8…512 pixels", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The rule as it is told, over sorted lists instead of histograms; Otsu by least variance within the two groups.</summary>
    private static byte[] Oracle(byte[] pixels)
    {
        byte[] sorted = [.. pixels.Order()];
        double Scatter(IEnumerable<byte> group) => group.Sum(value => Math.Pow(value - group.Average(other => (double)other), 2));
        int[] cuts = [.. Enumerable.Range(1, sorted.Length - 1).Where(i => sorted[i] != sorted[i - 1])];
        if (cuts.Length == 0)
            return new byte[pixels.Length];

        int cut = cuts.MinBy(i => Math.Round(Scatter(sorted[..i]) + Scatter(sorted[i..]), 6));
        byte[] below = sorted[..cut], above = sorted[cut..];
        int paper = above[(above.Length + 1) / 2 - 1], ink = below[(below.Length + 9) / 10 - 1];
        return [.. pixels.Select(grey => (byte)MathF.Round(Math.Clamp((paper - grey) / (float)Math.Max(paper - ink, 32), 0, 1) * 255))];
    }
}
