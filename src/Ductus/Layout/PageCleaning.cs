using Ductus.Imaging;

namespace Ductus.Layout;

/// <summary>Takes from a binary page what cannot be writing: grain, rulings, folds, dark scan edges, pictures, frames and dust.</summary>
internal static class PageCleaning
{
    /// <summary>Ink wholly within this part of the page from an edge is the scan's edge.</summary>
    private const double EdgeStrip = 0.01;

    /// <summary>Of components smaller than this part of the usual extent, those are grain that have less than a part of the usual contrast: the smaller the sooner.</summary>
    /// <remarks>Only on a page where more components than <see cref="Grainy"/> are such; elsewhere they are dots and faint small letters.</remarks>
    private const double Grainy = 0.5, Small = 0.12, FaintSpeck = 0.65, FaintLetter = 0.4;

    /// <param name="image">The page in grey.</param>
    /// <param name="ink">The page's pixels row-major, 1 = ink; rulings and grain are erased from it.</param>
    public static PageInk Clean(GreyImage image, byte[] ink)
    {
        int width = image.Width, height = image.Height;
        EraseGrain(image, ink);
        var (components, strokeWidth) = Measure();
        List<RuledLine> rulings = Rulings.Remove(ink, width, height, strokeWidth);
        if (rulings.Count > 0)
            (components, strokeWidth) = Measure();
        rulings.AddRange(Folds.Remove(components, strokeWidth));
        components.RemoveAll(component => IsDust(component, strokeWidth) || IsEdge(component, width, height, strokeWidth)
            || IsPicture(component, strokeWidth) || IsFrame(component, width, height));
        return new PageInk { Components = components, Rulings = rulings, StrokeWidth = strokeWidth };

        (List<Component> Components, double StrokeWidth) Measure()
        {
            List<Component> found = ConnectedComponents.Find([.. ConnectedComponents.FindRuns(ink, width, height)]);
            return (found, StrokeWidths.Usual(found, mostWeight: Math.Min(width, height) / 20 + 1));
        }
    }

    /// <summary>Erases what is small and much fainter than most ink: paper grain, stains, what shines through from the other side.</summary>
    private static void EraseGrain(GreyImage image, byte[] ink)
    {
        List<Component> components = ConnectedComponents.Find([.. ConnectedComponents.FindRuns(ink, image.Width, image.Height)]);
        double[] contrasts = [.. components.Select(component => EdgeContrast(component, image))];

        // Weighted so that a few words outweigh thousands of specks.
        int[] all = [.. Enumerable.Range(0, components.Count)];
        double usualContrast = Medians.Of(all.Select(i => (contrasts[i], Weight(components[i]))));
        double usualExtent = Medians.Of(components.Select(component => ((double)component.Extent, Weight(component))));
        int[] grain = Array.FindAll(all, i => components[i].Extent / (Small * usualExtent) is < 1 and var size
            && contrasts[i] < (FaintSpeck + size * (FaintLetter - FaintSpeck)) * usualContrast);
        if (grain.Length < Grainy * components.Count)
            return;
        foreach (int i in grain)
            foreach (Run run in components[i].Runs.Span)
                ink.AsSpan(run.Y * image.Width + run.Left, run.Length).Clear();

        static double Weight(Component component) => (double)component.Area * component.Extent;
    }

    /// <summary>How much the ink differs from what lies just outside it, left and right of its runs, in grey levels.</summary>
    private static double EdgeContrast(Component component, GreyImage image)
    {
        const int Outside = 2;      // beyond the half-dark rim of a stroke
        long sum = 0;
        foreach (Run run in component.Runs.Span)
        {
            ReadOnlySpan<byte> row = image.Row(run.Y);
            int around = (row[Math.Max(0, run.Left - 1 - Outside)] + row[Math.Min(row.Length - 1, run.Right + Outside)]) / 2;
            sum += Math.Abs(around - row[(run.Left + run.Right) / 2]);
        }
        return (double)sum / component.Runs.Length;
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
