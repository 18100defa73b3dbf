using Ductus.Layout;

namespace Ductus.Tests.Shared;

/// <summary>Which of the true lines were found: pairs of boxes, best overlap first, each box in one pair at most.</summary>
internal static class LineMatch
{
    /// <summary>Overlap (intersection over union) from which a line counts as found.</summary>
    public const double LeastOverlap = 0.5;

    /// <returns>Indices of true and found boxes that belong together.</returns>
    public static IReadOnlyList<(int Truth, int Found)> Pair(IReadOnlyList<Box> truth, IReadOnlyList<Box> found)
    {
        var overlaps =
            from t in Enumerable.Range(0, truth.Count)
            from f in Enumerable.Range(0, found.Count)
            let overlap = truth[t].IntersectionOverUnion(found[f])
            where overlap >= LeastOverlap
            orderby overlap descending
            select (Truth: t, Found: f);

        var pairs = new List<(int Truth, int Found)>();
        foreach (var pair in overlaps)
            if (!pairs.Exists(other => other.Truth == pair.Truth || other.Found == pair.Found))
                pairs.Add(pair);
        return pairs;
    }
}
