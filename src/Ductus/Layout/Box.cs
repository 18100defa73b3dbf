namespace Ductus.Layout;

/// <summary>An upright rectangle on the page: left, top, width and height in pixels, y down.</summary>
public readonly record struct Box(int X, int Y, int Width, int Height)
{
    /// <summary>The smallest box that holds all the given ones, of which there is at least one.</summary>
    public static Box Around(IEnumerable<Box> boxes)
    {
        int left = int.MaxValue, top = int.MaxValue, right = int.MinValue, bottom = int.MinValue;
        foreach (Box box in boxes)
        {
            (left, top) = (Math.Min(left, box.X), Math.Min(top, box.Y));
            (right, bottom) = (Math.Max(right, box.Right), Math.Max(bottom, box.Bottom));
        }
        return left <= right ? new Box(left, top, right - left, bottom - top) : throw new ArgumentException("There is no box to go around.", nameof(boxes));
    }

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
