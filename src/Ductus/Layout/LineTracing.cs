using System.Runtime.InteropServices;

namespace Ductus.Layout;

/// <summary>Finds the middles of the lines of writing: crests of the blurred ink, cleaned of side crests and joined across gaps.</summary>
internal static class LineTracing
{
    /// <summary>Least density of a crest: a single thin stroke within the blur's reach.</summary>
    private const float CrestThreshold = 0.005f;

    // All lengths below are multiples of the writing scale σ; a small letter is about 1.5 σ high.
    private const double BlurAlong = 5, BlurAcross = 0.8;

    /// <summary>Paper without ink along the middle that ends a piece: more than usual between words.</summary>
    private const double PieceGap = 10;

    /// <summary>Longest gap across which two pieces can be one line.</summary>
    private const double LongestGap = 40;

    /// <summary>Middles of two lines are at least this far apart; anything nearer is ascenders, crossing strokes or descenders.</summary>
    private const double LeastDistance = 3.2;

    /// <summary>Width of a few letters, and how far beyond the ends of a line they may stand.</summary>
    private const double SideReach = 15;

    /// <summary>Slope below which the map need not be sheared again.</summary>
    private const double LevelEnough = 0.01;

    /// <param name="components">Ink of one size of writing.</param>
    /// <param name="sigma">Its scale.</param>
    /// <param name="partings">Vertical rulings, across which no line goes on unless its ink does.</param>
    /// <returns>In no particular order.</returns>
    public static List<LineCurve> Trace(IReadOnlyList<Component> components, double sigma, IReadOnlyList<RuledLine> partings)
    {
        if (components.Count == 0)
            return [];
        double slope = 0;
        DensityMap map = Map();
        List<Ridge> ridges = RidgeTracing.Trace(map, CrestThreshold);
        for (int turn = 0; turn < 2 && SlopeOf(ridges, 20 * sigma / map.CellSize) is var found && Math.Abs(found) > LevelEnough; turn++)
        {
            slope += found;
            map = Map();
            ridges = RidgeTracing.Trace(map, CrestThreshold);
        }

        double cells = sigma / map.CellSize;
        List<LinePiece> pieces = [.. ridges.SelectMany(ridge => Pieces(ridge, map, cells, IsParted))];
        pieces = WithoutSideCrests(pieces, cells);
        return [.. LineJoining.Join(pieces, PieceGap * cells, LongestGap * cells, cells, IsParted).Select(chain => Curve(chain, map, cells))];

        bool IsParted(int left, int right, float row)
        {
            double y = map.PageY((left + right) / 2.0, row);
            return partings.Any(ruling => ruling.Start <= y && y <= ruling.End
                && ruling.Across(y) >= map.PageX(left) && ruling.Across(y) <= map.PageX(right));
        }

        DensityMap Map() => new(components, slope, BlurAlong * sigma, BlurAcross * sigma);
    }

    /// <summary>Median slope of the ridges that are long enough, by their lengths; 0 without any.</summary>
    private static double SlopeOf(List<Ridge> ridges, double minimalWidth)
    {
        var slopes = new List<(double Slope, double Weight)>();
        foreach (Ridge ridge in ridges)
        {
            // The outer fifths hang on the blur's tails alone.
            int fifth = ridge.Rows.Count / 5;
            if (ridge.Rows.Count >= minimalWidth)
                slopes.Add(((ridge.Rows[^(fifth + 1)] - ridge.Rows[fifth]) / Math.Max(1.0, ridge.Rows.Count - 1 - 2 * fifth), ridge.Rows.Count));
        }
        return Medians.Of(slopes);
    }

    /// <summary>Cuts a ridge where its middle has no ink for long, and takes off the ends without ink.</summary>
    private static IEnumerable<LinePiece> Pieces(Ridge ridge, DensityMap map, double sigma, GapTest isParted)
    {
        float[] rows = [.. ridge.Rows], ink = new float[rows.Length];
        int reach = (int)Math.Ceiling(2 * sigma);
        for (int i = 0; i < rows.Length; i++)
        {
            int middle = (int)Math.Round(rows[i]);
            for (int y = Math.Max(0, middle - reach); y <= Math.Min(map.Height - 1, middle + reach); y++)
                ink[i] += map.Raw[y * map.Width + ridge.Left + i];
        }

        int start = -1, last = -1;
        for (int i = 0; i <= ink.Length; i++)
        {
            bool inked = i < ink.Length && ink[i] > 0;
            if (start >= 0 && (i == ink.Length || (inked && i - last > 1 && (i - last > PieceGap * sigma || isParted(ridge.Left + last, ridge.Left + i, rows[i])))))
            {
                yield return new LinePiece(ridge.Left + start, rows.AsSpan(start..(last + 1)), ink.AsSpan(start..(last + 1)));
                start = -1;
            }
            if (!inked)
                continue;
            start = start < 0 ? i : start;
            last = i;
        }
    }

    /// <summary>Drops pieces beside a stronger one, nearer than another line can be: by the size of the letters, then by the usual distance of lines.</summary>
    private static List<LinePiece> WithoutSideCrests(List<LinePiece> pieces, double sigma)
    {
        // So near, it need only be the weaker one where both run.
        pieces = Drop(pieces, LeastDistance * sigma, beyond: 0,
            (weak, strong) => weak.InkBetween(strong.Left, strong.Right) <= 0.7 * strong.InkBetween(weak.Left, weak.Right));
        // At some distance a word may be squeezed in between lines: only what is no longer than a few letters goes.
        return Drop(pieces, 0.6 * LineDistance(pieces), beyond: (int)(SideReach * sigma),
            (weak, strong) => weak.Width <= SideReach * sigma && weak.Ink <= 0.4 * strong.Ink);
    }

    private static List<LinePiece> Drop(List<LinePiece> pieces, double nearest, int beyond, Func<LinePiece, LinePiece, bool> isSideCrest)
    {
        var kept = new List<LinePiece>();
        foreach (LinePiece piece in pieces.OrderByDescending(piece => piece.Ink))
        {
            bool drop = false;
            foreach (LinePiece stronger in kept)
            {
                int columns = Math.Min(piece.Right, stronger.Right + beyond) - Math.Max(piece.Left, stronger.Left - beyond);
                drop |= columns >= 0.5 * piece.Width && piece.DistanceTo(stronger, beyond) is { } distance && Math.Abs(distance) < nearest
                    && isSideCrest(piece, stronger);
            }
            if (!drop)
                kept.Add(piece);
        }
        return kept;
    }

    /// <summary>Usual distance in rows from a piece to the next one below, the median by shared columns; 0 without any pair.</summary>
    private static double LineDistance(List<LinePiece> pieces)
    {
        var distances = new List<(double Distance, double Columns)>();
        foreach (LinePiece piece in pieces)
        {
            (double Distance, double Columns) next = (double.MaxValue, 0);
            foreach (LinePiece other in pieces)
            {
                int columns = Math.Min(piece.Right, other.Right) - Math.Max(piece.Left, other.Left);
                if (columns >= 0.3 * piece.Width && piece.DistanceTo(other) is > 0 and var distance && distance < next.Distance)
                    next = (distance, columns);
            }
            if (next.Columns > 0)
                distances.Add(next);
        }
        return Medians.Of(distances);
    }

    /// <summary>The pieces of one line as a curve on the page: straight across gaps, smoothed over a few letters.</summary>
    private static LineCurve Curve(List<LinePiece> chain, DensityMap map, double sigma)
    {
        var rows = new List<float>();
        foreach (LinePiece piece in chain)
        {
            int gap = piece.Left - (chain[0].Left + rows.Count);
            float from = rows.Count > 0 ? rows[^1] : 0;
            for (int i = 1; i <= gap; i++)
                rows.Add(from + (piece.Rows[0] - from) * i / (gap + 1));
            rows.AddRange(piece.Rows[Math.Max(0, -gap)..]);
        }

        ReadOnlySpan<float> all = CollectionsMarshal.AsSpan(rows);
        var heights = new double[all.Length];
        int reach = (int)Math.Round(5 * sigma);
        for (int i = 0; i < heights.Length; i++)
        {
            int half = Math.Min(reach, Math.Min(i, heights.Length - 1 - i));
            double sum = 0;
            for (int j = i - half; j <= i + half; j++)
                sum += all[j];
            heights[i] = map.PageY(chain[0].Left + i, sum / (2 * half + 1));
        }
        return new LineCurve(map.PageX(chain[0].Left), map.CellSize, heights, map.Slope);
    }
}
