namespace Ductus.Layout;

/// <summary>The order in which blocks or lines are read: down the page, columns from left to right.</summary>
/// <remarks>
/// Topological order after Breuel 2003: a comes before b where both share columns and a lies above; or where a lies wholly to the left
/// and nothing lies between them in height that spans both. Departs from it where a lies lower than b: that counts only if a's column
/// begins no lower than b, so that the address at the upper right of a letter is read before the salutation.
/// </remarks>
public static class ReadingOrder
{
    /// <returns>Indices of the boxes, first read first.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<Box> boxes)
    {
        int[] byHeight = [.. Enumerable.Range(0, boxes.Count).OrderBy(i => boxes[i].Y).ThenBy(i => boxes[i].X)];
        var waitsFor = new int[boxes.Count];
        var before = new List<int>[boxes.Count];
        for (int a = 0; a < boxes.Count; a++)
        {
            before[a] = [];
            for (int b = 0; b < boxes.Count; b++)
            {
                if (a == b || !IsBefore(boxes, a, b))
                    continue;
                before[a].Add(b);
                waitsFor[b]++;
            }
        }

        var order = new List<int>(boxes.Count);
        var done = new bool[boxes.Count];
        while (order.Count < boxes.Count)
        {
            // The uppermost of those that wait for nothing; in the circles that odd overlaps can make, the uppermost of all.
            int next = byHeight.Where(i => !done[i]).MinBy(i => waitsFor[i] == 0 ? 0 : 1);
            done[next] = true;
            order.Add(next);
            foreach (int later in before[next])
                waitsFor[later]--;
        }
        return order;
    }

    private static bool IsBefore(IReadOnlyList<Box> boxes, int a, int b)
    {
        Box first = boxes[a], second = boxes[b];
        if (ShareColumns(first, second))
            return IsAbove(first, second) || (!IsAbove(second, first) && first.X < second.X);
        return first.X < second.X && !boxes.Any(between => IsAbove(first, between) != IsAbove(second, between)
            && IsAbove(between, first) != IsAbove(between, second) && ShareColumns(between, first) && ShareColumns(between, second))
            && boxes.Any(top => top.Y < second.Bottom && ShareColumns(top, first) && !ShareColumns(top, second));
    }

    private static bool IsAbove(Box a, Box b) => a.Y + a.Bottom < b.Y + b.Bottom;

    /// <summary>Whether they share a quarter of the narrower one's columns; less is ragged edges.</summary>
    private static bool ShareColumns(Box a, Box b) => 4 * (Math.Min(a.Right, b.Right) - Math.Max(a.X, b.X)) > Math.Min(a.Width, b.Width);
}
