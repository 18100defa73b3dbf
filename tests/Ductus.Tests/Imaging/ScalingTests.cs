using Ductus.Imaging;

namespace Ductus.Tests.Imaging;

public sealed class ScalingTests
{
    [Fact]
    public void Resize_HalfTheSize_AveragesFourPixels()
    {
        var image = new GreyImage(4, 2, [0, 100, 10, 20, 100, 200, 30, 40]);

        GreyImage half = Scaling.Resize(image, 2, 1);

        Assert.Equal([100, 25], half.Pixels.ToArray());
    }

    [Fact]
    public void Resize_TwiceTheSize_InterpolatesBetweenPixelCentres()
    {
        var image = new GreyImage(2, 1, [0, 100]);

        GreyImage twice = Scaling.Resize(image, 4, 1);

        Assert.Equal([0, 25, 75, 100], twice.Pixels.ToArray());
    }

    [Theory]
    [InlineData(7, 5, 3, 2)]
    [InlineData(3, 2, 7, 5)]
    [InlineData(1, 1, 9, 9)]
    [InlineData(100, 3, 99, 3)]
    public void Resize_OneGrey_StaysThatGrey(int width, int height, int newWidth, int newHeight)
    {
        var pixels = new byte[width * height];
        Array.Fill(pixels, (byte)137);

        GreyImage resized = Scaling.Resize(new GreyImage(width, height, pixels), newWidth, newHeight);

        Assert.All(resized.Pixels.ToArray(), pixel => Assert.Equal(137, pixel));
    }

    [Fact]
    public void Resize_UnevenScale_KeepsTheMean()
    {
        var random = new Random(3);
        var pixels = new byte[30 * 20];
        random.NextBytes(pixels);

        GreyImage resized = Scaling.Resize(new GreyImage(30, 20, pixels), 7, 9);

        Assert.Equal(pixels.Average(pixel => pixel), resized.Pixels.ToArray().Average(pixel => pixel), tolerance: 1.0);
    }
}
