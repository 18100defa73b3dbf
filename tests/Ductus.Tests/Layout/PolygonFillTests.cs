using Ductus.Layout;
using FsCheck;
using FsCheck.Fluent;

namespace Ductus.Tests.Layout;

public sealed class PolygonFillTests
{
    [Fact]
    public void Fill_Triangle_MarksThePixelsWhoseMiddlesAreInside()
    {
        Assert.Equal(
            """
            #...
            ##..
            ###.
            ....
            """,
            Filled([new(0, 0), new(4, 3.2), new(0, 3.2)], width: 4, height: 4));
    }

    [Fact]
    public void Fill_BeyondTheImage_IsCut()
    {
        Assert.Equal(
            """
            ...
            .##
            .##
            """,
            Filled([new(1, 1), new(90, 1), new(90, 90), new(1, 90)], width: 3, height: 3));
    }

    [Fact]
    public void Fill_PixelsOutside_AreLeftAsTheyAre()
    {
        bool[] inside = [true, false, false];

        PolygonFill.Fill([new(1, 0), new(2, 0), new(2, 1), new(1, 1)], inside, width: 3);

        Assert.Equal([true, true, false], inside);
    }

    [Fact]
    public void Fill_AnyPolygon_AgreesWithCountingEdgesOverEachMiddle()
    {
        // Corners at thirds: no edge's end lies at the height or the column of a pixel's middle.
        var corners = Gen.Choose(-6, 36).Two().Select(thirds => new Point(thirds.Item1 / 3.0, thirds.Item2 / 3.0));
        var polygons = corners.ArrayOf().Where(points => points.Length is >= 3 and <= 8);

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(polygons.ToArbitrary(), polygon =>
        {
            var inside = new bool[10 * 10];

            PolygonFill.Fill(polygon, inside, width: 10);

            for (int i = 0; i < inside.Length; i++)
                if (EdgesAbove(polygon, new Point(i % 10 + 0.5, i / 10 + 0.5)) is { } edges)
                    Assert.Equal(edges % 2 == 1, inside[i]);
        }));
    }

    /// <summary>How many edges a ray straight up meets; <see langword="null"/> where the point lies on one.</summary>
    private static int? EdgesAbove(Point[] polygon, Point from)
    {
        int edges = 0;
        for (int i = 0; i < polygon.Length; i++)
        {
            Point a = polygon[i], b = polygon[(i + 1) % polygon.Length];
            if (a.X < from.X == b.X < from.X)
                continue;
            double distance = from.Y - (a.Y + (from.X - a.X) * (b.Y - a.Y) / (b.X - a.X));
            if (Math.Abs(distance) < 1e-9)
                return null;
            edges += distance > 0 ? 1 : 0;
        }
        return edges;
    }

    private static string Filled(Point[] polygon, int width, int height)
    {
        var inside = new bool[width * height];
        PolygonFill.Fill(polygon, inside, width);
        return string.Join('\n', inside.Chunk(width).Select(row => string.Concat(row.Select(pixel => pixel ? '#' : '.'))));
    }
}
