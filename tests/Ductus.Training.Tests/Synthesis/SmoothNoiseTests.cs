using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class SmoothNoiseTests
{
    [Fact]
    public void At_AnyPlace_StaysInRangeAndWithoutJumps()
    {
        var noise = new SmoothNoise(new Random(1));
        float before = noise.At(-70, 3.3f), least = before, greatest = before;
        for (int i = 1; i < 20_000; i++)
        {
            float value = noise.At(-70 + i * 0.01f, 3.3f);
            // The blend rises by at most 15/8 of the difference of two lattice values per unit.
            Assert.True(Math.Abs(value - before) <= 2 * 1.875f * 0.0101f, $"A jump from {before} to {value} at {-70 + i * 0.01f}.");
            (before, least, greatest) = (value, Math.Min(least, value), Math.Max(greatest, value));
        }

        Assert.InRange(least, -1, -0.4f);
        Assert.InRange(greatest, 0.4f, 1);
    }

    [Fact]
    public void At_SameSeed_IsTheSame()
    {
        Assert.Equal(new SmoothNoise(new Random(7)).At(3.7f, -8.2f), new SmoothNoise(new Random(7)).At(3.7f, -8.2f));
    }
}
