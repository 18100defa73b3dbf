namespace Ductus.Layout;

/// <summary>An upright rectangle on the page: left, top, width and height in pixels, y down.</summary>
public readonly record struct Box(int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;

    public long Area => (long)Width * Height;

    /// <summary>Intersection over union of two boxes, 0…1; 0 where both are empty.</summary>
    public double IntersectionOverUnion(Box other)
    {
        long width = Math.Min(Right, other.Right) - Math.Max(X, other.X), height = Math.Min(Bottom, other.Bottom) - Math.Max(Y, other.Y);
        if (width <= 0 || height <= 0)
            return 0;
        return (double)(width * height) / (Area + other.Area - width * height);
    }
}
