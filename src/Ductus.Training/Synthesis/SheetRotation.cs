using Ductus.Layout;

namespace Ductus.Training.Synthesis;

/// <summary>Turns an upright sheet about its middle onto a page image that the scanner took slightly askew.</summary>
internal readonly record struct SheetRotation
{
    private readonly double _centreX, _centreY, _cosine, _sine;

    /// <param name="angleRadians">Clockwise as seen, because y points down.</param>
    public SheetRotation(int width, int height, double angleRadians)
    {
        (_centreX, _centreY) = (width / 2.0, height / 2.0);
        (_sine, _cosine) = Math.SinCos(angleRadians);
    }

    /// <summary>Where a place of the upright sheet comes to lie on the page image.</summary>
    public Point ToPage(double x, double y) => new(
        _centreX + _cosine * (x - _centreX) - _sine * (y - _centreY),
        _centreY + _sine * (x - _centreX) + _cosine * (y - _centreY));

    /// <summary>The way back.</summary>
    public Point ToSheet(double x, double y) => new(
        _centreX + _cosine * (x - _centreX) + _sine * (y - _centreY),
        _centreY - _sine * (x - _centreX) + _cosine * (y - _centreY));
}
