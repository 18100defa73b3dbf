using Ductus.Decoding;
using Ductus.Recognition;

namespace Ductus.Tests.Decoding;

public class LogProbabilitiesTests
{
    [Fact]
    public void Of_LargeLogits_AddUpToOneInEveryFrame()
    {
        var line = LogProbabilities.Of(new Logits([1000, 999, -1000, 0, 0, 0], classes: 3));

        Assert.Equal(1 / (1 + Math.Exp(-1)), Math.Exp(line[0][0]), 1e-6);
        Assert.Equal(1.0 / 3, Math.Exp(line[1][2]), 1e-6);
    }

    [Fact]
    public void Of_Temperature_DividesTheLogits()
    {
        var line = LogProbabilities.Of(new Logits([2, 0], classes: 2), temperature: 2);

        Assert.Equal(Math.E / (Math.E + 1), Math.Exp(line[0][0]), 1e-6);
        Assert.Throws<ArgumentOutOfRangeException>(() => LogProbabilities.Of(new Logits([2, 0], classes: 2), temperature: 0));
    }

    [Fact]
    public void Mean_TwoMembers_IsOfTheirProbabilities()
    {
        LogProbabilities one = LogProbabilities.Of(new Logits([100, 0], classes: 2)), other = LogProbabilities.Of(new Logits([0, 100], classes: 2));

        var mean = LogProbabilities.Mean([one, other]);

        Assert.Equal(0.5, Math.Exp(mean[0][0]), 1e-6);
        Assert.Equal(0.5, Math.Exp(mean[0][1]), 1e-6);
    }

    [Fact]
    public void Mean_OtherShapes_Throws()
    {
        LogProbabilities one = LogProbabilities.Of(new Logits([1, 0], classes: 2)), other = LogProbabilities.Of(new Logits([0, 1, 2, 3], classes: 2));

        var error = Assert.Throws<ArgumentException>(() => LogProbabilities.Mean([one, other]));

        Assert.Contains("1 frames of 2 classes; one has 2 of 2", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LogProbabilities.Mean([]));
    }
}
