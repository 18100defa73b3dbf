namespace Ductus.Layout;

/// <summary>Coordinates along and across a line of writing: turned to its tilt, and shifted across so that its baseline becomes straight.</summary>
internal sealed class LineFrame
{
    private readonly Point _origin;
    private readonly double _cosine = 1, _sine;
    private readonly IReadOnlyList<Point> _bends = [];

    private LineFrame(Point origin, double tilt, IReadOnlyList<Point> baseline, double levelBend)
    {
        (_origin, _cosine, _sine) = (origin, Math.Cos(tilt), Math.Sin(tilt));
        Point[] turned = [.. baseline.Select(Turn)];
        if (turned.Any(point => Math.Abs(point.Y - turned[0].Y) > levelBend))
            _bends = [.. turned.Select(point => point with { Y = point.Y - turned[0].Y })];
    }

    /// <param name="line">Without a baseline it counts as level.</param>
    /// <param name="levelTilt">Tilt in radians up to which the frame is not turned; it is the page itself unless the line is also bent.</param>
    /// <param name="levelBend">Distance in pixels from the straight line up to which nothing is shifted.</param>
    public static LineFrame Of(TextLine line, double levelTilt, double levelBend)
    {
        if (line.Baseline is null)
            return new LineFrame(default, tilt: 0, [], levelBend);
        Point first = line.Baseline.Points[0], last = line.Baseline.Points[^1];
        double tilt = Math.Atan2(last.Y - first.Y, last.X - first.X);
        return Math.Abs(tilt) <= levelTilt
            ? new LineFrame(default, tilt: 0, line.Baseline.Points, Math.Max(levelBend, Math.Abs(last.Y - first.Y) + levelBend))
            : new LineFrame(first, tilt, line.Baseline.Points, levelBend);
    }

    /// <summary>Its coordinates are the page's own.</summary>
    public bool IsPage => _sine == 0 && _origin == default && _bends.Count == 0;

    /// <returns>X along the line, Y across it, downwards; for a level straight line the page's own coordinates.</returns>
    public Point FromPage(Point point)
    {
        Point turned = Turn(point);
        return turned with { Y = turned.Y - Bend(turned.X) };
    }

    public Point ToPage(Point point)
    {
        double y = point.Y + Bend(point.X);
        return new Point(_origin.X + _cosine * point.X - _sine * y, _origin.Y + _sine * point.X + _cosine * y);
    }

    private Point Turn(Point point)
    {
        double x = point.X - _origin.X, y = point.Y - _origin.Y;
        return new Point(_cosine * x + _sine * y, _cosine * y - _sine * x);
    }

    /// <summary>How far the baseline lies below a straight one; as at its ends beyond them.</summary>
    private double Bend(double x)
    {
        if (_bends.Count == 0)
            return 0;
        int i = 1;
        while (i < _bends.Count - 1 && _bends[i].X < x)
            i++;
        Point a = _bends[i - 1], b = _bends[i];
        double t = b.X > a.X ? Math.Clamp((x - a.X) / (b.X - a.X), 0, 1) : 0;
        return a.Y + t * (b.Y - a.Y);
    }
}
