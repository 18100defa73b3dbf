using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class ParabolaTests
{
    private static readonly Parabola Span = new(Centre: 10, Half: 10, Offset: 0, Slope: 0, Bend: 0);

    [Fact]
    public void Fit_PointsOfAParabola_FindsIt()
    {
        Point[] points = [.. Enumerable.Range(0, 21).Select(x => new Point(x, 3 + 2 * x + 0.5 * x * x))];

        Parabola fitted = Span.Fit(points, straight: false);

        Assert.Equal(3 + 2 * 7 + 0.5 * 49, fitted.At(7), 9);
    }

    [Fact]
    public void Fit_Straight_FindsTheLineOfLeastSquares()
    {
        Parabola fitted = Span.Fit([new(0, 0), new(10, 3), new(20, 0)], straight: true);

        Assert.Equal((1, 0, 0), (fitted.Offset, fitted.Slope, fitted.Bend));
    }

    [Fact]
    public void Fit_OneColumn_IsLevelAtItsMean() => Assert.Equal(4, Span.Fit([new(5, 3), new(5, 5)], straight: false).At(17), 9);
}
