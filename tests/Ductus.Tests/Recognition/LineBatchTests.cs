using Ductus.Recognition;

namespace Ductus.Tests.Recognition;

public class LineBatchTests
{
    [Theory]
    [InlineData(1, 32)]
    [InlineData(24, 32)]
    [InlineData(25, 64)]
    [InlineData(56, 64)]
    public void PaddedWidthOf_AnyLine_LeavesAMarginAndIsAMultipleOf32(int width, int expected) =>
        Assert.Equal(expected, LineBatch.PaddedWidthOf(width));

    [Fact]
    public void CopyTo_TwoLines_OneBelowTheOtherWithPaperBeside()
    {
        var batch = new LineBatch([new NormalizedLine(1, 1, [255]), new NormalizedLine(2, 1, [0, 51])]);
        float[] images = [.. Enumerable.Repeat(7f, 64)];

        batch.CopyTo(images);

        float[] expected = new float[64];
        (expected[0], expected[33]) = (1, 0.2f);
        Assert.Equal(expected, images);
    }

    [Fact]
    public void Pack_LinesOfManyWidths_KeepsEqualPaddedWidthsTogetherAndLosesNone()
    {
        int[] widths = [100, 10, 90, 20, 5000, 12];
        NormalizedLine[] lines = [.. widths.Select(width => new NormalizedLine(width, 8, new byte[8 * width]))];

        var batches = LineBatch.Pack(lines, maxPixels: 2 * 32 * 8);

        Assert.Equal([[1, 3], [5], [0], [2], [4]], batches.Select(batch => batch.Indices));
        foreach (LineBatch batch in batches)
            Assert.Equal(batch.Indices.Select(index => lines[index]), batch.Lines);
    }

    [Fact]
    public void Constructor_LinesThatDoNotBelongTogether_Throws()
    {
        var line = new NormalizedLine(24, 8, new byte[24 * 8]);

        Assert.Contains("at least 1 line", Assert.Throws<ArgumentException>(() => new LineBatch([])).Message, StringComparison.Ordinal);
        Assert.Contains("padded to 32; got one of 8 padded to 64",
            Assert.Throws<ArgumentException>(() => new LineBatch([line, new NormalizedLine(25, 8, new byte[25 * 8])])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LineBatch([line, new NormalizedLine(24, 9, new byte[24 * 9])]));
    }
}
