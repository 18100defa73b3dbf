using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class DensityMapTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(-0.1)]
    public void Raw_AnySlope_HoldsAllInk(double slope)
    {
        List<Component> components = [Drawing.Block(13, 27, 50, 9), Drawing.Block(300, 90, 7, 31)];

        var map = new DensityMap(components, slope, sigmaX: 30, sigmaY: 7);

        Assert.Equal(50 * 9 + 7 * 31, map.Raw.ToArray().Sum() * map.CellSize * map.CellSize, tolerance: 0.1);
    }

    [Fact]
    public void Blurred_OneBlock_IsHighestAtItsMiddle()
    {
        var map = new DensityMap([Drawing.Block(100, 200, 21, 21)], slope: 0.05, sigmaX: 20, sigmaY: 6);

        int highest = map.Blurred.IndexOf(map.Blurred.ToArray().Max());

        Assert.InRange(map.PageX(highest % map.Width), 110.5 - map.CellSize, 110.5 + map.CellSize);
        Assert.InRange(map.PageY(highest % map.Width, highest / map.Width), 210.5 - map.CellSize, 210.5 + map.CellSize);
    }
}
