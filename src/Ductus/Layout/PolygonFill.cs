using System.Runtime.InteropServices;

namespace Ductus.Layout;

/// <summary>Marks the pixels whose middles lie inside a polygon, by the even-odd rule, row by row.</summary>
internal static class PolygonFill
{
    /// <param name="polygon">Closed by itself; coordinates are those of pixel corners.</param>
    /// <param name="inside">Row-major; pixels inside are set, others are left as they are.</param>
    /// <param name="width">Pixels of a row.</param>
    public static void Fill(IReadOnlyList<Point> polygon, Span<bool> inside, int width)
    {
        var crossings = new List<double>();
        for (int row = 0; row < inside.Length / width; row++)
        {
            double y = row + 0.5;
            crossings.Clear();
            for (int i = 0; i < polygon.Count; i++)
            {
                Point a = polygon[i], b = polygon[(i + 1) % polygon.Count];
                if (a.Y <= y != b.Y <= y)
                    crossings.Add(a.X + (y - a.Y) * (b.X - a.X) / (b.Y - a.Y));
            }
            crossings.Sort();
            ReadOnlySpan<double> pairs = CollectionsMarshal.AsSpan(crossings);
            for (int i = 0; i + 1 < pairs.Length; i += 2)
            {
                int from = (int)Math.Clamp(Math.Ceiling(pairs[i] - 0.5), 0, width), to = (int)Math.Clamp(Math.Ceiling(pairs[i + 1] - 0.5), 0, width);
                inside.Slice(row * width + from, Math.Max(0, to - from)).Fill(true);
            }
        }
    }
}
