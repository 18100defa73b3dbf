using System.Text;

namespace Ductus.Training.Synthesis;

/// <summary>One line in its place on the upright sheet.</summary>
/// <param name="X">Start of the baseline in pixels.</param>
/// <param name="Y">Height of the baseline in pixels.</param>
internal readonly record struct PlacedLine(string Text, double X, double Y);

/// <summary>The lines of one block in reading order, with the size of their letters: 1 for the hand's own.</summary>
internal sealed record PlacedBlock(double Size, IReadOnlyList<PlacedLine> Lines);

/// <summary>Breaks blocks into lines and gives each its place, as someone would who writes down a sheet.</summary>
internal static class PageLayout
{
    /// <summary>The blocks in reading order, and the height a sheet needs for them.</summary>
    /// <exception cref="ArgumentException">A word is too long for the sheet, or a line has none.</exception>
    public static (IReadOnlyList<PlacedBlock> Blocks, int HeightNeeded) Place(IReadOnlyList<TextBlock> blocks, HandwritingFont font, PageStyle style, Random random)
    {
        // Nobody keeps exactly to the margin: it wanders off as the lines go down.
        double drift = 0.004 * (random.NextDouble() - 0.3);
        bool ruled = style.Paper.Ruling != Ruling.None;
        double baseline = style.TopMargin - style.LineSpacing;
        var placed = new List<PlacedBlock>();
        foreach (TextBlock block in blocks)
        {
            Hand hand = style.Hand with { XHeightPixels = style.Hand.XHeightPixels * block.Size };
            baseline += style.LineSpacing * (placed.Count == 0 ? 0 : ruled ? Math.Round(block.SpaceBefore) : block.SpaceBefore);
            List<(string Text, double Width)> lines = Break(block, font, hand, style, random);
            double start = Start(block.Place, lines.Max(line => line.Width), style, random);
            var blockLines = new List<PlacedLine>();
            foreach (var (text, width) in lines)
            {
                baseline += style.LineSpacing;
                double x = start + drift * (baseline - style.TopMargin) + 0.35 * hand.XHeightPixels * (2 * random.NextDouble() - 1);
                if (blockLines.Count == 0)
                    x += block.Indent * style.Hand.XHeightPixels;
                double y = baseline + (ruled ? -0.06 : 0.12 * (random.NextDouble() - 0.5)) * style.Hand.XHeightPixels;
                blockLines.Add(new PlacedLine(text, x, y));
            }
            placed.Add(new PlacedBlock(block.Size, blockLines));
        }
        return (placed, (int)Math.Ceiling(baseline + style.BottomMargin));
    }

    private static double Start(BlockPlace place, double width, PageStyle style, Random random)
    {
        double room = style.Width - style.LeftMargin - style.RightMargin;
        double offset = place switch
        {
            BlockPlace.Left => 0,
            BlockPlace.Right => room - width - 0.04 * room * random.NextDouble(),
            BlockPlace.Centre => (room - width) / 2,
            BlockPlace.PastMiddle => Math.Min(room - width, (0.5 + 0.08 * random.NextDouble()) * room),
            _ => throw new ArgumentOutOfRangeException(nameof(place), place, "No such place on a sheet."),
        };
        return style.LeftMargin + Math.Max(0, offset);
    }

    private static List<(string Text, double Width)> Break(TextBlock block, HandwritingFont font, Hand hand, PageStyle style, Random random)
    {
        var lines = new List<(string, double)>();
        double room = style.Width - style.LeftMargin - style.RightMargin;
        foreach (string given in block.Text.Normalize(NormalizationForm.FormC).Split('\n'))
        {
            string line = "";
            double width = 0, limit = Limit();
            foreach (string word in given.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                string longer = line.Length == 0 ? word : $"{line} {word}";
                double longerWidth = Pen.Measure(longer, font, hand);
                if (longerWidth > limit && line.Length > 0)
                {
                    lines.Add((line, width));
                    (longer, longerWidth, limit) = (word, Pen.Measure(word, font, hand), Limit());
                }
                if (longerWidth > room)
                    throw new ArgumentException($"The sheet has room for {room:0} pixels of text; \"{longer}\" needs {longerWidth:0}.", nameof(block));
                (line, width) = (longer, longerWidth);
            }
            if (line.Length == 0)
                throw new ArgumentException($"Every line of a block needs a word; got \"{block.Text}\".", nameof(block));
            lines.Add((line, width));
        }
        return lines;

        // Ragged: some lines are filled, others left when the next word looks too long. Writing comes out up to 2 % wider than measured.
        double Limit() => 0.97 * room * (1 - 0.07 * random.NextDouble()) - (lines.Count == 0 ? block.Indent * style.Hand.XHeightPixels : 0);
    }
}
