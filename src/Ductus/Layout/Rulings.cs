using System.Numerics.Tensors;

namespace Ductus.Layout;

/// <summary>Finds printed or drawn straight lines (writing rules, margins, tables, form lines) and takes them out of the ink.</summary>
/// <remarks>
/// Thin strokes (short runs across the ruling's direction) that are straight are chained end to end; long, well covered chains are
/// rulings. Where a letter's stroke crosses, the run across is long, so the letter keeps its ink. Slopes up to about 10° and slowly
/// bending lines are followed.
/// </remarks>
internal static class Rulings
{
    /// <summary>Shortest ruling, as a part of the page's extent along it.</summary>
    private const double MinimalSpan = 0.25;

    /// <summary>How much of a ruling must be thin ink of its own.</summary>
    private const double MinimalCoverage = 0.5;

    /// <summary>How much of it must be stretches of this many thicknesses: lines of print have many bars at one height, but short ones.</summary>
    private const double MinimalLongCoverage = 0.2, LongPiece = 10;

    /// <summary>Rows that a ruling may leave its course per column.</summary>
    private const double MostTurn = 0.02;

    /// <summary>Longest gap bridged where writing covers a ruling, as a part of the page's extent.</summary>
    private const double MaximalGap = 0.2;

    /// <param name="ink">Row-major, 1 = ink; rulings are erased from it.</param>
    /// <param name="strokeWidth">Usual width of a stroke in pixels.</param>
    public static List<RuledLine> Remove(byte[] ink, int width, int height, double strokeWidth)
    {
        int thickness = Math.Max(3, (int)Math.Round(1.5 * strokeWidth));
        var rulings = new List<RuledLine>();
        foreach (RulingDirection direction in (ReadOnlySpan<RulingDirection>)[RulingDirection.Horizontal, RulingDirection.Vertical])
        {
            List<Component> thin = direction == RulingDirection.Horizontal
                ? ConnectedComponents.Find(ConnectedComponents.FindRuns(ThinVertically(ink, width, height, thickness), width, height).ToArray())
                : ConnectedComponents.Find(ConnectedComponents.FindRuns(ink, width, height).Where(run => run.Length <= thickness).ToArray());
            int extent = direction == RulingDirection.Horizontal ? width : height;
            List<RuledLine> found = Chain([.. thin.Select(component => RulingPiece.Of(component, direction, thickness)).Where(piece => piece.IsStraight(thickness))],
                direction, extent, thickness);
            Erase(ink, width, thin, found, thickness);
            rulings.AddRange(found);
        }
        return rulings;
    }

    /// <summary>The ink whose vertical runs are no longer than the thickness: the ink without its opening by a taller column.</summary>
    private static byte[] ThinVertically(byte[] ink, int width, int height, int thickness)
    {
        // Erosion: 1 where this pixel and the next `thickness` ones below are ink. The span doubles with each pass; going down the page,
        // the row below is still that of the pass before.
        byte[] eroded = [.. ink];
        int length = thickness + 1;
        for (int have = 1, step; have < length; have += step)
        {
            step = Math.Min(have, length - have);
            for (int y = 0; y < height; y++)
            {
                Span<byte> row = eroded.AsSpan(y * width, width);
                if (y + step < height)
                    TensorPrimitives.BitwiseAnd(row, eroded.AsSpan((y + step) * width, width), row);
                else
                    row.Clear();
            }
        }
        // Dilation back over the same span, going up the page.
        for (int have = 1, step; have < length; have += step)
        {
            step = Math.Min(have, length - have);
            for (int y = height - 1; y >= step; y--)
            {
                Span<byte> row = eroded.AsSpan(y * width, width);
                TensorPrimitives.BitwiseOr(row, eroded.AsSpan((y - step) * width, width), row);
            }
        }
        TensorPrimitives.Xor(ink, eroded, eroded);
        return eroded;
    }

    private static List<RuledLine> Chain(List<RulingPiece> pieces, RulingDirection direction, int extent, int thickness)
    {
        pieces.Sort((a, b) => a.Start.CompareTo(b.Start));
        var chains = new List<List<RulingPiece>>();
        foreach (RulingPiece piece in pieces)
        {
            List<RulingPiece>? best = null;
            double bestDistance = double.MaxValue;
            foreach (List<RulingPiece> chain in chains)
            {
                RulingPiece last = chain[^1];
                double gap = piece.Start - last.End;
                if (gap < -thickness || gap > MaximalGap * extent)
                    continue;
                double slope = (last.End - chain[0].Start) > 0.05 * extent
                    ? (last.EndAcross - chain[0].StartAcross) / (last.End - chain[0].Start) : last.Slope;
                // Both ends of the piece must lie on the chain drawn on, or a slanting stroke of a letter would lead it astray.
                double atStart = last.EndAcross + slope * gap - piece.StartAcross;
                double atEnd = last.EndAcross + slope * (piece.End - last.End) - piece.EndAcross;
                double distance = Math.Max(Math.Abs(atStart), Math.Abs(atEnd) - MostTurn * piece.Length);
                if (distance <= 0.5 * thickness + 1 + MostTurn * Math.Max(0, gap) && distance < bestDistance)
                    (best, bestDistance) = (chain, distance);
            }
            if (best is null)
                chains.Add([piece]);
            else
                best.Add(piece);
        }
        return [.. chains.Where(chain => IsRuling(chain, extent, thickness)).Select(chain => new RuledLine(direction, Points(chain)))];
    }

    private static bool IsRuling(List<RulingPiece> chain, int extent, int thickness)
    {
        double span = chain[^1].End - chain[0].Start, covered = chain.Sum(piece => piece.Length), coveredLong = 0;
        for (int first = 0, last; first < chain.Count; first = last + 1)
        {
            // What is parted by no more than a line that crosses, as on squared paper, is one stretch.
            last = first;
            while (last + 1 < chain.Count && chain[last + 1].Start - chain[last].End <= RulingPiece.Shortest * thickness)
                last++;
            double length = chain[last].End - chain[first].Start;
            coveredLong += length >= LongPiece * thickness ? length : 0;
        }
        return span >= MinimalSpan * extent && covered >= MinimalCoverage * span && coveredLong >= MinimalLongCoverage * span;
    }

    private static List<Point> Points(List<RulingPiece> chain)
    {
        var points = new List<Point>();
        foreach (RulingPiece piece in chain)
        {
            foreach (Point end in (ReadOnlySpan<Point>)[new(piece.Start, piece.StartAcross), new(piece.End, piece.EndAcross)])
                if (points.Count == 0 || end.X > points[^1].X)
                    points.Add(end);
        }
        return points;
    }

    /// <summary>Erases the thin ink near a ruling; of the rest of the page only what was found thin can be touched.</summary>
    private static void Erase(byte[] ink, int width, List<Component> thin, List<RuledLine> rulings, int thickness)
    {
        if (rulings.Count == 0)
            return;
        foreach (Component component in thin)
        {
            foreach (Run run in component.Runs.Span)
            {
                foreach (RuledLine ruling in rulings)
                {
                    double x = (run.Left + run.Right - 1) / 2.0;
                    var (along, across) = ruling.Direction == RulingDirection.Horizontal ? (x, (double)run.Y) : (run.Y, x);
                    if (along < ruling.Start - thickness || along > ruling.End + thickness || Math.Abs(ruling.Across(along) - across) > thickness)
                        continue;
                    ink.AsSpan(run.Y * width + run.Left, run.Length).Clear();
                    break;
                }
            }
        }
    }
}
