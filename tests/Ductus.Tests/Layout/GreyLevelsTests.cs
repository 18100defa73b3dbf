using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class GreyLevelsTests
{
    [Fact]
    public void Of_PageWithALittleInk_TellsInkFromPaper()
    {
        GreyLevels levels = GreyLevels.Of(new Sheet(100, 100, paper: 200).Fill(40, 40, 10, 10, 30).Image);       // 1 % ink

        Assert.Equal((30, 200, 0.0), (levels.Ink, levels.Paper, levels.Grain));
        Assert.True(levels.Contrast > 60, $"{levels}");
    }

    [Fact]
    public void Of_Grain_IsMeasuredInTheSmoothBlocks()
    {
        GreyLevels levels = GreyLevels.Of(new Sheet(320, 320).AddNoise(6).Write(20, 300, 160).Image);

        Assert.InRange(levels.Grain, 5, 7);
    }
}
