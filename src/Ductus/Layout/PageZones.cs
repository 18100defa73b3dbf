namespace Ductus.Layout;

/// <summary>
/// Which rulings part a page: horizontal ones that no writing crosses, so that print and handwriting of other sizes on a form are measured
/// apart, and vertical ones, between columns or the pages of a book.
/// </summary>
internal static class PageZones
{
    /// <summary>More than this many rulings of one direction are writing rules, squares or a table and part nothing.</summary>
    private const int MostPartingRulings = 6;

    /// <summary>A parting ruling is at least this part of the page's width.</summary>
    private const double MinimalSpan = 0.4;

    /// <summary>Of a parting ruling's length, at most this part is crossed by ink.</summary>
    private const double MostCrossed = 0.04;

    /// <returns>The zones that have ink, from top to bottom.</returns>
    public static List<IReadOnlyList<Component>> Part(PageInk ink, int width)
    {
        List<RuledLine> parting = [.. ink.Rulings.Where(ruling => ruling.Direction == RulingDirection.Horizontal
            && ruling.End - ruling.Start >= MinimalSpan * width && Crossed(ruling, ink) <= MostCrossed * (ruling.End - ruling.Start))];
        if (parting.Count > MostPartingRulings)
            return [ink.Components];
        return [.. ink.Components.GroupBy(component => parting.Count(ruling => IsAbove(ruling, component.Box))).OrderBy(zone => zone.Key)
            .Select(zone => zone.ToList())];
    }

    /// <returns>The vertical rulings across which no line goes on unless its ink does.</returns>
    public static List<RuledLine> Partings(PageInk ink)
    {
        List<RuledLine> vertical = [.. ink.Rulings.Where(ruling => ruling.Direction == RulingDirection.Vertical)];
        return vertical.Count > MostPartingRulings ? [] : vertical;
    }

    private static bool IsAbove(RuledLine ruling, Box box) => ruling.Across(box.X + box.Width / 2.0) < box.Y + box.Height / 2.0;

    /// <summary>Columns of the ruling over which some component lies on both sides of it.</summary>
    private static double Crossed(RuledLine ruling, PageInk ink)
    {
        double crossed = 0;
        foreach (Component component in ink.Components)
        {
            Box box = component.Box;
            double across = ruling.Across(box.X + box.Width / 2.0), overlap = Math.Min(box.Right, ruling.End) - Math.Max(box.X, ruling.Start);
            if (overlap > 0 && box.Y < across - 2 * ink.StrokeWidth && box.Bottom > across + 2 * ink.StrokeWidth)
                crossed += overlap;
        }
        return crossed;
    }
}
