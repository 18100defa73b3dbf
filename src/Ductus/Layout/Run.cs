namespace Ductus.Layout;

/// <summary>Ink pixels side by side in one row: columns <paramref name="Left"/> (inside) to <paramref name="Right"/> (outside).</summary>
internal readonly record struct Run(int Y, int Left, int Right)
{
    public int Length => Right - Left;
}
