namespace Ductus.Layout;

/// <summary>Ink that hangs together: its runs from top to bottom, never empty. Immutable.</summary>
internal sealed class Component
{
    /// <param name="runs">At least one, by row and then column; no two touch within a row.</param>
    public Component(ReadOnlyMemory<Run> runs)
    {
        Runs = runs;
        int left = int.MaxValue, right = 0, area = 0;
        foreach (Run run in runs.Span)
        {
            left = Math.Min(left, run.Left);
            right = Math.Max(right, run.Right);
            area += run.Length;
        }
        int top = runs.Span[0].Y;
        Box = new Box(left, top, right - left, runs.Span[^1].Y + 1 - top);
        Area = area;
    }

    public ReadOnlyMemory<Run> Runs { get; }

    public Box Box { get; }

    /// <summary>The greater of width and height.</summary>
    public int Extent => Math.Max(Box.Width, Box.Height);

    /// <summary>Ink pixels.</summary>
    public int Area { get; }
}
