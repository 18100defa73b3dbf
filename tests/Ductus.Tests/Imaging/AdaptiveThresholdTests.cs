using Ductus.Imaging;

namespace Ductus.Tests.Imaging;

public sealed class AdaptiveThresholdTests
{
    /// <summary>Checked against OpenCV 4.6: GaussianBlur of 5 × 5, then adaptiveThreshold, Gaussian, inverted, window 11, C 4.</summary>
    [Fact]
    public void InkOf_StrokesOnGrainyPaper_IsWhatOpenCvGives()
    {
        const int Width = 23, Height = 9;
        byte[] pixels = [.. Enumerable.Range(0, Width * Height).Select(i => (X: i % Width, Y: i / Width)).Select(at =>
            (byte)(at.X is >= 8 and <= 10 || (at.Y == 4 && at.X < 18) ? 30 + (at.X * 7 + at.Y * 11) % 50 : 200 + (at.X * 37 + at.Y * 91 + at.X * at.Y * 13) % 40))];

        byte[] ink = AdaptiveThreshold.InkOf(new GreyImage(Width, Height, pixels));

        Assert.Equal(
        [
            "........###............",
            "........###............",
            "........###............",
            "#####..####...#####....",
            "###################....",
            "#####..#####..#####....",
            "........###............",
            "........###............",
            "........###............",
        ], Enumerable.Range(0, Height).Select(y => string.Concat(ink[(y * Width)..((y + 1) * Width)].Select(value => value == 255 ? '#' : '.'))));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(1, 3)]
    public void InkOf_TinyImageOfOneGrey_IsAllPaper(int width, int height) =>
        Assert.All(AdaptiveThreshold.InkOf(new GreyImage(width, height, [.. Enumerable.Repeat((byte)90, width * height)])), value => Assert.Equal(0, value));
}
