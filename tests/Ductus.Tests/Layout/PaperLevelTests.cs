using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class PaperLevelTests
{
    [Fact]
    public void At_StrokesOnTwoGreys_IsThePaperInterpolatedBetweenTheBlocks()
    {
        // Two blocks of 8 columns with strokes of 0: paper 100, then 200
        byte[] pixels = [.. Enumerable.Range(0, 4 * 16).Select(i => (byte)(i % 4 == 1 ? 0 : i % 16 < 8 ? 100 : 200))];

        var paper = new PaperLevel(pixels, Valid(pixels), width: 16, blockWidth: 8);

        Assert.Equal((100, 200), (paper.At(0), paper.At(15)));
        Assert.Equal(150, (paper.At(7) + paper.At(8)) / 2);
        Assert.InRange(paper.At(7), 140, 149);
    }

    [Fact]
    public void At_BlockWithoutValidPixels_TakesTheLevelOfAll()
    {
        byte[] pixels = [.. Enumerable.Range(0, 16).Select(x => (byte)(x < 8 ? 90 : 10))];

        Assert.Equal(90, new PaperLevel(pixels, [.. Enumerable.Range(0, 16).Select(x => x < 8)], width: 16, blockWidth: 8).At(15));
    }

    [Fact]
    public void At_NothingValid_IsWhite() => Assert.Equal(255, new PaperLevel([7, 7], [false, false], width: 2, blockWidth: 1).At(0));

    private static bool[] Valid(byte[] pixels) => [.. pixels.Select(_ => true)];
}
