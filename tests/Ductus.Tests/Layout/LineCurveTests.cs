using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class LineCurveTests
{
    [Fact]
    public void At_InsideAndBeyond_IsInterpolatedAndDrawnOnStraight()
    {
        var curve = new LineCurve(left: 100, spacing: 10, heights: [50, 60, 40], slope: 0.5);

        Assert.Equal((100, 120, 20), (curve.Left, curve.Right, curve.Width));
        Assert.Equal([45.0, 50, 55, 60, 50, 40, 45], new double[] { 90, 100, 105, 110, 115, 120, 130 }.Select(curve.At));
    }
}
