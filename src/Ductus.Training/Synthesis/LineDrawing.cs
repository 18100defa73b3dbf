using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Training.Synthesis;

/// <summary>Draws one line of writing by itself, cut out as tightly as the lines of a data set.</summary>
public static class LineDrawing
{
    /// <summary>The image of a line; the same arguments and an equally seeded <paramref name="random"/> give the same pixels.</summary>
    /// <param name="text">One line of writing.</param>
    /// <exception cref="MissingGlyphsException">The font cannot write the whole text.</exception>
    public static GreyImage Draw(string text, HandwritingFont font, Hand hand, Paper paper, Random random)
    {
        // Enough for the highest letters, the deepest tails and every bend a hand adds; what is too much is cut away.
        double unit = hand.XHeightPixels, room = 6 * unit;
        var map = new InkMap((int)(1.3 * Pen.Measure(text, font, hand) + 2 * room), (int)(2 * room));
        var rotation = new SheetRotation(map.Width, map.Height, angleRadians: 0);
        using var pen = new Pen(font, hand, map, rotation, random);
        double slope = 0.02 * (random.NextDouble() - 0.5);
        Box ink = pen.Write(text, room, room, slope).Boundary.Bounds;

        int margin = (int)(0.3 * unit);
        int left = Math.Max(0, ink.X - margin), top = Math.Max(0, ink.Y - margin);
        InkMap cut = map.Crop(left, top, Math.Min(map.Width, ink.Right + margin) - left, Math.Min(map.Height, ink.Bottom + margin) - top);
        var rules = new RulePlaces(room - top + 0.1 * unit, 3.2 * unit, Margin: -unit);
        float[] sheet = PaperDrawing.Draw(paper, cut.Width, cut.Height, rules, new SheetRotation(cut.Width, cut.Height, 0), random);
        return Scan.Take(cut, sheet, hand, paper, random);
    }
}
