namespace Ductus.Layout;

/// <summary>How broad the pen is.</summary>
internal static class StrokeWidths
{
    /// <summary>Median length of the runs, at least 1: strokes are mostly crossed by a row, seldom followed.</summary>
    /// <param name="components">Runs weigh as much as their component's extent, so that a word outweighs dust.</param>
    /// <param name="mostWeight">Bound of the weight, so that a frame does not outweigh the words.</param>
    public static double Usual(IReadOnlyList<Component> components, int mostWeight)
    {
        var weights = new Dictionary<int, double>();
        foreach (Component component in components)
        {
            int weight = Math.Min(component.Extent, mostWeight);
            foreach (Run run in component.Runs.Span)
                weights[run.Length] = weights.GetValueOrDefault(run.Length) + weight;
        }
        return Math.Max(1, Medians.Of(weights.Select(entry => ((double)entry.Key, entry.Value))));
    }
}
