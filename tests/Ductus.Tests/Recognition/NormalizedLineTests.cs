using Ductus.Recognition;

namespace Ductus.Tests.Recognition;

public class NormalizedLineTests
{
    [Fact]
    public void CopyTo_WiderThanTheLine_FillsWithPaper()
    {
        var line = new NormalizedLine(2, 2, [0, 255, 51, 0]);
        float[] target = [.. Enumerable.Repeat(9f, 6)];

        line.CopyTo(target, stride: 3);

        Assert.Equal([0, 1, 0, 0.2f, 0, 0], target);
    }

    [Fact]
    public void CopyTo_WrongTarget_Throws()
    {
        var line = new NormalizedLine(2, 2, new byte[4]);

        Assert.Throws<ArgumentOutOfRangeException>(() => line.CopyTo(new float[2], stride: 1));
        Assert.Contains("2 × 3 values; got 7", Assert.Throws<ArgumentException>(() => line.CopyTo(new float[7], stride: 3)).Message, StringComparison.Ordinal);
        Assert.Contains("need 4 bytes; got 5", Assert.Throws<ArgumentException>(() => new NormalizedLine(2, 2, new byte[5])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToImage_InkAndPaper_AreBlackAndWhite()
    {
        var image = new NormalizedLine(2, 1, [0, 200]).ToImage();

        Assert.Equal((2, 1), (image.Width, image.Height));
        Assert.Equal([255, 55], image.Pixels.ToArray());
    }
}
