using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class LineOutlineTests
{
    [Fact]
    public void Draw_LineWithANeighboursTailInIt_HoldsItsOwnInkAndNoOther()
    {
        LineInk upper = Drawing.LevelLine(30), lower = Drawing.LevelLine(70);
        for (int x = 10; x < 190; x += 20)
        {
            upper.Parts.Add(Drawing.Block(x, 20, 10, x == 90 ? 46 : 20));       // one tail down to the lower letters' middles
            if (x != 90)
                lower.Parts.Add(Drawing.Block(x, 60, 10, 20));
        }

        bool[] inside = Inside(LineOutline.Draw(lower, [upper, lower], margin: 2), width: 200, height: 100);

        Assert.All(Pixels(lower, width: 200), pixel => Assert.True(inside[pixel]));
        Assert.All(Pixels(upper, width: 200), pixel => Assert.False(inside[pixel]));
    }

    [Fact]
    public void Draw_OneLetter_KeepsTheMarginFree()
    {
        LineInk line = Drawing.LevelLine(30);
        line.Parts.Add(Drawing.Block(50, 20, 10, 20));

        Assert.Equal(new Box(47, 17, 16, 26), LineOutline.Draw(line, [line], margin: 3).Bounds);
    }

    private static bool[] Inside(Boundary boundary, int width, int height)
    {
        var inside = new bool[width * height];
        PolygonFill.Fill(boundary.Points, inside, width);
        return inside;
    }

    private static IEnumerable<int> Pixels(LineInk line, int width) => line.Parts.SelectMany(part => part.Runs.ToArray())
        .SelectMany(run => Enumerable.Range(run.Y * width + run.Left, run.Length));
}
