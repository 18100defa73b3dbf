namespace Ductus.Layout;

/// <summary>Parts ink that hangs together across two lines, along the seam that crosses the fewest strokes.</summary>
/// <remarks>Seam carving (Avidan and Shamir 2007) on the component's own pixels: O(width · distance of the lines).</remarks>
internal static class TouchingLines
{
    /// <summary>Cost of a pixel of ink on the seam; paper costs nothing.</summary>
    private const float InkCost = 1;

    /// <summary>Cost per row away from the middle between the lines, per column: decides only where strokes do not.</summary>
    private const float DriftCost = 0.01f;

    /// <summary>Rows the seam may climb or fall per column.</summary>
    private const int Steepness = 2;

    /// <returns>What belongs to the upper and to the lower line; either may be empty.</returns>
    public static (List<Component> Upper, List<Component> Lower) Split(Component component, LineInk upper, LineInk lower)
    {
        Box box = component.Box;
        var from = new int[box.Width];
        var to = new int[box.Width];
        int height = 1;
        for (int x = 0; x < box.Width; x++)
        {
            // The seam keeps to the space between the cores; where they meet, to the middle between them.
            double above = upper.BaseAt(box.X + x), below = lower.TopAt(box.X + x), middle = (above + below) / 2;
            from[x] = (int)Math.Floor(Math.Min(above, middle - 1));
            to[x] = (int)Math.Ceiling(Math.Max(below, middle + 1));
            height = Math.Max(height, to[x] - from[x] + 1);
        }

        int[] seam = Seam(component, from, to, height);
        var upperRuns = new List<Run>();
        var lowerRuns = new List<Run>();
        foreach (Run run in component.Runs.Span)
        {
            for (int left = run.Left; left < run.Right;)
            {
                bool isUpper = run.Y < seam[left - box.X];
                int right = left + 1;
                while (right < run.Right && run.Y < seam[right - box.X] == isUpper)
                    right++;
                (isUpper ? upperRuns : lowerRuns).Add(new Run(run.Y, left, right));
                left = right;
            }
        }
        return (ConnectedComponents.Find([.. upperRuns]), ConnectedComponents.Find([.. lowerRuns]));
    }

    /// <summary>Cheapest path from the left to the right end of the component: per column the first row that belongs to the lower line.</summary>
    private static int[] Seam(Component component, int[] from, int[] to, int height)
    {
        Box box = component.Box;
        var cost = new float[box.Width * height];       // (column, row − from[column])
        for (int x = 0; x < box.Width; x++)
        {
            float middle = (to[x] - from[x]) / 2f;
            for (int y = 0; y < height; y++)
                cost[x * height + y] = y <= to[x] - from[x] ? DriftCost * Math.Abs(y - middle) : float.PositiveInfinity;
        }
        foreach (Run run in component.Runs.Span)
        {
            for (int x = run.Left - box.X; x < run.Right - box.X; x++)
                if (run.Y >= from[x] && run.Y <= to[x])
                    cost[x * height + run.Y - from[x]] += InkCost;
        }

        var cameFrom = new int[box.Width * height];
        for (int x = 1; x < box.Width; x++)
        {
            for (int y = 0; y <= to[x] - from[x]; y++)
            {
                float best = float.PositiveInfinity;
                int previous = Math.Clamp(y + from[x] - from[x - 1], 0, to[x - 1] - from[x - 1]), bestFrom = previous;
                for (int step = -Steepness; step <= Steepness; step++)
                {
                    int row = previous + step;
                    if (row < 0 || row > to[x - 1] - from[x - 1])
                        continue;
                    float candidate = cost[(x - 1) * height + row] + 0.001f * Math.Abs(step);
                    if (candidate < best)
                        (best, bestFrom) = (candidate, row);
                }
                cost[x * height + y] += best;
                cameFrom[x * height + y] = bestFrom;
            }
        }

        var seam = new int[box.Width];
        int end = 0;
        for (int y = 1; y <= to[^1] - from[^1]; y++)
            end = cost[(box.Width - 1) * height + y] < cost[(box.Width - 1) * height + end] ? y : end;
        for (int x = box.Width - 1; x >= 0; x--)
        {
            seam[x] = from[x] + end;
            end = cameFrom[x * height + end];
        }
        return seam;
    }
}
