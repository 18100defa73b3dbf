using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Training.Synthesis;

/// <summary>A drawn page and the truth about it: one region per block, lines with text, boundary and baseline in reading order.</summary>
public sealed record DrawnPage(GreyImage Image, Page Page);

/// <summary>Draws a page of handwriting as a scanner would see it.</summary>
public static class PageDrawing
{
    /// <summary>Lays out the blocks from top to bottom and writes them; the same arguments give the same page, pixel for pixel.</summary>
    /// <param name="blocks">In reading order.</param>
    /// <exception cref="ArgumentException">The text does not fit on the sheet; the message says what does not.</exception>
    /// <exception cref="MissingGlyphsException">The font cannot write the whole text.</exception>
    public static DrawnPage Draw(IReadOnlyList<TextBlock> blocks, HandwritingFont font, PageStyle style, int seed)
    {
        var random = new Random(seed);
        var (placed, heightNeeded) = PageLayout.Place(blocks, font, style, random);
        if (heightNeeded > style.Height)
            throw new ArgumentException(
                $"The text needs a sheet of {heightNeeded} pixels; this one has {style.Height}. Use a smaller hand, a smaller line spacing or less text.", nameof(style));

        var map = new InkMap(style.Width, style.Height);
        var rotation = new SheetRotation(style.Width, style.Height, style.SkewRadians);
        var regions = new List<TextRegion>();
        int lineCount = 0;
        // A hand follows a printed rule; without one a line rises or falls by up to a third of a degree.
        double steepest = style.Paper.Ruling == Ruling.None ? 0.006 : 0.0015;
        foreach (PlacedBlock block in placed)
        {
            Hand hand = style.Hand with { XHeightPixels = style.Hand.XHeightPixels * block.Size };
            using var pen = new Pen(font, hand, map, rotation, random);
            var lines = new List<TextLine>();
            foreach (PlacedLine line in block.Lines)
            {
                WrittenLine written = pen.Write(line.Text, line.X, line.Y, steepest * (2 * random.NextDouble() - 1));
                lines.Add(new TextLine { Id = $"l{++lineCount}", Boundary = written.Boundary, Baseline = written.Baseline, Text = line.Text });
            }
            regions.Add(new TextRegion { Id = $"r{regions.Count + 1}", Boundary = Around(lines), Lines = lines });
        }

        var rules = new RulePlaces(style.TopMargin, style.LineSpacing, style.LeftMargin - 0.35 * style.LineSpacing);
        float[] sheet = PaperDrawing.Draw(style.Paper, style.Width, style.Height, rules, rotation, random);
        GreyImage image = Scan.Take(map, sheet, style.Hand, style.Paper, random);
        return new DrawnPage(image, new Page { Width = style.Width, Height = style.Height, Regions = regions });
    }

    private static Boundary Around(IReadOnlyList<TextLine> lines)
    {
        List<Box> boxes = [.. lines.Select(line => line.Boundary.Bounds)];
        int left = boxes.Min(box => box.X), top = boxes.Min(box => box.Y);
        return Boundary.FromBox(new Box(left, top, boxes.Max(box => box.Right) - left, boxes.Max(box => box.Bottom) - top));
    }
}
