using Ductus.Imaging;
using Ductus.Tests.Imaging.Formats;

namespace Ductus.Tests.Imaging;

public sealed class BackgroundTests
{
    [Fact]
    public void Normalize_PageInShadow_GetsEvenPaperAndKeepsItsInk()
    {
        GreyImage page = DrawnPage.Make(600, 500, paper: (x, y) => 230 - 130.0 * x / 600, inkPart: 0.3);

        GreyImage even = Background.Normalize(page);

        // Paper 230 everywhere, ink 0.3 of it, grain of ±4 enlarged by up to 2.3
        for (int x = 50; x < 550; x += 100)
        {
            byte[] part = even.Crop(x, 50, 100, 400).Pixels.ToArray();
            Array.Sort(part);
            Assert.InRange(part[part.Length / 2], 218, 238);
            Assert.InRange(part[part.Length / 50], 50, 90);
        }
    }

    [Theory]
    [InlineData(1, 1, 0, 0)]
    [InlineData(1, 1, 115, 230)]
    [InlineData(200, 100, 0, 0)]
    [InlineData(200, 100, 255, 230)]
    [InlineData(33, 700, 115, 230)]
    [InlineData(200, 100, 10, 40)]
    public void Normalize_OneGrey_BecomesPaperUnlessItIsTooDark(int width, int height, byte grey, byte expected)
    {
        GreyImage even = Background.Normalize(Pictures.Flat(width, height, grey));

        Assert.Equal((width, height), (even.Width, even.Height));
        Assert.All(even.Pixels.ToArray(), pixel => Assert.Equal(expected, pixel));
    }

    [Fact]
    public void Normalize_TileFullOfInk_TakesThePaperOfItsNeighbours()
    {
        byte[] pixels = [.. Enumerable.Range(0, 320 * 320).Select(i => i % 320 is >= 160 and < 192 && i / 320 is >= 160 and < 192 ? (byte)40 : (byte)200)];

        GreyImage even = Background.Normalize(new GreyImage(320, 320, pixels));

        Assert.Equal(46, even[176, 176]);
    }
}
