using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class RulingsTests
{
    [Fact]
    public void Remove_HorizontalRuling_IsTakenOutAndTheLetterAcrossItStays()
    {
        Sheet sheet = new Sheet(300, 100).Fill(0, 50, 300, 2, 90).Fill(150, 30, 4, 40, 60);
        byte[] ink = sheet.Ink;

        RuledLine ruling = Assert.Single(Rulings.Remove(ink, 300, 100, strokeWidth: 4));

        Assert.Equal(RulingDirection.Horizontal, ruling.Direction);
        Assert.Equal((0, 299), (ruling.Start, ruling.End));
        Assert.InRange(ruling.Across(100), 50, 51);
        Assert.Equal(4 * 40, ink.Count(pixel => pixel == 1));
    }

    [Fact]
    public void Remove_VerticalRuling_IsTakenOut()
    {
        byte[] ink = new Sheet(100, 300).Fill(30, 0, 2, 300, 90).Ink;

        RuledLine ruling = Assert.Single(Rulings.Remove(ink, 100, 300, strokeWidth: 4));

        Assert.Equal(RulingDirection.Vertical, ruling.Direction);
        Assert.InRange(ruling.Across(200), 30, 31);
        Assert.DoesNotContain((byte)1, ink);
    }

    [Fact]
    public void Remove_SlopingRuling_IsFollowed()
    {
        byte[] ink = new Sheet(400, 100).Paint((x, y, old) => Math.Abs(y - 20 - 0.1 * x) < 1 ? 90 : old).Ink;

        RuledLine ruling = Assert.Single(Rulings.Remove(ink, 400, 100, strokeWidth: 4));

        Assert.InRange(ruling.Across(200), 39, 41);
        Assert.DoesNotContain((byte)1, ink);
    }

    [Fact]
    public void Remove_SquaredPaper_FindsEveryRuling()
    {
        byte[] ink = new Sheet(600, 600).Paint((x, y, old) => x % 30 == 12 || y % 30 == 12 ? 90 : old).Ink;

        List<RuledLine> rulings = Rulings.Remove(ink, 600, 600, strokeWidth: 2);

        Assert.Equal((20, 20), (rulings.Count(ruling => ruling.Direction == RulingDirection.Horizontal), rulings.Count(ruling => ruling.Direction == RulingDirection.Vertical)));
        Assert.DoesNotContain((byte)1, ink);
    }

    [Theory]
    [InlineData(60)]        // a dash of a fifth of the width
    [InlineData(0)]
    public void Remove_Writing_StaysAsItIs(int dash)
    {
        byte[] ink = new Sheet(300, 120).Write(10, 290, 60).Fill(100, 90, dash, 2, 60).Ink;
        byte[] before = [.. ink];

        Assert.Empty(Rulings.Remove(ink, 300, 120, strokeWidth: 3));
        Assert.Equal(before, ink);
    }

    [Fact]
    public void Remove_BarsOfPrintAtOneHeight_AreNoRuling()
    {
        // Bars of 10 with gaps of 4, over the whole width
        byte[] ink = new Sheet(420, 60).Paint((x, y, old) => y is 30 or 31 && x % 14 < 10 ? 60 : old).Ink;

        Assert.Empty(Rulings.Remove(ink, 420, 60, strokeWidth: 3));
    }

    [Fact]
    public void Across_BentRuling_IsDrawnThroughItsPointsAndStraightOn()
    {
        var ruling = new RuledLine(RulingDirection.Horizontal, [new Point(10, 5), new Point(20, 5), new Point(30, 15)]);

        Assert.Equal([5.0, 5, 10, 15, 20], new double[] { 0, 15, 25, 30, 35 }.Select(ruling.Across));
        Assert.Equal((10, 30), (ruling.Start, ruling.End));
    }
}
