namespace Ductus.Layout;

/// <summary>Connected components of a set of runs, 8-connected.</summary>
/// <remarks>O(runs · α): runs of neighbouring rows that touch are joined in a union-find forest.</remarks>
internal static class ConnectedComponents
{
    /// <summary>The runs of a binary image, ink ≠ 0, by row and then column.</summary>
    public static List<Run> FindRuns(ReadOnlySpan<byte> ink, int width, int height)
    {
        var runs = new List<Run>();
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = ink.Slice(y * width, width);
            for (int x = 0; ;)
            {
                int gap = row[x..].IndexOfAnyExcept((byte)0);
                if (gap < 0)
                    break;
                int left = x + gap;
                int length = row[left..].IndexOf((byte)0);
                x = length < 0 ? width : left + length;
                runs.Add(new Run(y, left, x));
            }
        }
        return runs;
    }

    /// <summary>Groups the runs; components are ordered by their first run.</summary>
    /// <param name="runs">By row and then column.</param>
    public static List<Component> Find(ReadOnlySpan<Run> runs)
    {
        int[] parent = Join(runs);
        var sizes = new int[runs.Length];
        for (int i = 0; i < runs.Length; i++)
            sizes[parent[i] = Root(parent, i)]++;

        var starts = new int[runs.Length];
        var roots = new List<int>();
        for (int i = 0, start = 0; i < runs.Length; i++)
        {
            if (parent[i] != i)
                continue;
            roots.Add(i);
            starts[i] = start;
            start += sizes[i];
        }

        var grouped = new Run[runs.Length];
        for (int i = 0; i < runs.Length; i++)
            grouped[starts[parent[i]]++] = runs[i];

        var components = new List<Component>(roots.Count);
        foreach (int root in roots)
            components.Add(new Component(grouped.AsMemory(starts[root] - sizes[root], sizes[root])));
        return components;
    }

    private static int[] Join(ReadOnlySpan<Run> runs)
    {
        var parent = new int[runs.Length];
        int above = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            parent[i] = i;
            Run run = runs[i];
            while (above < i && (runs[above].Y < run.Y - 1 || (runs[above].Y == run.Y - 1 && runs[above].Right < run.Left)))
                above++;
            for (int j = above; j < i && runs[j].Y == run.Y - 1 && runs[j].Left <= run.Right; j++)
            {
                int a = Root(parent, j), b = Root(parent, i);
                // The smaller index wins, so that a root is its component's first run.
                parent[Math.Max(a, b)] = Math.Min(a, b);
            }
        }
        return parent;
    }

    private static int Root(int[] parent, int i)
    {
        while (parent[i] != i)
            i = parent[i] = parent[parent[i]];
        return i;
    }
}
