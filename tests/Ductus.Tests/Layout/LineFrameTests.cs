using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class LineFrameTests
{
    [Theory]
    [InlineData(0, 0, 100, 0, 200, 0, true)]
    [InlineData(0, 0, 100, 0, 200, 1, true)]            // 0.005: level enough
    [InlineData(10, 20, 110, 40, 210, 60, false)]       // sloping
    [InlineData(0, 0, 100, 30, 200, 0, false)]          // bent
    [InlineData(0, 0, 100, 30, 200, 40, false)]
    public void ToPage_OfFromPage_IsThePointItself(double x0, double y0, double x1, double y1, double x2, double y2, bool isPage)
    {
        LineFrame frame = LineFrame.Of(Line(new(x0, y0), new(x1, y1), new(x2, y2)), levelTilt: 0.01, levelBend: 2);

        Assert.Equal(isPage, frame.IsPage);
        foreach (Point point in (Point[])[new(-30, 7), new(50, 50), new(130, -20), new(400, 3)])
        {
            Point back = frame.ToPage(frame.FromPage(point));
            Assert.Equal((point.X, point.Y), (Math.Round(back.X, 9), Math.Round(back.Y, 9)));
        }
    }

    [Fact]
    public void FromPage_PointsOfTheBaseline_AreLevel()
    {
        Point[] baseline = [new(0, 0), new(100, 30), new(200, 40)];

        LineFrame frame = LineFrame.Of(Line(baseline), levelTilt: 0.01, levelBend: 2);

        Assert.All(baseline, point => Assert.Equal(0, frame.FromPage(point).Y, 9));
    }

    [Fact]
    public void Of_NoBaseline_IsThePage() => Assert.True(LineFrame.Of(Line(), levelTilt: 0.01, levelBend: 2).IsPage);

    private static TextLine Line(params Point[] baseline) => new()
    {
        Id = "l1",
        Boundary = Boundary.FromBox(new Box(0, 0, 200, 60)),
        Baseline = baseline.Length == 0 ? null : new Baseline(baseline),
    };
}
