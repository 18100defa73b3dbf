using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class FoldsTests
{
    [Fact]
    public void Remove_TallAndNarrow_IsAVerticalRuling()
    {
        Component letter = Drawing.Block(50, 100, 30, 60), fold = Sloping(left: 200, height: 400, slope: 0.05);
        List<Component> components = [letter, fold];

        RuledLine ruling = Assert.Single(Folds.Remove(components, strokeWidth: 4));

        Assert.Equal([letter], components);
        Assert.Equal((RulingDirection.Vertical, 0, 399), (ruling.Direction, ruling.Start, ruling.End));
        Assert.InRange(ruling.Across(0), 203, 206);         // 10 wide from 200 on
        Assert.InRange(ruling.Across(399), 223, 226);
    }

    [Theory]
    [InlineData(10, 200)]       // 50 strokes: letters of three lines that touch
    [InlineData(60, 300)]       // five times as high as wide
    public void Remove_LowerOrBroader_Stays(int width, int height)
    {
        List<Component> components = [Drawing.Block(0, 0, width, height)];

        Assert.Empty(Folds.Remove(components, strokeWidth: 4));
        Assert.Single(components);
    }

    private static Component Sloping(int left, int height, double slope) =>
        new(Enumerable.Range(0, height).Select(y => new Run(y, left + (int)(slope * y), left + (int)(slope * y) + 10)).ToArray());
}
