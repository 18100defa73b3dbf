namespace Ductus.Layout;

/// <summary>Whether something in the gap between two columns of cells, at a row, parts what is on both sides.</summary>
internal delegate bool GapTest(int left, int right, float row);

/// <summary>Joins pieces that follow one another on the same line of writing; a gap that runs down through several lines parts columns.</summary>
internal static class LineJoining
{
    /// <param name="pieces">Any order.</param>
    /// <param name="wordGap">Columns up to which a gap is one between words.</param>
    /// <param name="longestGap">Columns beyond which nothing is joined.</param>
    /// <param name="sigma">Scale of the writing in rows.</param>
    /// <param name="isParted">Gaps that are never bridged.</param>
    /// <returns>Each line's pieces from left to right.</returns>
    public static List<List<LinePiece>> Join(List<LinePiece> pieces, double wordGap, double longestGap, double sigma, GapTest isParted)
    {
        var candidates = new List<Candidate>();
        for (int a = 0; a < pieces.Count; a++)
            for (int b = 0; b < pieces.Count; b++)
                if (a != b && Match(pieces, a, b, wordGap, longestGap, sigma) is { } candidate
                    && !isParted(pieces[a].Right - 1, pieces[b].Left, pieces[a].Rows[^1]))
                    candidates.Add(candidate);
        candidates.Sort((a, b) => a.Cost.CompareTo(b.Cost));

        var next = new int[pieces.Count];
        var previous = new int[pieces.Count];
        Array.Fill(next, -1);
        Array.Fill(previous, -1);
        foreach (Candidate candidate in candidates)
        {
            if (next[candidate.Left] >= 0 || previous[candidate.Right] >= 0)
                continue;
            if (candidate.Gap > wordGap && IsColumnGap(pieces, candidates, candidate, wordGap, sigma))
                continue;
            next[candidate.Left] = candidate.Right;
            previous[candidate.Right] = candidate.Left;
        }

        var chains = new List<List<LinePiece>>();
        for (int i = 0; i < pieces.Count; i++)
        {
            if (previous[i] >= 0)
                continue;
            var chain = new List<LinePiece>();
            for (int j = i; j >= 0; j = next[j])
                chain.Add(pieces[j]);
            chains.Add(chain);
        }
        return chains;
    }

    /// <summary>Whether the second piece goes on where the first ends: both drawn on to the middle of the gap meet there.</summary>
    private static Candidate? Match(List<LinePiece> pieces, int left, int right, double wordGap, double longestGap, double sigma)
    {
        LinePiece a = pieces[left], b = pieces[right];
        int gap = b.Left - a.Right;
        int narrower = Math.Min(a.Width, b.Width);
        if (b.Left <= a.Left || b.Right <= a.Right || -gap > 0.5 * narrower || gap > Math.Min(longestGap, Math.Max(2 * wordGap, 3 * narrower)))
            return null;
        int columns = (int)Math.Ceiling(20 * sigma);
        var (rowA, slopeA) = a.EndLine(columns, atLeft: false);
        var (rowB, slopeB) = b.EndLine(columns, atLeft: true);
        double step = Math.Abs(rowA + slopeA * gap / 2 - (rowB - slopeB * gap / 2));
        return step <= 1.5 * sigma + 0.03 * Math.Max(0, gap) ? new Candidate(left, right, gap, Math.Max(0, gap) + 8 * step) : null;
    }

    /// <summary>
    /// A gap parts columns if gaps of lines near above or below lie at the same place, and no piece within as many lines writes across it.
    /// </summary>
    private static bool IsColumnGap(List<LinePiece> pieces, List<Candidate> candidates, Candidate gap, double wordGap, double sigma)
    {
        int middle = (pieces[gap.Left].Right + pieces[gap.Right].Left) / 2;
        double row = pieces[gap.Left].Rows[^1], reach = 25 * sigma;
        int beside = 0;
        foreach (Candidate other in candidates)
        {
            LinePiece a = pieces[other.Left], b = pieces[other.Right];
            if (other != gap && other.Gap > wordGap && a.Right <= middle && b.Left > middle && Math.Abs(a.Rows[^1] - row) is var distance
                && distance > sigma && distance < reach)
                beside++;
        }
        int across = pieces.Count(piece => piece.Left < middle - wordGap / 2 && piece.Right > middle + wordGap / 2
            && Math.Abs(piece.RowAt(middle) - row) < reach);
        return beside >= 2 && across == 0;
    }

    /// <param name="Left">Index of the left piece.</param>
    /// <param name="Right">Index of the right piece.</param>
    /// <param name="Gap">Columns between them, negative where they overlap.</param>
    /// <param name="Cost">Less is more likely.</param>
    private sealed record Candidate(int Left, int Right, int Gap, double Cost);
}
