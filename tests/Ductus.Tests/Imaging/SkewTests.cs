using Ductus.Imaging;
using Ductus.Tests.Imaging.Formats;

namespace Ductus.Tests.Imaging;

public sealed class SkewTests
{
    [Theory]
    [InlineData(-5)]
    [InlineData(-1.2)]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(3)]
    public void Find_SlopingLines_GivesTheirAngle(double degrees)
    {
        GreyImage page = DrawnPage.Make(1200, 900, slope: Math.Tan(double.DegreesToRadians(degrees)));

        SkewEstimate skew = Skew.Find(page);

        Assert.InRange(double.RadiansToDegrees(skew.AngleRadians), degrees - 0.15, degrees + 0.15);
        Assert.InRange(skew.Confidence, 3, double.PositiveInfinity);
    }

    [Fact]
    public void Deskew_SlopingLines_AreLevelAfterwards()
    {
        GreyImage page = DrawnPage.Make(1200, 900, slope: Math.Tan(double.DegreesToRadians(2.5)));

        SkewEstimate left = Skew.Find(Skew.Deskew(page));

        Assert.InRange(double.RadiansToDegrees(left.AngleRadians), -0.15, 0.15);
    }

    [Fact]
    public void Deskew_LevelLines_ReturnsTheSameImage()
    {
        GreyImage page = DrawnPage.Make(1200, 900);

        Assert.Same(page, Skew.Deskew(page));
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(1, 1000, 200)]
    [InlineData(60, 60, 255)]
    [InlineData(900, 700, 0)]
    [InlineData(900, 700, 255)]
    public void Deskew_NoLines_ReturnsTheSameImage(int width, int height, byte grey)
    {
        GreyImage page = Pictures.Flat(width, height, grey);

        Assert.Equal(default, Skew.Find(page));
        Assert.Same(page, Skew.Deskew(page));
    }

    [Fact]
    public void Rotate_ClockwiseByAnEighth_MovesThePixelOnTheRightDown()
    {
        var pixels = new byte[41 * 41];
        Array.Fill(pixels, (byte)200);
        for (int y = 18; y <= 22; y++)
            pixels.AsSpan(y * 41 + 33, 5).Clear();

        GreyImage turned = Skew.Rotate(new GreyImage(41, 41, pixels), Math.PI / 4);

        // 15 pixels to the right of the middle; 10.6 right and 10.6 down after an eighth of a turn
        Assert.Equal((58, 58), (turned.Width, turned.Height));
        Assert.InRange(turned[29 + 10, 29 + 10], 0, 60);
        Assert.Equal(200, turned[29 + 10, 29 - 10]);
        Assert.Equal(200, turned[0, 0]);
    }

    [Fact]
    public void Rotate_LongLineByLittle_Fits() => Assert.Equal((2000, 235), Size(Skew.Rotate(Pictures.Flat(2000, 60, 9), 0.0875)));

    [Theory]
    [InlineData(0.8)]
    [InlineData(double.NaN)]
    public void Rotate_ByMoreThanAnEighth_IsRefused(double angle) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Skew.Rotate(Pictures.Flat(2, 2, 9), angle));

    private static (int Width, int Height) Size(GreyImage image) => (image.Width, image.Height);
}
