using Ductus.Imaging;

namespace Ductus.Tests.Imaging;

public sealed class BinaryImageTests
{
    [Fact]
    public void Indexer_InkAndPaper_AreTold()
    {
        var image = new BinaryImage(3, 2, [0, 1, 0, 1, 1, 0]);

        Assert.True(image[1, 0]);
        Assert.False(image[2, 1]);
        Assert.Equal(3, image.CountInk());
    }

    [Fact]
    public void Constructor_OtherThanZeroAndOne_IsRefused()
    {
        var exception = Assert.Throws<ArgumentException>(() => new BinaryImage(2, 1, [0, 255]));

        Assert.StartsWith("A pixel is 0 or 1; pixel 1 is 255.", exception.Message, StringComparison.Ordinal);
    }
}
