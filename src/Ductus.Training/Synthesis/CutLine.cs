using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Training.Synthesis;

/// <summary>What stands on the lines above and below; <see langword="null"/> where there is none.</summary>
public readonly record struct NeighbourLines(string? Above, string? Below);

/// <summary>Draws a line as it is cut out of a page: free space around it, and in that space what the neighbouring lines leave there.</summary>
public static class CutLine
{
    // Room for the highest letters, the deepest tails and every bend a hand adds, in x-heights; what is too much is cut away.
    private const double Room = 9;

    /// <summary>The picture of a line; the same arguments and an equally seeded <paramref name="random"/> give the same pixels.</summary>
    /// <param name="text">One line of writing.</param>
    /// <param name="neighbours">Seen only as far as they reach into the cut.</param>
    /// <exception cref="MissingGlyphsException">The font cannot write one of the texts.</exception>
    public static GreyImage Draw(string text, NeighbourLines neighbours, HandwritingFont font, LineStyle style, Random random)
    {
        Hand hand = style.Hand;
        double unit = hand.XHeightPixels, room = Room * unit, length = Pen.Measure(text, font, hand);
        double climb = Math.Abs(style.Slope) * length;
        var map = new InkMap((int)(1.3 * length + 2 * room), (int)(2 * (room + climb)));
        using var pen = new Pen(font, hand, map, new SheetRotation(map.Width, map.Height, angleRadians: 0), random);
        double baseline = room + climb;
        Box ink = pen.Write(text, room, baseline, style.Slope).Boundary.Bounds;

        int above = (int)(style.Margin * ink.Height), beside = (int)(style.SideMargin * unit);
        int left = Math.Max(0, ink.X - beside), top = Math.Max(0, ink.Y - above);
        var cut = new Box(left, top, Math.Min(map.Width, ink.Right + beside) - left, Math.Min(map.Height, ink.Bottom + above) - top);
        if (style.LineSpacing > 0)
        {
            double spacing = style.LineSpacing * unit, start = room - 3 * unit * random.NextDouble();
            if (neighbours.Above is { } previous)
                pen.WriteWithin(cut, previous, start, baseline - spacing, style.Slope);
            if (neighbours.Below is { } next)
                pen.WriteWithin(cut, next, start, baseline + spacing, style.Slope);
        }

        InkMap seen = map.Crop(cut.X, cut.Y, cut.Width, cut.Height);
        if (style.Look == Look.BlackAndWhite)
            return Scan.TakeBlackAndWhite(seen, hand, style.Paper, style.BlackFrom, random);
        double rules = (style.LineSpacing > 0 ? style.LineSpacing : 3.2) * unit * (style.Paper.Ruling == Ruling.Squares ? 0.5 : 1);
        var places = new RulePlaces(baseline - cut.Y + 0.1 * unit - 4 * rules, rules, Margin: -unit);
        float[] sheet = PaperDrawing.Draw(style.Paper, cut.Width, cut.Height, places, new SheetRotation(cut.Width, cut.Height, 0), random);
        return Scan.Take(seen, sheet, hand, style.Paper, random);
    }
}
