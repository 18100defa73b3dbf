using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class BlurTests
{
    [Fact]
    public void Apply_OnePoint_KeepsItsSumAndSpreadsBySquareOfDeviation()
    {
        var image = new float[21 * 15];
        image[7 * 21 + 10] = 100;

        Blur.Apply(image, width: 21, height: 15, deviation: 1.2);

        double sum = 0, spreadX = 0, spreadY = 0;
        for (int i = 0; i < image.Length; i++)
        {
            (int x, int y) = (i % 21 - 10, i / 21 - 7);
            (sum, spreadX, spreadY) = (sum + image[i], spreadX + x * x * image[i], spreadY + y * y * image[i]);
        }
        Assert.Equal(100, sum, tolerance: 0.01);
        Assert.Equal(1.44, spreadX / sum, tolerance: 0.05);
        Assert.Equal(1.44, spreadY / sum, tolerance: 0.05);
    }

    [Fact]
    public void Apply_EvenImage_StaysEvenToTheEdges()
    {
        var image = new float[6 * 4];
        image.AsSpan().Fill(30);

        Blur.Apply(image, width: 6, height: 4, deviation: 2);

        Assert.All(image, value => Assert.Equal(30, value, tolerance: 1e-3));
    }
}
