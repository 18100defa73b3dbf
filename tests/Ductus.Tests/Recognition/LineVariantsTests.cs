using Ductus.Recognition;

namespace Ductus.Tests.Recognition;

public class LineVariantsTests
{
    [Fact]
    public void Of_EveryNumber_KeepsTheSizeAndMostOfTheInk()
    {
        NormalizedLine line = Bar();

        Assert.Same(line, LineVariants.Of(line, 0));
        for (int number = 1; number < LineVariants.Most; number++)
        {
            NormalizedLine variant = LineVariants.Of(line, number);

            Assert.Equal((line.Width, line.Height, line.PaddedWidth), (variant.Width, variant.Height, variant.PaddedWidth));
            Assert.False(variant.Ink.SequenceEqual(line.Ink));
            Assert.InRange(Sum(variant), 0.6 * Sum(line), 1.6 * Sum(line));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => LineVariants.Of(line, LineVariants.Most));
    }

    [Fact]
    public void Of_ThickerAndThinner_AreThat()
    {
        NormalizedLine line = Bar();

        Assert.True(Sum(LineVariants.Of(line, 3)) > Sum(line));
        Assert.True(Sum(LineVariants.Of(line, 4)) < Sum(line));
    }

    /// <summary>A standing bar of 4 × 20 pixels.</summary>
    private static NormalizedLine Bar()
    {
        var ink = new byte[40 * 32];
        for (int y = 6; y < 26; y++)
            ink.AsSpan(y * 40 + 18, 4).Fill(255);
        return new NormalizedLine(40, 32, ink);
    }

    private static double Sum(NormalizedLine line) => line.Ink.ToArray().Sum(pixel => (double)pixel);
}
