using Ductus.Decoding;

namespace Ductus.Tests.Decoding;

public class CtcForwardTests
{
    [Fact]
    public void LogProbability_SmallRandomLines_IsTheSumOfAllPaths()
    {
        var random = new Random(15);
        for (int trial = 0; trial < 100; trial++)
        {
            LogProbabilities line = CtcPaths.Random(random, random.Next(1, 6), 3);
            foreach (var (key, expected) in CtcPaths.Readings(line))
                Assert.Equal(expected, CtcForward.LogProbability(line, 0, line.Frames, [.. key.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]), 1e-5);
        }
    }

    [Fact]
    public void LogProbability_TooFewFrames_IsNone()
    {
        LogProbabilities line = CtcPaths.Random(new Random(16), 3, 3);

        Assert.Equal(double.NegativeInfinity, CtcForward.LogProbability(line, 0, 2, [1, 1]));
        Assert.Equal(CtcPaths.Log(line, [0]), CtcForward.LogProbability(line, 0, 1, []), 1e-6);
    }
}
