using Ductus.Layout;

namespace Ductus.Forms;

/// <summary>Where the points of one image lie in another: x' = Xx·x + Xy·y + X0, y' = Yx·x + Yy·y + Y0, pixels, y down.</summary>
internal readonly record struct AffineMap(double Xx, double Xy, double X0, double Yx, double Yy, double Y0)
{
    /// <summary>The map that leaves everything where it is.</summary>
    public static AffineMap Identity { get; } = new(1, 0, 0, 0, 1, 0);

    /// <summary>Scales by x and y on their own, then shifts.</summary>
    public static AffineMap Scaled(double x, double y, double shiftX = 0, double shiftY = 0) => new(x, 0, shiftX, 0, y, shiftY);

    /// <summary>Turns about a point, clockwise as seen.</summary>
    public static AffineMap Turned(double angleRadians, Point about)
    {
        (double sine, double cosine) = Math.SinCos(angleRadians);
        return new AffineMap(cosine, -sine, about.X - cosine * about.X + sine * about.Y, sine, cosine, about.Y - sine * about.X - cosine * about.Y);
    }

    /// <summary>Mean scale of lengths.</summary>
    public double Scale => Math.Sqrt(Math.Abs(Xx * Yy - Xy * Yx));

    /// <summary>How far level lines are turned, clockwise as seen.</summary>
    public double AngleRadians => Math.Atan2(Yx, Xx);

    public Point Apply(double x, double y) => new(Xx * x + Xy * y + X0, Yx * x + Yy * y + Y0);

    /// <summary>First this map, then another.</summary>
    public AffineMap Then(AffineMap next) => new(
        next.Xx * Xx + next.Xy * Yx, next.Xx * Xy + next.Xy * Yy, next.Xx * X0 + next.Xy * Y0 + next.X0,
        next.Yx * Xx + next.Yy * Yx, next.Yx * Xy + next.Yy * Yy, next.Yx * X0 + next.Yy * Y0 + next.Y0);

    /// <summary>The way back.</summary>
    public AffineMap Inverse()
    {
        double determinant = Xx * Yy - Xy * Yx;
        double xx = Yy / determinant, xy = -Xy / determinant, yx = -Yx / determinant, yy = Xx / determinant;
        return new AffineMap(xx, xy, -xx * X0 - xy * Y0, yx, yy, -yx * X0 - yy * Y0);
    }
}
