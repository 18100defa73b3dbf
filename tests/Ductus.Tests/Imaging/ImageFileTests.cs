using Ductus.Imaging;

namespace Ductus.Tests.Imaging;

public sealed class ImageFileTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 5)]
    [InlineData(37, 11)]
    public void WritePng_AnySize_ReadsBackTheSame(int width, int height)
    {
        GreyImage image = Noise(width, height);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.png");

        ImageFile.WritePng(image, path);
        GreyImage read = ImageFile.Read(path);
        File.Delete(path);

        Assert.Equal((width, height), (read.Width, read.Height));
        Assert.Equal(image.Pixels.ToArray(), read.Pixels.ToArray());
    }

    private static GreyImage Noise(int width, int height)
    {
        var pixels = new byte[width * height];
        new Random(7).NextBytes(pixels);
        return new GreyImage(width, height, pixels);
    }
}
