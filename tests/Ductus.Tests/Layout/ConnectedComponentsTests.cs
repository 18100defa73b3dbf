using Ductus.Layout;
using FsCheck;
using FsCheck.Fluent;

namespace Ductus.Tests.Layout;

public sealed class ConnectedComponentsTests
{
    [Fact]
    public void FindRuns_SeveralRows_AreOrderedByRowAndColumn()
    {
        List<Run> runs = ConnectedComponents.FindRuns(Drawing.Ink("##..#", ".....", "#####"), width: 5, height: 3);

        Assert.Equal([new Run(0, 0, 2), new Run(0, 4, 5), new Run(2, 0, 5)], runs);
    }

    [Fact]
    public void Find_Corners_HangTogether()
    {
        List<Component> components = Drawing.Components(
            "#..#",
            ".#..",
            "#..#");

        Assert.Equal([3, 1, 1], components.Select(component => component.Area));
        Assert.Equal(new Box(0, 0, 2, 3), components[0].Box);
    }

    [Fact]
    public void Find_TwoArmsJoinedBelow_AreOne()
    {
        Component only = Assert.Single(Drawing.Components(
            "#.#.#",
            "#.#.#",
            "#####"));

        Assert.Equal(11, only.Area);
        Assert.Equal(5, only.Extent);
    }

    [Fact]
    public void Find_AnyInk_AgreesWithFloodFill()
    {
        var inks = Gen.Choose(1, 9).SelectMany(width => Gen.Choose(0, 1).ArrayOf().Select(bits => (Width: width, Ink: bits.Select(bit => (byte)bit).ToArray())));

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(inks.ToArbitrary(), drawn =>
        {
            var (width, height) = (drawn.Width, drawn.Ink.Length / drawn.Width);
            byte[] ink = drawn.Ink[..(width * height)];

            List<int[]> found = [.. Drawing.Components(ink, width, height).Select(component => Pixels(component, width))];

            Assert.Equal(FloodFill(ink, width, height), found);
        }));
    }

    private static int[] Pixels(Component component, int width) =>
        [.. component.Runs.ToArray().SelectMany(run => Enumerable.Range(run.Y * width + run.Left, run.Length))];

    /// <summary>Pixels of each component in rising order, components by their first pixel.</summary>
    private static List<int[]> FloodFill(byte[] ink, int width, int height)
    {
        var components = new List<int[]>();
        bool[] seen = [.. ink.Select(pixel => pixel == 0)];
        for (int first = 0; first < ink.Length; first++)
        {
            var pixels = new List<int>();
            var open = new Stack<int>([first]);
            while (open.TryPop(out int i))
            {
                if (seen[i])
                    continue;
                seen[i] = true;
                pixels.Add(i);
                for (int y = Math.Max(0, i / width - 1); y <= Math.Min(height - 1, i / width + 1); y++)
                    for (int x = Math.Max(0, i % width - 1); x <= Math.Min(width - 1, i % width + 1); x++)
                        open.Push(y * width + x);
            }
            if (pixels.Count > 0)
                components.Add([.. pixels.Order()]);
        }
        return components;
    }
}
