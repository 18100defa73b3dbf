using Ductus.Layout;
using Ductus.Training.Native.FreeType;
using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

/// <summary>FreeType is part of what these tests need; eng/install-fonts brings it along with the fonts.</summary>
public sealed unsafe class GlyphRasterizerTests
{
    [FontFact]
    public void Draw_Square_CoversItsAreaExactly()
    {
        var map = new InkMap(20, 20);

        Box touched = Draw(map, left: 4.5f, top: 3, size: 10, growPixels: 0, strength: 1);

        Assert.Equal(new Box(4, 3, 11, 10), touched);
        Assert.Equal([0, 0, 0, 0, 127, 255, 255, 255, 255, 255, 255, 255, 255, 255, 127, 0, 0, 0, 0, 0], RoundHalves(map.Row(5)));
        Assert.All(map.Row(2).ToArray(), ink => Assert.Equal(0, ink));
        Assert.All(map.Row(13).ToArray(), ink => Assert.Equal(0, ink));
    }

    [FontFact]
    public void Draw_GrownSquare_GrowsOnAllSides()
    {
        var map = new InkMap(20, 20);

        Assert.Equal(new Box(3, 3, 12, 12), Draw(map, left: 4, top: 4, size: 10, growPixels: 2, strength: 1));
    }

    [FontFact]
    public void Draw_HalfStrengthTwice_LetsAQuarterThrough()
    {
        var map = new InkMap(20, 20);

        Draw(map, left: 5, top: 5, size: 4, growPixels: 0, strength: 0.5);
        Draw(map, left: 5, top: 5, size: 4, growPixels: 0, strength: 0.5);

        Assert.InRange(map.Row(6)[6], 189, 192);
    }

    [FontFact]
    public void Draw_PartlyOutside_KeepsWhatIsInsideAndTellsTheRest()
    {
        var map = new InkMap(20, 20);

        Assert.Equal(new Box(-5, 15, 10, 10), Draw(map, left: -5, top: 15, size: 10, growPixels: 0, strength: 1));
        Assert.Equal(new Box(40, 40, 10, 10), Draw(map, left: 40, top: 40, size: 10, growPixels: 0, strength: 1));
        Assert.Equal(255, map.Row(19)[4]);
        Assert.Equal(0, map.Row(19)[5]);
        Assert.Equal(0, map.Row(14)[4]);
    }

    private static Box Draw(InkMap map, float left, float top, float size, double growPixels, double strength)
    {
        // TrueType runs clockwise around ink: with y up, first along the left side.
        FreeTypeVector* points = stackalloc FreeTypeVector[4];
        byte* onCurve = stackalloc byte[4] { 1, 1, 1, 1 };
        short last = 3;
        var shape = new GlyphOutline(new FreeTypeOutline { PointCount = 4, ContourCount = 1, Points = points, Tags = onCurve, ContourEnds = &last });
        using var rasterizer = new GlyphRasterizer();
        return rasterizer.Draw(
            shape, [left, left, left + size, left + size], [top + size, top, top, top + size], growPixels, strength, map);
    }

    // FreeType may give 127 or 128 for one half.
    private static int[] RoundHalves(Span<byte> row)
    {
        var values = new int[row.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = row[i] == 128 ? 127 : row[i];
        return values;
    }
}
