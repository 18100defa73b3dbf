using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class WeightedMedianTests
{
    [Fact]
    public void Of_EqualWeights_IsTheMiddleValue() => Assert.Equal(2, WeightedMedian.Of([(3, 1), (1, 1), (2, 1)]));

    [Fact]
    public void Of_OneHeavyValue_IsThatValue() => Assert.Equal(9, WeightedMedian.Of([(1, 2), (2, 2), (9, 5)]));

    [Fact]
    public void Of_Nothing_IsZero() => Assert.Equal(0, WeightedMedian.Of([]));
}
