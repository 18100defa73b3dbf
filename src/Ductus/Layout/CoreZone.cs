namespace Ductus.Layout;

/// <summary>Measures where the small letters of each line begin and end, from the line's ink profile along its middle.</summary>
internal static class CoreZone
{
    /// <summary>The core reaches as far as the profile stays above this part of its mean at the middle.</summary>
    private const double Edge = 0.5;

    public static List<LineInk> Measure(IReadOnlyList<LineCurve> middles, IReadOnlyList<Component> components, double sigma)
    {
        int reach = (int)Math.Ceiling(6 * sigma);
        var profiles = new double[middles.Count][];
        for (int i = 0; i < profiles.Length; i++)
            profiles[i] = new double[2 * reach + 1];

        foreach (Component component in components)
        {
            List<int> near = Near(middles, component.Box, reach);
            foreach (Run run in component.Runs.Span)
            {
                double x = (run.Left + run.Right) / 2.0, best = reach + 1;
                int nearest = -1;
                foreach (int line in near)
                {
                    double offset = run.Y - middles[line].At(x);
                    if (Math.Abs(offset) < Math.Abs(best))
                        (best, nearest) = (offset, line);
                }
                if (nearest >= 0)
                    profiles[nearest][(int)Math.Clamp(Math.Round(best) + reach, 0, 2 * reach)] += run.Length;
            }
        }

        var zones = new List<(double Top, double Base)>(middles.Count);
        foreach (double[] profile in profiles)
            zones.Add((-Extent(profile, reach, -1, sigma), Extent(profile, reach, +1, sigma)));

        // A short line's profile says little: no core differs much from those of the whole page.
        double top = Medians.Of(zones.Select(zone => zone.Top)), bottom = Medians.Of(zones.Select(zone => zone.Base));
        return [.. middles.Select((middle, i) => new LineInk(middle,
            Math.Clamp(zones[i].Top, 1.5 * top, top / 1.5), Math.Clamp(zones[i].Base, bottom / 1.5, 1.5 * bottom)))];
    }

    private static List<int> Near(IReadOnlyList<LineCurve> middles, Box box, int reach)
    {
        var near = new List<int>();
        double x = box.X + box.Width / 2.0;
        for (int line = 0; line < middles.Count; line++)
        {
            LineCurve middle = middles[line];
            if (box.Right < middle.Left - reach || box.X > middle.Right + reach)
                continue;
            double y = middle.At(x);
            if (y > box.Y - 2 * reach && y < box.Bottom + 2 * reach)
                near.Add(line);
        }
        return near;
    }

    /// <summary>Pixels from the middle to the edge of the core, upwards (−1) or downwards (+1); between 0.7 and 4 σ.</summary>
    private static double Extent(double[] profile, int reach, int direction, double sigma)
    {
        int near = Math.Max(1, (int)(1.2 * sigma)), window = Math.Max(0, (int)(sigma / 4));
        double mean = 0;
        for (int offset = -near; offset <= near; offset++)
            mean += profile[reach + offset] / (2 * near + 1);

        int extent = (int)Math.Ceiling(0.7 * sigma);
        while (extent < 4 * sigma && Smoothed(reach + direction * (extent + 1)) >= Edge * mean)
            extent++;
        return extent;

        double Smoothed(int at)
        {
            double sum = 0;
            for (int i = at - window; i <= at + window; i++)
                sum += i >= 0 && i < profile.Length ? profile[i] : 0;
            return sum / (2 * window + 1);
        }
    }
}
