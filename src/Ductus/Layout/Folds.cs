namespace Ductus.Layout;

/// <summary>Takes out what stands upright over several lines and is narrow all the way: the edge of a sheet, a fold, the shadow at a binding.</summary>
internal static class Folds
{
    /// <summary>Height in stroke widths that no letter reaches, nor letters of a few lines that touch.</summary>
    private const double LeastHeight = 60;

    /// <summary>Height in widths: about 9° off upright, where it is thin.</summary>
    private const double LeastSlenderness = 6;

    /// <summary>Removes the folds from the components.</summary>
    /// <returns>Where they run, as vertical rulings: writing on both sides belongs to two pages or columns.</returns>
    public static List<RuledLine> Remove(List<Component> components, double strokeWidth)
    {
        List<Component> folds = components.FindAll(component =>
            component.Box.Height >= Math.Max(LeastHeight * strokeWidth, LeastSlenderness * component.Box.Width));
        components.RemoveAll(folds.Contains);
        return [.. folds.Select(fold => new RuledLine(RulingDirection.Vertical, Course(fold)))];
    }

    /// <summary>The straight line through the middles of the upper and the lower half, from top to bottom.</summary>
    private static List<Point> Course(Component fold)
    {
        Box box = fold.Box;
        double upper = Middle(run => run.Y < box.Y + box.Height / 2), lower = Middle(run => run.Y >= box.Y + box.Height / 2), quarter = (lower - upper) / 2;
        return [new Point(box.Y, upper - quarter), new Point(box.Bottom - 1, lower + quarter)];

        double Middle(Func<Run, bool> isIn)
        {
            double sum = 0, weight = 0;
            foreach (Run run in fold.Runs.Span)
                if (isIn(run))
                    (sum, weight) = (sum + run.Length * (run.Left + run.Right - 1) / 2.0, weight + run.Length);
            return sum / weight;
        }
    }
}
