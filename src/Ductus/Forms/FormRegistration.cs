using Ductus.Layout;

namespace Ductus.Forms;

/// <summary>
/// Lays a scan upon a blank form by the printed lines of both: first scale and shift, rows and columns on their own, by where lines lie; then, line
/// by line, the affine map that fits best.
/// </summary>
/// <remarks>O(scales · shifts · lines).</remarks>
internal static class FormRegistration
{
    private const double SmallestScale = 0.78, LargestScale = 1.28, ScaleStep = 0.004, MostShift = 0.28;

    /// <summary>Scales of rows and columns differ by no more than this: scanners pull paper unevenly, but little.</summary>
    private const double MostAnisotropy = 0.02;

    /// <summary>Ends of lines weigh as much as this many pixels of a line, so that writing lines alone tell where columns are.</summary>
    private const int EndWeight = 12;

    private const int Candidates = 6, PointStep = 6, FarFromLine = 12;

    /// <summary>Forms with less print than this are told apart by their lines alone.</summary>
    private const int LeastPrintPoints = 50;

    /// <param name="blank">The form as it was printed.</param>
    /// <param name="fields">Boxes on the small blank form in which people write: their strokes are no printed lines.</param>
    /// <param name="scan">What may be a filled one.</param>
    /// <returns>From the small blank form to the small scan, and how well that fits.</returns>
    public static (AffineMap Map, FormLikeness Likeness) Find(FormLines blank, IReadOnlyList<Box> fields, FormLines scan)
    {
        var best = (Map: AffineMap.Identity, Share: -1.0);
        var rows = Matches(Marks(blank.Level, blank.Upright), Profile(scan.Level, scan.Upright, scan.Height), blank.Height, scan.Height, SmallestScale, LargestScale);
        foreach (var (scaleY, shiftY, _) in rows)
        {
            var columns = Matches(Marks(blank.Upright, blank.Level), Profile(scan.Upright, scan.Level, scan.Width), blank.Width, scan.Width,
                scaleY * (1 - MostAnisotropy), scaleY * (1 + MostAnisotropy));
            foreach (var (scaleX, shiftX, _) in columns)
            {
                var map = AffineMap.Scaled(scaleX, scaleY, shiftX, shiftY);
                double share = ShareOn(scan.NearInk, scan.Width, scan.Height, blank.InkPoints, map);
                if (share > best.Share)
                    best = (map, share);
            }
        }
        AffineMap refined = Refine(blank, scan, best.Map);
        return (refined, Likeness(blank, fields, scan, refined));
    }

    /// <summary>Where lines lie across and how much of them, and where the ends of the lines that cross them lie.</summary>
    private static List<(int Place, double Weight)> Marks(IReadOnlyList<FormLine> lines, IReadOnlyList<FormLine> crossing)
    {
        // At most one for each row, or a table of many boxes would take long.
        var weights = new SortedDictionary<int, double>();
        void Add(int place, double weight) => weights[place] = weights.GetValueOrDefault(place) + weight;
        foreach (FormLine line in lines)
            Add(line.Across, line.Length);
        foreach (FormLine line in crossing)
        {
            Add(line.Start, EndWeight);
            Add(line.End, EndWeight);
        }
        return [.. weights.Select(mark => (mark.Key, mark.Value))];
    }

    private static float[] Profile(IReadOnlyList<FormLine> lines, IReadOnlyList<FormLine> crossing, int extent)
    {
        var profile = new float[extent];
        foreach (var (place, weight) in Marks(lines, crossing))
            for (int at = Math.Max(0, place - 2); at < Math.Min(extent, place + 3); at++)
                profile[at] += (float)weight;
        return profile;
    }

    /// <summary>Scales and shifts of one direction with which the marks fall upon the profile's, the best first, no two nearly the same.</summary>
    private static List<(double Scale, double Shift, double Score)> Matches(
        List<(int Place, double Weight)> marks, float[] profile, int blankExtent, int scanExtent, double smallest, double largest)
    {
        double all = marks.Sum(mark => mark.Weight), middle = blankExtent / 2.0;
        var found = new List<(double Scale, double Shift, double Score)>();
        if (all == 0)
            return found;
        int reach = (int)(MostShift * scanExtent);
        for (double scale = smallest; scale <= largest; scale += ScaleStep)
        {
            // Shifts of the middle, for these do not depend on the scale.
            for (int moved = -reach; moved <= reach; moved++)
            {
                double shift = scanExtent / 2.0 + moved - scale * middle, score = 0;
                foreach (var (place, weight) in marks)
                {
                    int at = (int)Math.Round(scale * place + shift);
                    if ((uint)at < (uint)profile.Length)
                        score += Math.Min(scale * weight, profile[at]);
                }
                score /= scale * all;
                if (score > 0.2)
                    found.Add((scale, shift, score));
            }
        }
        var kept = new List<(double Scale, double Shift, double Score)>();
        foreach (var one in found.OrderByDescending(one => one.Score))
        {
            if (kept.All(other => Math.Abs(other.Scale * middle + other.Shift - one.Scale * middle - one.Shift) > 5 || Math.Abs(other.Scale - one.Scale) > 2.5 * ScaleStep))
                kept.Add(one);
            if (kept.Count == Candidates)
                break;
        }
        return kept;
    }

    /// <summary>Moves the map so that the blank form's lines fall upon the scan's: least squares, thrice, with less and less patience for what lies far off.</summary>
    private static AffineMap Refine(FormLines blank, FormLines scan, AffineMap map)
    {
        Point[] level = [.. Along(blank.Level, isLevel: true)], upright = [.. Along(blank.Upright, isLevel: false)];
        foreach (int reach in (ReadOnlySpan<int>)[FarFromLine, FarFromLine / 2, FormLines.NearPixels + 1])
        {
            var rows = new PlaneFit();
            var columns = new PlaneFit();
            foreach (Point point in level)
                if (Nearest(scan.LevelMap, scan.Width, scan.Height, map.Apply(point.X, point.Y), reach, isLevel: true) is { } y)
                    rows.Add(point.X, point.Y, y);
            foreach (Point point in upright)
                if (Nearest(scan.UprightMap, scan.Width, scan.Height, map.Apply(point.X, point.Y), reach, isLevel: false) is { } x)
                    columns.Add(point.X, point.Y, x);
            // Few lines in one direction must not bend the other.
            var (yx, yy, y0) = rows.Solve(map.Yx, map.Yy, map.Y0, blank.Width, blank.Height);
            var (xx, xy, x0) = columns.Solve(map.Xx, map.Xy, map.X0, blank.Width, blank.Height);
            map = new AffineMap(xx, xy, x0, yx, yy, y0);
        }
        return map;
    }

    private static FormLikeness Likeness(FormLines blank, IReadOnlyList<Box> fields, FormLines scan, AffineMap map)
    {
        int found = 0, all = 0;
        foreach (var (lines, lineMap, isLevel) in ((IReadOnlyList<FormLine>, byte[], bool)[])[(blank.Level, scan.LevelMap, true), (blank.Upright, scan.UprightMap, false)])
        {
            foreach (Point point in Along(lines, isLevel))
            {
                all++;
                found += Nearest(lineMap, scan.Width, scan.Height, map.Apply(point.X, point.Y), FormLines.NearPixels, isLevel) is null ? 0 : 1;
            }
        }

        AffineMap back = map.Inverse();
        int own = 0, scanned = 0;
        foreach (var (lines, isLevel) in ((IReadOnlyList<FormLine>, bool)[])[(scan.Level, true), (scan.Upright, false)])
        {
            foreach (Point point in Along(lines, isLevel))
            {
                Point at = back.Apply(point.X, point.Y);
                bool isOwn = IsSet(blank.NearLines, blank.Width, blank.Height, at);
                if (!isOwn && fields.Any(field => at.X >= field.X && at.X < field.Right && at.Y >= field.Y && at.Y < field.Bottom))
                    continue;
                scanned++;
                own += isOwn ? 1 : 0;
            }
        }
        double print = blank.PrintPoints.Length < LeastPrintPoints ? 1 : ShareOn(scan.NearInk, scan.Width, scan.Height, blank.PrintPoints, map);
        return new FormLikeness(Share(found, all), print, Share(own, scanned));
    }

    private static double Share(int part, int all) => all == 0 ? 0 : (double)part / all;

    private static IEnumerable<Point> Along(IReadOnlyList<FormLine> lines, bool isLevel)
    {
        foreach (FormLine line in lines)
            for (int at = line.Start; at < line.End; at += PointStep)
                yield return isLevel ? new Point(at + 0.5, line.Across + 0.5) : new Point(line.Across + 0.5, at + 0.5);
    }

    private static double ShareOn(byte[] map, int width, int height, Point[] points, AffineMap to) =>
        points.Length == 0 ? 0 : points.Count(point => IsSet(map, width, height, to.Apply(point.X, point.Y))) / (double)points.Length;

    private static bool IsSet(byte[] map, int width, int height, Point at)
    {
        int x = (int)Math.Floor(at.X), y = (int)Math.Floor(at.Y);
        return (uint)x < (uint)width && (uint)y < (uint)height && map[y * width + x] != 0;
    }

    /// <summary>The middle of the line nearest to a place, across the line's direction; none within reach.</summary>
    private static double? Nearest(byte[] map, int width, int height, Point at, int reach, bool isLevel)
    {
        int x = (int)Math.Floor(at.X), y = (int)Math.Floor(at.Y);
        bool Set(int off)
        {
            var (px, py) = isLevel ? (x, y + off) : (x + off, y);
            return (uint)px < (uint)width && (uint)py < (uint)height && map[py * width + px] != 0;
        }
        for (int off = 0; off <= reach; off++)
        {
            foreach (int side in (ReadOnlySpan<int>)[off, -off])
            {
                if (!Set(side))
                    continue;
                int first = side, last = side;
                while (side - first < reach && Set(first - 1))
                    first--;
                while (last - side < reach && Set(last + 1))
                    last++;
                return (isLevel ? y : x) + (first + last) / 2.0 + 0.5;
            }
        }
        return null;
    }
}
