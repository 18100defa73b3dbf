using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class BoundaryTests
{
    [Fact]
    public void Bounds_FractionsOfPixels_AreHeldInWholeOnes() =>
        Assert.Equal(new Box(1, -1, 4, 4), new Boundary([new(1.5, -0.2), new(4.1, 0), new(3, 2.5)]).Bounds);

    [Fact]
    public void Bounds_OfABox_IsTheBox() => Assert.Equal(new Box(3, 4, 5, 6), Boundary.FromBox(new Box(3, 4, 5, 6)).Bounds);

    [Fact]
    public void New_TwoPoints_AreRefused() =>
        Assert.Contains("at least 3 points; got 2", Assert.Throws<ArgumentException>(() => new Boundary([new(0, 0), new(1, 1)])).Message);

    [Fact]
    public void NewBaseline_OnePoint_IsRefused() =>
        Assert.Contains("at least 2 points; got 1", Assert.Throws<ArgumentException>(() => new Baseline([new(0, 0)])).Message);
}
