using System.Numerics.Tensors;

namespace Ductus.Layout;

/// <summary>
/// Draws the boundary around a line's own ink: column by column from above its highest to below its lowest ink nearby, drawn in where
/// another line's ink would come inside and none of its own is in the way.
/// </summary>
internal static class LineOutline
{
    /// <param name="line">Has ink.</param>
    /// <param name="others">Lines whose ink is to be left out; may hold the line itself.</param>
    /// <param name="margin">Pixels kept free around all ink, at least 1.</param>
    public static Boundary Draw(LineInk line, IReadOnlyList<LineInk> others, int margin)
    {
        Box box = line.InkBox;
        int left = box.X - margin, width = box.Width + 2 * margin;
        int[] ownTop = Filled(width, int.MaxValue), ownBottom = Filled(width, int.MinValue);
        foreach (Component part in line.Parts)
        {
            foreach (Run run in part.Runs.Span)
            {
                for (int x = run.Left - left - margin; x < run.Right - left + margin; x++)
                {
                    ownTop[x] = Math.Min(ownTop[x], run.Y - margin);
                    ownBottom[x] = Math.Max(ownBottom[x], run.Y + 1 + margin);
                }
            }
        }

        int[] above = Filled(width, int.MinValue), below = Filled(width, int.MaxValue);
        foreach (LineInk other in others)
        {
            if (other == line || !Overlap(other.InkBox, box, margin))
                continue;
            foreach (Component part in other.Parts)
                if (Overlap(part.Box, box, margin))
                    Limit(part, line.Middle, left, margin, above, below);
        }

        var upper = new List<Point>(width + 2);
        var lower = new List<Point>(width + 2);
        int reach = (int)Math.Ceiling(line.CoreHeight);
        for (int x = 0; x < width; x++)
        {
            double middle = line.Middle.At(left + x);
            Range nearby = Math.Max(0, x - reach)..Math.Min(width, x + reach + 1);
            int highest = TensorPrimitives.Min<int>(ownTop.AsSpan(nearby)), lowest = TensorPrimitives.Max<int>(ownBottom.AsSpan(nearby));
            if (highest > lowest)
                (highest, lowest) = ((int)(middle + line.CoreTop), (int)(middle + line.CoreBase));
            // Own ink comes first, then the other lines' ink, then the smooth course.
            int top = Math.Min(Math.Max(highest, above[x]), Math.Min(ownTop[x], (int)middle - 1));
            int bottom = Math.Max(Math.Min(lowest, below[x]), Math.Max(ownBottom[x], (int)middle + 1));
            upper.Add(new Point(left + x + 0.5, top));
            lower.Add(new Point(left + x + 0.5, bottom));
        }
        return new Boundary([.. Chain(upper), .. Chain(lower).AsEnumerable().Reverse()]);
    }

    /// <summary>The other line's ink above this line's middle must stay above the boundary, what is below it below, with its half-dark rim.</summary>
    private static void Limit(Component part, LineCurve middle, int left, int margin, int[] above, int[] below)
    {
        foreach (Run run in part.Runs.Span)
        {
            int from = Math.Max(0, run.Left - margin - left), to = Math.Min(above.Length, run.Right + margin - left);
            bool isAbove = run.Y < middle.At((run.Left + run.Right) / 2.0);
            for (int x = from; x < to; x++)
            {
                if (isAbove)
                    above[x] = Math.Max(above[x], run.Y + 1 + margin);
                else
                    below[x] = Math.Min(below[x], run.Y - margin);
            }
        }
    }

    /// <summary>The points a polyline needs to keep within a pixel, drawn out by half a pixel to the outer edges of its end columns.</summary>
    private static List<Point> Chain(List<Point> points)
    {
        points[0] = points[0] with { X = points[0].X - 0.5 };
        points[^1] = points[^1] with { X = points[^1].X + 0.5 };
        return DouglasPeucker.Simplify(points, tolerance: 1);
    }

    private static bool Overlap(Box a, Box b, int margin) =>
        a.X < b.Right + margin && a.Right > b.X - margin && a.Y < b.Bottom + margin && a.Bottom > b.Y - margin;

    private static int[] Filled(int length, int value)
    {
        var values = new int[length];
        Array.Fill(values, value);
        return values;
    }
}
