namespace Ductus.Layout;

/// <summary>Gives every piece of ink to the line it belongs to, or to none.</summary>
/// <remarks>
/// Ink in the core of one line belongs to it with all its ascenders and descenders. Ink in the cores of several is parted. Marks outside
/// all cores (dots, accents, quotation marks, commas, broken-off strokes) go to the line whose letters are nearest.
/// </remarks>
internal static class InkAssignment
{
    /// <summary>A dot is a mark no larger than this many stroke widths.</summary>
    private const double DotInStrokes = 2.5;

    /// <summary>Core heights of paper beyond which little ink at the end of a line is none of it.</summary>
    private const double StrayGap = 3.5;

    /// <summary>A neighbour's claim to a component: this part of the strongest claim's ink, reaching over this part of the core's height.</summary>
    private const double LeastShare = 0.2, LeastDepth = 0.6;

    /// <param name="lines">Given their parts.</param>
    /// <param name="letters">Ink large enough to be letters or parts of them.</param>
    /// <param name="specks">Smaller ink, which belongs to a line only beside its letters.</param>
    /// <param name="strokeWidth">Usual width of a stroke in pixels.</param>
    public static void Assign(IReadOnlyList<LineInk> lines, IReadOnlyList<Component> letters, IReadOnlyList<Component> specks, double strokeWidth)
    {
        if (lines.Count == 0)
            return;
        var marks = new List<Component>(specks);
        foreach (Component component in letters)
            AssignByCore(lines, component, marks, partings: 0);
        AssignMarks(lines, marks, strokeWidth);
        foreach (LineInk line in lines)
            DropStrays(line, strokeWidth);
    }

    private static void AssignByCore(IReadOnlyList<LineInk> lines, Component component, List<Component> marks, int partings)
    {
        List<(LineInk Line, double Weight)> claims = Claims(lines, component);
        switch (claims.Count)
        {
            case 0:
                marks.Add(component);
                break;
            case 1:
                claims[0].Line.Parts.Add(component);
                break;
            default:
                // Part the two uppermost lines; the lower part may go on to further lines.
                double x = component.Box.X + component.Box.Width / 2.0;
                claims.Sort((a, b) => a.Line.Middle.At(x).CompareTo(b.Line.Middle.At(x)));
                var (upper, lower) = TouchingLines.Split(component, claims[0].Line, claims[1].Line);
                if (upper.Count == 0 || lower.Count == 0 || partings > lines.Count)
                {
                    claims.MaxBy(claim => claim.Weight).Line.Parts.Add(component);
                    break;
                }
                claims[0].Line.Parts.AddRange(upper);
                foreach (Component part in lower)
                    AssignByCore(lines, part, marks, partings + 1);
                break;
        }
    }

    /// <summary>
    /// The lines in whose core the component has ink. A long stroke that only reaches into the core of a neighbour gives that one no
    /// claim, nor does little ink beside much.
    /// </summary>
    private static List<(LineInk Line, double Weight)> Claims(IReadOnlyList<LineInk> lines, Component component)
    {
        var claims = new List<(LineInk Line, double Weight, double Depth)>();
        Box box = component.Box;
        foreach (LineInk line in lines)
        {
            double margin = 4 * line.CoreHeight;
            if (box.Right < line.Middle.Left - margin || box.X > line.Middle.Right + margin)
                continue;
            double x = Math.Clamp(box.X + box.Width / 2.0, line.Middle.Left, line.Middle.Right);
            if (line.BaseAt(x) < box.Y - box.Width || line.TopAt(x) > box.Bottom + box.Width)
                continue;

            double weight = 0, highest = line.CoreBase, lowest = line.CoreTop;
            foreach (Run run in component.Runs.Span)
            {
                double offset = run.Y - line.Middle.At((run.Left + run.Right) / 2.0);
                if (offset < line.CoreTop || offset > line.CoreBase)
                    continue;
                weight += run.Length;
                (highest, lowest) = (Math.Min(highest, offset), Math.Max(lowest, offset));
            }
            if (weight > 0)
                claims.Add((line, weight, (lowest - highest) / line.CoreHeight));
        }
        double strongest = claims.Count > 0 ? claims.Max(claim => claim.Weight) : 0;
        return [.. claims.Where(claim => claim.Weight == strongest || (claim.Weight >= LeastShare * strongest && claim.Depth >= LeastDepth))
            .Select(claim => (claim.Line, claim.Weight))];
    }

    private static void AssignMarks(IReadOnlyList<LineInk> lines, List<Component> marks, double strokeWidth)
    {
        // Distances are measured to the letters, not to marks assigned before.
        int[] letters = [.. lines.Select(line => line.Parts.Count)];
        foreach (Component mark in marks)
        {
            LineInk? best = null;
            double bestDistance = double.MaxValue;
            for (int i = 0; i < lines.Count; i++)
            {
                double distance = MarkDistance(lines[i], letters[i], mark.Box, isDot: mark.Extent <= DotInStrokes * strokeWidth);
                if (distance < bestDistance)
                    (best, bestDistance) = (lines[i], distance);
            }
            best?.Parts.Add(mark);
        }
    }

    /// <summary>
    /// How far a mark is from a line in core heights, ∞ where it is too far: from the core, with more weight below than above it (dots,
    /// accents and quotation marks stand above their letters, only commas and tails hang below), and from the nearest letter.
    /// </summary>
    private static double MarkDistance(LineInk line, int letters, Box mark, bool isDot)
    {
        double x = mark.X + mark.Width / 2.0, core = line.CoreHeight;
        if (mark.Right < line.Middle.Left - 3 * core || mark.X > line.Middle.Right + 3 * core)
            return double.PositiveInfinity;
        double above = (line.TopAt(x) - mark.Bottom) / core, below = (mark.Y - line.BaseAt(x)) / core;
        if (above > (isDot ? 1.7 : 2.5) || below > (isDot ? 0.5 : 1.5))
            return double.PositiveInfinity;
        double nearest = double.PositiveInfinity;
        for (int i = 0; i < letters; i++)
            nearest = Math.Min(nearest, Distance(line.Parts[i].Box, mark));
        return nearest > (isDot ? 1.7 : 3) * core ? double.PositiveInfinity
            : Math.Max(0, Math.Max(above, 1.6 * below)) + 0.5 * nearest / core;
    }

    /// <summary>Takes away what stands far off at either end of a line and is less than a letter: specks, creases.</summary>
    private static void DropStrays(LineInk line, double strokeWidth)
    {
        line.Parts.Sort((a, b) => a.Box.X.CompareTo(b.Box.X));
        line.Parts.RemoveRange(0, Strays(line.Parts));
        line.Parts.Sort((a, b) => b.Box.Right.CompareTo(a.Box.Right));
        line.Parts.RemoveRange(0, Strays(line.Parts));

        int Strays(List<Component> fromTheEnd)
        {
            int strays = 0, area = 0, near = int.MinValue, far = int.MaxValue;
            for (int i = 0; i < fromTheEnd.Count; i++)
            {
                Box box = fromTheEnd[i].Box;
                int gap = i == 0 ? 0 : Math.Max(box.X - near, far - box.Right);
                if (gap > StrayGap * line.CoreHeight && area < line.CoreHeight * strokeWidth)
                    strays = i;
                area += fromTheEnd[i].Area;
                (near, far) = (Math.Max(near, box.Right), Math.Min(far, box.X));
            }
            return strays;
        }
    }

    private static double Distance(Box a, Box b)
    {
        double x = Math.Max(0, Math.Max(a.X - b.Right, b.X - a.Right)), y = Math.Max(0, Math.Max(a.Y - b.Bottom, b.Y - a.Bottom));
        return Math.Sqrt(x * x + y * y);
    }
}
