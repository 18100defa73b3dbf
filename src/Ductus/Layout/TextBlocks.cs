using System.Globalization;

namespace Ductus.Layout;

/// <summary>Puts lines into reading order and groups those that follow one another closely into regions.</summary>
internal static class TextBlocks
{
    /// <summary>Distance from one line to the next within a block, in core heights of the larger: a blank line parts.</summary>
    private const double MostDistance = 7;

    /// <summary>Within a block no line's core is higher than another's by more than this factor.</summary>
    private const double MostGrowth = 1.8;

    /// <param name="lines">Of the page.</param>
    /// <param name="strokeWidth">Of its pen, in pixels.</param>
    /// <param name="width">Of the page: outlines have a margin, which ends where the page does.</param>
    /// <param name="height">Likewise.</param>
    public static IReadOnlyList<TextRegion> Group(IReadOnlyList<LineInk> lines, double strokeWidth, int width, int height)
    {
        Point OnPage(Point point) => new(Math.Clamp(point.X, 0, width), Math.Clamp(point.Y, 0, height));
        if (lines.Count == 0)
            return [];
        double slope = Medians.Of(lines.Select(line => (line.Middle.At(line.Middle.Right) - line.Middle.At(line.Middle.Left)) / Math.Max(1, line.Middle.Width)));
        List<Box> cores = [.. lines.Select(line => LevelCore(line, slope))];
        IReadOnlyList<int> order = ReadingOrder.Of(cores);

        var blocks = new List<List<int>>();
        foreach (int line in order)
        {
            if (blocks.Count == 0 || !Follows(lines, cores, blocks[^1][^1], line))
                blocks.Add([]);
            blocks[^1].Add(line);
        }

        int margin = Math.Max(2, (int)Math.Ceiling(strokeWidth / 2)), count = 0;
        var regions = new List<TextRegion>();
        foreach (List<int> block in blocks)
        {
            List<TextLine> texts = [.. block.Select(i => new TextLine
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"l{++count}"),
                Boundary = new Boundary([.. LineOutline.Draw(lines[i], lines, margin).Points.Select(OnPage)]),
                Baseline = new Baseline([.. BaselineFit.Fit(lines[i]).Points.Select(OnPage)]),
            })];
            regions.Add(new TextRegion
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"r{regions.Count + 1}"),
                Boundary = Boundary.FromBox(Box.Around(texts.Select(text => text.Boundary.Bounds))),
                Lines = texts,
            });
        }
        return regions;
    }

    /// <summary>The line's core as if the page were level.</summary>
    private static Box LevelCore(LineInk line, double slope)
    {
        Box ink = line.InkBox;
        double x = ink.X + ink.Width / 2.0;
        return new Box(ink.X, (int)(line.TopAt(x) - slope * x), ink.Width, (int)Math.Ceiling(line.CoreHeight));
    }

    private static bool Follows(IReadOnlyList<LineInk> lines, List<Box> cores, int previous, int next)
    {
        double smaller = Math.Min(lines[previous].CoreHeight, lines[next].CoreHeight), larger = Math.Max(lines[previous].CoreHeight, lines[next].CoreHeight);
        int distance = cores[next].Y - cores[previous].Y;
        return larger <= MostGrowth * smaller && distance > 0 && distance <= MostDistance * larger
            && cores[next].X < cores[previous].Right && cores[next].Right > cores[previous].X;
    }
}
