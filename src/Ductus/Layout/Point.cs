namespace Ductus.Layout;

/// <summary>A place on the page in pixels from the top left corner, y down.</summary>
public readonly record struct Point(double X, double Y);
