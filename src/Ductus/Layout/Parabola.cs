namespace Ductus.Layout;

/// <summary>y = offset + slope · t + bend · t², where t = (x − centre) / half runs from −1 to 1 over a line.</summary>
internal sealed record Parabola(double Centre, double Half, double Offset, double Slope, double Bend)
{
    public double At(double x)
    {
        double t = (x - Centre) / Half;
        return Offset + t * (Slope + t * Bend);
    }

    /// <summary>The same span with the coefficients that fit the points best.</summary>
    /// <param name="points">At least 3 with different x for a bent curve, 2 for a straight one.</param>
    /// <param name="straight">Keeps the bend at 0.</param>
    public Parabola Fit(IReadOnlyList<Point> points, bool straight)
    {
        double s0 = points.Count, s1 = 0, s2 = 0, s3 = 0, s4 = 0, y0 = 0, y1 = 0, y2 = 0;
        foreach (Point point in points)
        {
            double t = (point.X - Centre) / Half, t2 = t * t;
            (s1, s2, s3, s4) = (s1 + t, s2 + t2, s3 + t2 * t, s4 + t2 * t2);
            (y0, y1, y2) = (y0 + point.Y, y1 + t * point.Y, y2 + t2 * point.Y);
        }

        // Normal equations by elimination: first the offset, then the slope.
        double a11 = s2 - s1 * s1 / s0, a12 = s3 - s1 * s2 / s0, a22 = s4 - s2 * s2 / s0;
        double b1 = y1 - s1 * y0 / s0, b2 = y2 - s2 * y0 / s0;
        double rest = a11 > 0 ? a22 - a12 * a12 / a11 : 0;
        double bend = straight || rest <= 1e-9 * s0 ? 0 : (b2 - a12 * b1 / a11) / rest;
        double slope = a11 <= 1e-9 * s0 ? 0 : (b1 - a12 * bend) / a11;
        return this with { Offset = (y0 - s1 * slope - s2 * bend) / s0, Slope = slope, Bend = bend };
    }
}
