namespace Ductus.Layout;

/// <summary>Takes from a binary page what cannot be writing: rulings, dark scan edges, pictures, frames and dust.</summary>
internal static class PageCleaning
{
    /// <summary>Ink wholly within this part of the page from an edge is the scan's edge.</summary>
    private const double EdgeStrip = 0.01;

    /// <param name="ink">Row-major, 1 = ink; rulings are erased from it.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="height">Rows.</param>
    public static PageInk Clean(byte[] ink, int width, int height)
    {
        double strokeWidth = StrokeWidth(ConnectedComponents.FindRuns(ink, width, height));
        List<RuledLine> rulings = Rulings.Remove(ink, width, height, strokeWidth);
        List<Component> components = ConnectedComponents.Find([.. ConnectedComponents.FindRuns(ink, width, height)]);
        components.RemoveAll(component => IsDust(component, strokeWidth) || IsEdge(component, width, height, strokeWidth)
            || IsPicture(component, strokeWidth) || IsFrame(component, width, height));
        return new PageInk { Components = components, Rulings = rulings, StrokeWidth = strokeWidth };
    }

    /// <summary>Median length of the runs: strokes are mostly crossed, seldom followed.</summary>
    private static double StrokeWidth(List<Run> runs)
    {
        int[] lengths = [.. runs.Select(run => run.Length)];
        Array.Sort(lengths);
        return lengths.Length == 0 ? 1 : lengths[lengths.Length / 2];
    }

    private static bool IsDust(Component component, double strokeWidth) =>
        component.Area <= Math.Max(2, 0.3 * strokeWidth * strokeWidth);

    /// <summary>Lies in the strip along an edge, or touches the edge over a length no letter has.</summary>
    private static bool IsEdge(Component component, int width, int height, double strokeWidth)
    {
        Box box = component.Box;
        double stripX = EdgeStrip * width, stripY = EdgeStrip * height;
        if (box.Right <= stripX || box.X >= width - stripX || box.Bottom <= stripY || box.Y >= height - stripY)
            return true;
        if (box.X > 0 && box.Y > 0 && box.Right < width && box.Bottom < height)
            return false;
        int contact = 0;
        foreach (Run run in component.Runs.Span)
        {
            contact += run.Y == 0 || run.Y == height - 1 ? run.Length : 0;
            contact += (run.Left == 0 ? 1 : 0) + (run.Right == width ? 1 : 0);
        }
        return contact > 10 * strokeWidth;
    }

    /// <summary>Solid over more than any stroke.</summary>
    private static bool IsPicture(Component component, double strokeWidth) =>
        Math.Min(component.Box.Width, component.Box.Height) > 15 * strokeWidth && component.Area > 0.5 * component.Box.Area;

    /// <summary>A thin line around a good part of the page: a drawn frame, a fold, the edge of the sheet.</summary>
    private static bool IsFrame(Component component, int width, int height) =>
        component.Box.Area > 0.04 * width * height && component.Area < 0.03 * component.Box.Area;
}
