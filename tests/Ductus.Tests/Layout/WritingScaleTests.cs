using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class WritingScaleTests
{
    [Theory]
    [InlineData(55)]
    [InlineData(90)]
    public void Find_LettersOf20Pixels_IsAboutTwoThirdsOfThat(int distance)
    {
        Sheet sheet = new(500, 600);
        for (int line = 0; line < 5; line++)
            sheet.Write(30, 470, 80 + line * distance);

        Assert.InRange(WritingScale.Find(Drawing.Components(sheet.Ink, 500, 600), strokeWidth: 3), 10, 16);
    }

    [Fact]
    public void Find_BarsOfTwiceTheHeight_HaveTwiceTheScale()
    {
        double small = WritingScale.Find(Bars(height: 12), strokeWidth: 1), large = WritingScale.Find(Bars(height: 24), strokeWidth: 1);

        Assert.Equal(2 * small, large);
    }

    [Fact]
    public void Find_ThinInk_IsNotFinerThanItsStrokes() =>
        Assert.InRange(WritingScale.Find(Bars(height: 3), strokeWidth: 5), 6, 9);

    [Fact]
    public void Find_NoInk_IsZero() => Assert.Equal(0, WritingScale.Find([], strokeWidth: 1));

    private static List<Component> Bars(int height) => [.. Enumerable.Range(0, 6).Select(i => Drawing.Block(10, 40 + i * 6 * height, 300, height))];
}
