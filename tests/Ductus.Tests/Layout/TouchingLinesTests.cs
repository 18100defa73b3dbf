using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class TouchingLinesTests
{
    [Fact]
    public void Split_LettersOnAThinStroke_PartsTheStroke()
    {
        // Letters in the cores 0…20 and 60…80, a stroke of 2 between them
        Component joined = Assert.Single(ConnectedComponents.Find([.. Drawing.Block(10, 0, 20, 20).Runs.Span, .. Drawing.Block(18, 20, 2, 40).Runs.Span, .. Drawing.Block(10, 60, 20, 20).Runs.Span]));

        var (upper, lower) = TouchingLines.Split(joined, Drawing.LevelLine(10), Drawing.LevelLine(70));

        Component above = Assert.Single(upper), below = Assert.Single(lower);
        Assert.Equal(20 * 20 * 2 + 2 * 40, above.Area + below.Area);
        Assert.Equal(20, above.Box.Width);
        Assert.InRange(above.Box.Bottom, 38, 42);       // half-way, as the stroke costs the same everywhere
    }

    [Fact]
    public void Split_TailBesideAStem_GoesAroundBoth()
    {
        // The tail of the upper letter hangs to row 55 beside the stem of the lower one, which begins at row 25; they touch at rows 38…39.
        Component joined = Assert.Single(ConnectedComponents.Find(
        [
            .. Enumerable.Range(0, 80).SelectMany(y => (Run?[])
            [
                y < 55 ? new Run(y, 10, 13) : null,
                y is 38 or 39 ? new Run(y, 13, 20) : null,
                y >= 25 ? new Run(y, 20, 23) : null,
            ]).OfType<Run>(),
        ]));

        var (upper, lower) = TouchingLines.Split(joined, Drawing.LevelLine(10), Drawing.LevelLine(70));

        Assert.Equal(joined.Area, upper.Sum(part => part.Area) + lower.Sum(part => part.Area));
        Assert.Contains(upper, part => part.Box.Y == 0 && part.Box.X == 10);
        Assert.Contains(lower, part => part.Box.Bottom == 80 && part.Box.Right == 23);
    }

    [Fact]
    public void Split_InkOfOneLineOnly_LeavesTheOtherNothing()
    {
        var (upper, lower) = TouchingLines.Split(Drawing.Block(10, 0, 20, 20), Drawing.LevelLine(10), Drawing.LevelLine(70));

        Assert.Single(upper);
        Assert.Empty(lower);
    }
}
