namespace Ductus.Layout;

/// <summary>Follows the crests of a density map from left to right; each is the middle of a line of writing or of a part of one.</summary>
internal static class RidgeTracing
{
    /// <summary>Rows a crest may climb or fall from one column to the next.</summary>
    private const float MaximalStep = 1.2f;

    /// <param name="threshold">Density below which nothing is a crest.</param>
    public static List<Ridge> Trace(DensityMap map, float threshold)
    {
        var finished = new List<Ridge>();
        var open = new List<Track>();
        var peaks = new List<(float Row, float Density)>();
        for (int x = 0; x < map.Width; x++)
        {
            FindPeaks(map, x, threshold, peaks);
            Extend(open, peaks, x);
            for (int i = open.Count - 1; i >= 0; i--)
            {
                if (open[i].Right > x)
                    continue;
                finished.Add(open[i].ToRidge());
                open.RemoveAt(i);
            }
        }
        finished.AddRange(open.Select(track => track.ToRidge()));
        return finished;
    }

    private static void FindPeaks(DensityMap map, int x, float threshold, List<(float Row, float Density)> peaks)
    {
        peaks.Clear();
        ReadOnlySpan<float> cells = map.Blurred;
        int width = map.Width;
        for (int y = 1; y < map.Height - 1; y++)
        {
            float here = cells[y * width + x], above = cells[(y - 1) * width + x], below = cells[(y + 1) * width + x];
            if (here < threshold || here <= above || here < below)
                continue;
            // Top of the parabola through the three densities.
            float curvature = above - 2 * here + below;
            peaks.Add((y + (curvature < 0 ? (above - below) / (2 * curvature) : 0), here));
        }
    }

    /// <summary>Gives each peak to the nearest track that has none yet; closest pairs first; what is left begins a track.</summary>
    private static void Extend(List<Track> open, List<(float Row, float Density)> peaks, int x)
    {
        var pairs = new List<(float Distance, int Track, int Peak)>();
        for (int track = 0; track < open.Count; track++)
            for (int peak = 0; peak < peaks.Count; peak++)
                if (Math.Abs(peaks[peak].Row - open[track].Rows[^1]) is var distance and <= MaximalStep)
                    pairs.Add((distance, track, peak));
        pairs.Sort();

        var taken = new bool[peaks.Count];
        foreach (var (_, track, peak) in pairs)
        {
            if (taken[peak] || open[track].Right > x)
                continue;
            taken[peak] = true;
            open[track].Add(peaks[peak]);
        }
        for (int peak = 0; peak < peaks.Count; peak++)
        {
            if (taken[peak])
                continue;
            var track = new Track(x);
            track.Add(peaks[peak]);
            open.Add(track);
        }
    }

    private sealed class Track(int left)
    {
        private double _mass;

        public List<float> Rows { get; } = [];

        public int Right => left + Rows.Count;

        public void Add((float Row, float Density) peak)
        {
            Rows.Add(peak.Row);
            _mass += peak.Density;
        }

        public Ridge ToRidge() => new(left, Rows, _mass);
    }
}
