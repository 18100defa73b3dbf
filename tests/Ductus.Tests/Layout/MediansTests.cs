using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class MediansTests
{
    [Fact]
    public void Of_EqualWeights_IsTheMiddleValue() => Assert.Equal(2, Medians.Of([(3, 1), (1, 1), (2, 1)]));

    [Fact]
    public void Of_OneHeavyValue_IsThatValue() => Assert.Equal(9, Medians.Of([(1, 2), (2, 2), (9, 5)]));

    [Fact]
    public void Of_Values_IsTheUpperMiddle() => Assert.Equal(3, Medians.Of([4.0, 1, 3, 2]));

    [Fact]
    public void Of_Nothing_IsZero()
    {
        Assert.Equal(0, Medians.Of(Array.Empty<double>()));
        Assert.Equal(0, Medians.Of(Array.Empty<(double, double)>()));
    }
}
