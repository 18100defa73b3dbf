using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class BoxTests
{
    [Theory]
    [InlineData(0, 0, 10, 10, 1.0)]
    [InlineData(5, 0, 10, 10, 1 / 3.0)]     // 50 of 150
    [InlineData(10, 0, 10, 10, 0)]
    [InlineData(2, 2, 5, 4, 0.2)]           // inside
    public void IntersectionOverUnion_TenByTen_IsSharedOverAll(int x, int y, int width, int height, double expected) =>
        Assert.Equal(expected, new Box(0, 0, 10, 10).IntersectionOverUnion(new Box(x, y, width, height)), 12);

    [Fact]
    public void Around_TwoBoxes_HoldsBoth() => Assert.Equal(new Box(1, 2, 9, 8), Box.Around([new(1, 5, 3, 5), new(4, 2, 6, 1)]));

    [Fact]
    public void Around_NoBox_IsRefused() => Assert.Contains("no box", Assert.Throws<ArgumentException>(() => Box.Around([])).Message);
}
