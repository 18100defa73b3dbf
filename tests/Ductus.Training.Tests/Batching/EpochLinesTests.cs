using Ductus.Training.Batching;

namespace Ductus.Training.Tests.Batching;

public sealed class EpochLinesTests
{
    /// <summary>90 lines of one set, 10 of another.</summary>
    private static readonly int[] Sets = [.. Enumerable.Range(0, 100).Select(line => line % 10 == 0 ? 1 : 0)];

    [Fact]
    public void Of_NotBalanced_HasEveryLineOnce() => Assert.Equal(Enumerable.Range(0, 100), new EpochLines(Sets, balance: 1, seed: 1).Of(3));

    [Theory]
    [InlineData(0, 50, 50)]
    [InlineData(0.5, 75, 25)]
    public void Of_Balanced_HasItsSharesInEveryEpoch(double balance, int large, int small)
    {
        var epochs = new EpochLines(Sets, balance, seed: 1);

        Assert.Equal(large + small, epochs.Count);
        for (int epoch = 0; epoch < 5; epoch++)
            Assert.Equal((large, small), (epochs.Of(epoch).Count(line => Sets[line] == 0), epochs.Of(epoch).Count(line => Sets[line] == 1)));
    }

    /// <summary>Over nine epochs of fifty lines a set of ninety is seen five times, none of its lines less often than another.</summary>
    [Fact]
    public void Of_ManyEpochs_SeesAllLinesOfASetEquallyOften()
    {
        var epochs = new EpochLines(Sets, balance: 0, seed: 1);

        var times = Enumerable.Range(0, 9).SelectMany(epochs.Of).CountBy(line => line).ToDictionary();

        Assert.All(Enumerable.Range(0, 100), line => Assert.Equal(Sets[line] == 0 ? 5 : 45, times[line]));
        Assert.NotEqual(epochs.Of(0).Where(line => Sets[line] == 0), epochs.Of(9).Where(line => Sets[line] == 0));
    }

    [Fact]
    public void Of_SameSeed_GivesTheSameLines()
    {
        Assert.Equal(new EpochLines(Sets, 0.3, seed: 7).Of(4), new EpochLines(Sets, 0.3, seed: 7).Of(4));
        Assert.NotEqual(new EpochLines(Sets, 0.3, seed: 7).Of(4), new EpochLines(Sets, 0.3, seed: 8).Of(4));
    }
}
