namespace Ductus.Imaging;

/// <summary>Sets every pixel within a square around one that is set (dilation of a binary map).</summary>
internal static class Dilation
{
    /// <param name="map">(H, W) row-major, 0 or 1.</param>
    /// <param name="width">W</param>
    /// <param name="height">H</param>
    /// <param name="radius">Half of the square's side, without its middle.</param>
    public static byte[] Apply(byte[] map, int width, int height, int radius)
    {
        byte[] rows = new byte[map.Length], both = new byte[map.Length];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                if (map[y * width + x] != 0)
                    rows.AsSpan(y * width + Math.Max(0, x - radius), Math.Min(width, x + radius + 1) - Math.Max(0, x - radius)).Fill(1);
        for (int y = 0; y < height; y++)
            for (int from = Math.Max(0, y - radius); from < Math.Min(height, y + radius + 1); from++)
                for (int x = 0; x < width; x++)
                    both[y * width + x] |= rows[from * width + x];
        return both;
    }
}
