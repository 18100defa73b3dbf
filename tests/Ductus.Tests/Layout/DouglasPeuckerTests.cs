using Ductus.Layout;
using FsCheck;
using FsCheck.Fluent;

namespace Ductus.Tests.Layout;

public sealed class DouglasPeuckerTests
{
    [Fact]
    public void Simplify_StraightLine_KeepsTheEnds()
    {
        Point[] points = [new(0, 0), new(1, 2), new(2, 4), new(5, 10)];

        Assert.Equal([new Point(0, 0), new Point(5, 10)], DouglasPeucker.Simplify(points, tolerance: 0.01));
    }

    [Theory]
    [InlineData(2.9, 3)]
    [InlineData(3.1, 2)]
    public void Simplify_Corner_IsKeptWhereItLiesFartherThanTheTolerance(double tolerance, int kept)
    {
        Point[] points = [new(0, 0), new(5, 3), new(10, 0)];

        Assert.Equal(kept, DouglasPeucker.Simplify(points, tolerance).Count);
    }

    [Fact]
    public void Simplify_SameEnds_MeasuresFromThatPoint()
    {
        Point[] points = [new(0, 0), new(4, 0), new(0, 3), new(0, 0)];

        Assert.Equal([new Point(0, 0), new Point(4, 0), new Point(0, 3), new Point(0, 0)], DouglasPeucker.Simplify(points, tolerance: 1));
    }

    [Fact]
    public void Simplify_AnyPolyline_LeavesNoPointFartherThanTheTolerance()
    {
        var heights = Gen.Choose(-20, 20).ArrayOf().Where(values => values.Length >= 2);

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(heights.ToArbitrary(), values =>
        {
            Point[] points = [.. values.Select((y, x) => new Point(x, y))];

            List<Point> kept = DouglasPeucker.Simplify(points, tolerance: 3);

            Assert.Equal((points[0], points[^1]), (kept[0], kept[^1]));
            foreach (Point point in points)
            {
                int i = kept.FindIndex(1, corner => corner.X >= point.X);
                Assert.InRange(DistanceFromLine(point, kept[i - 1], kept[i]), 0, 3);
            }
        }));
    }

    private static double DistanceFromLine(Point point, Point a, Point b)
    {
        double slope = (b.Y - a.Y) / (b.X - a.X);
        return Math.Abs(point.Y - a.Y - slope * (point.X - a.X)) / Math.Sqrt(1 + slope * slope);
    }
}
