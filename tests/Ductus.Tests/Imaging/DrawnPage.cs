using Ductus.Imaging;

namespace Ductus.Tests.Imaging;

/// <summary>Pages of something like writing, drawn as lines of short upright strokes of irregular height with gaps between "words".</summary>
internal static class DrawnPage
{
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="slope">Of the lines: pixels down for each to the right.</param>
    /// <param name="paper">Grey of the paper at a place.</param>
    /// <param name="inkPart">Brightness of ink beside the paper it is on.</param>
    public static GreyImage Make(int width, int height, double slope = 0, Func<int, int, double>? paper = null, double inkPart = 0.3)
    {
        var random = new Random(11);
        var strokes = new bool[width * height];
        for (int line = 60; line < height - 40; line += 50)
            for (int x = 40; x < width - 40; x += random.Next(10) == 0 ? 30 : 8)
            {
                int baseline = line + (int)Math.Round(slope * (x - width / 2.0));
                int top = baseline - (random.Next(4) == 0 ? 26 : 16), bottom = baseline + (random.Next(8) == 0 ? 9 : 0);
                for (int y = Math.Max(0, top); y < Math.Min(height, bottom); y++)
                    strokes[y * width + x] = strokes[y * width + x + 1] = strokes[y * width + x + 2] = true;
            }
        var pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp((paper?.Invoke(i % width, i / width) ?? 220) * (strokes[i] ? inkPart : 1) + random.Next(-4, 5), 0, 255);
        return new GreyImage(width, height, pixels);
    }
}
