using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class TextBlocksTests
{
    [Fact]
    public void Group_BlankLines_PartRegions()
    {
        // Cores are 20 high: 60 from line to line, then 160 and 200
        IReadOnlyList<TextRegion> regions = TextBlocks.Group([Line(320, 0), Line(100, 0), Line(160, 0), Line(520, 0)], strokeWidth: 3, width: 2000, height: 2000);

        Assert.Equal(["r1", "r2", "r3"], regions.Select(region => region.Id));
        Assert.Equal([["l1", "l2"], ["l3"], ["l4"]], regions.Select(region => region.Lines.Select(line => line.Id)));
        Assert.Equal(new Box(0, 88, 102, 84), regions[0].Boundary.Bounds);
    }

    [Fact]
    public void Group_TwoColumns_AreTwoRegions()
    {
        IReadOnlyList<TextRegion> regions = TextBlocks.Group([Line(100, 0), Line(100, 300), Line(160, 0), Line(160, 300)], strokeWidth: 3, width: 2000, height: 2000);

        Assert.Equal([2, 2], regions.Select(region => region.Lines.Count));
        Assert.True(regions[0].Boundary.Bounds.Right < regions[1].Boundary.Bounds.X);
    }

    [Fact]
    public void Group_NoLines_MakesNoRegion() => Assert.Empty(TextBlocks.Group([], strokeWidth: 3, width: 2000, height: 2000));

    private static LineInk Line(double middle, int left)
    {
        var line = new LineInk(new LineCurve(left, spacing: 100, [middle, middle], slope: 0), coreTop: -10, coreBase: 10);
        line.Parts.Add(Drawing.Block(left, (int)middle - 10, 100, 20));
        return line;
    }
}
