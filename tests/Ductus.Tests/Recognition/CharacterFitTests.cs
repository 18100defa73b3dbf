using Ductus.Imaging;
using Ductus.Recognition;

namespace Ductus.Tests.Recognition;

public class CharacterFitTests
{
    private static readonly LineNormalization Mnist = new() { Height = 28, Width = 28, Fit = LineFit.CentreOfMass }, Emnist = Mnist with { Fit = LineFit.Centred };

    [Theory]
    [InlineData(300, 200, 20, 10, 100, 20)]     // wide, off the middle of a large sheet
    [InlineData(40, 60, 5, 5, 8, 40)]           // high
    [InlineData(12, 12, 3, 3, 6, 6)]            // smaller than what it becomes: enlarged edges are soft
    public void Apply_ABar_FillsItsShareAndStandsInTheMiddle(int width, int height, int left, int top, int barWidth, int barHeight)
    {
        GreyImage image = Sheet(width, height, (x, y) => x >= left && x < left + barWidth && y >= top && y < top + barHeight);
        foreach (var (fit, side) in new[] { (Mnist, 20), (Emnist, 24) })
        {
            NormalizedLine line = fit.Apply(image);

            Assert.Equal((28, 28, 28), (line.Width, line.Height, line.PaddedWidth));
            var (first, end, firstRow, endRow) = Extent(line);
            Assert.InRange(Math.Max(end - first, endRow - firstRow), side - 1, side + 2);
            Assert.InRange((first + end) / 2.0, 13, 15);
            Assert.InRange((firstRow + endRow) / 2.0, 13, 15);
            Assert.Equal((double)barWidth / barHeight, (double)(end - first) / (endRow - firstRow), 0.35 * barWidth / barHeight);
        }
    }

    [Fact]
    public void Apply_CentreOfMass_IsNotTheMiddleOfTheBox()
    {
        // A heavy block with a thin tail to the right.
        GreyImage image = Sheet(100, 60, (x, y) => (x is >= 10 and < 30 && y is >= 20 and < 40) || (x is >= 30 and < 60 && y is >= 28 and < 32));

        var (first, end, _, _) = Extent(Mnist.Apply(image));
        var (boxFirst, boxEnd, _, _) = Extent(Emnist.Apply(image));

        Assert.True((first + end) / 2.0 > 15);
        Assert.InRange((boxFirst + boxEnd) / 2.0, 13, 15);
    }

    [Fact]
    public void Apply_SpecksFarAway_AreLeftOut()
    {
        bool Bar(int x, int y) => x is >= 80 and < 90 && y is >= 40 and < 100;
        GreyImage clean = Sheet(200, 200, Bar), dirty = Sheet(200, 200, (x, y) => Bar(x, y) || (x < 2 && y < 2) || (x >= 197 && y is >= 150 and < 153));

        Assert.Equal(Mnist.Apply(clean).Ink, Mnist.Apply(dirty).Ink);
    }

    [Fact]
    public void Apply_TheDotOfAnI_Stays()
    {
        GreyImage letter = Sheet(60, 100, (x, y) => x is >= 28 and < 34 && y is >= 10 and < 16 or >= 30 and < 90);

        NormalizedLine line = Mnist.Apply(letter);

        var (_, _, firstRow, endRow) = Extent(line);
        Assert.InRange(endRow - firstRow, 19, 21);
        int gap = Enumerable.Range(firstRow, endRow - firstRow).Count(y => !line.Ink.Slice(y * 28, 28).ContainsAnyExceptInRange((byte)0, (byte)20));
        Assert.InRange(gap, 2, 4);
    }

    [Fact]
    public void Apply_AThinStroke_IsAsDarkAsAPens()
    {
        // A frame of one pixel, 400 high: scaled down as it is it would leave a twentieth of its ink.
        GreyImage frame = Sheet(420, 420, (x, y) => (x is 10 or 409 && y is >= 10 and < 410) || (y is 10 or 409 && x is >= 10 and < 410));

        Assert.True(Mnist.Apply(frame).Ink.ToArray().Max() > 180);
    }

    [Fact]
    public void Apply_APhotographInShadow_SeesTheStrokeAlone()
    {
        // Paper from 240 on the left down to 90 on the right, which is darker than ink in the light; the stroke has 0.45 of its paper.
        bool Bar(int x, int y) => x is >= 140 and < 160 && y is >= 60 and < 240;
        GreyImage photograph = new(300, 300, [.. Enumerable.Range(0, 300 * 300).Select(i => (byte)((240 - i % 300 / 2) * (Bar(i % 300, i / 300) ? 0.45 : 1)))]);

        var (first, end, firstRow, endRow) = Extent(Mnist.Apply(photograph));

        Assert.InRange(end - first, 2, 5);
        Assert.InRange(endRow - firstRow, 19, 21);
    }

    [Fact]
    public void Apply_NothingWritten_IsPaper()
    {
        Assert.False(Mnist.Apply(Sheet(50, 50, (_, _) => false)).Ink.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Apply_InkToTheBorder_StaysWhole()
    {
        NormalizedLine line = Mnist.Apply(Sheet(20, 30, (x, y) => x < 5 || y < 5));

        var (_, _, firstRow, endRow) = Extent(line);
        Assert.InRange(endRow - firstRow, 19, 21);
    }

    /// <summary>First and end column, first and end row with ink of a quarter and more.</summary>
    private static (int First, int End, int FirstRow, int EndRow) Extent(NormalizedLine line)
    {
        byte[] ink = line.Ink.ToArray();
        int[] columns = [.. Enumerable.Range(0, 28 * 28).Where(i => ink[i] >= 64).Select(i => i % 28)], rows = [.. Enumerable.Range(0, 28 * 28).Where(i => ink[i] >= 64).Select(i => i / 28)];
        return (columns.Min(), columns.Max() + 1, rows.Min(), rows.Max() + 1);
    }

    private static GreyImage Sheet(int width, int height, Func<int, int, bool> isInk) =>
        new(width, height, [.. Enumerable.Range(0, width * height).Select(i => isInk(i % width, i / width) ? (byte)20 : (byte)240)]);
}
