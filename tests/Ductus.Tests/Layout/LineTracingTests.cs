using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class LineTracingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.12)]
    [InlineData(-0.12)]
    public void Trace_SlopingLines_FollowsTheirMiddles(double slope)
    {
        Sheet sheet = new(800, 500);
        foreach (int row in (int[])[150, 230, 310])
            sheet.Write(40, 760, x => row + slope * (x - 400));

        LineCurve[] curves = [.. LineTracing.Trace(Drawing.Components(sheet.Ink, 800, 500), sigma: 10, []).OrderBy(curve => curve.At(400))];

        Assert.Equal(3, curves.Length);
        foreach (var (curve, row) in curves.Zip([150, 230, 310]))
            foreach (int x in (int[])[60, 400, 740])
                Assert.InRange(curve.At(x) - (row + slope * (x - 400)), -18, -6);       // letters are 20 high
    }

    [Fact]
    public void Trace_BendingLine_IsFollowed()
    {
        Func<int, double> course = x => 150 + 30 * Math.Sin(x / 130.0);
        Sheet sheet = new Sheet(800, 300).Write(40, 760, course);

        LineCurve curve = Assert.Single(LineTracing.Trace(Drawing.Components(sheet.Ink, 800, 300), sigma: 10, []));

        foreach (int x in (int[])[200, 400, 600])
            Assert.InRange(curve.At(x) - course(x), -18, -6);
    }

    [Fact]
    public void Trace_RulingInAGap_PartsTheLine()
    {
        Sheet sheet = new Sheet(800, 200).Write(40, 350, 100).Write(400, 760, 100);
        List<Component> components = Drawing.Components(sheet.Ink, 800, 200);
        var margin = new RuledLine(RulingDirection.Vertical, [new Point(0, 380), new Point(199, 380)]);

        Assert.Single(LineTracing.Trace(components, sigma: 10, []));
        Assert.Equal(2, LineTracing.Trace(components, sigma: 10, [margin]).Count);
    }

    [Fact]
    public void Trace_NoInk_FindsNothing() => Assert.Empty(LineTracing.Trace([], sigma: 10, []));
}
