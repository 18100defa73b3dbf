using Ductus.Imaging;

namespace Ductus.Training.Synthesis;

/// <summary>Puts the ink on the paper and takes the picture of both.</summary>
internal static class Scan
{
    // How unevenly paper takes up ink: part of the ink missing at the roughest grain.
    private const float Grain = 0.28f, GrainPixels = 1.7f;

    // Dry stretches are as long as a few letters; inside them the ink breaks up into specks.
    private const float DryLength = 4, DryHeight = 2, DrySpeckPixels = 1.1f;

    // Other places of the same noise, so that grain, dry stretches and their specks have nothing to do with each other.
    private const float DryRow = 30, SpeckRow = 17;

    public static GreyImage Take(InkMap ink, float[] sheet, Hand hand, Paper paper, Random random)
    {
        float[] covered = Cover(ink, hand, paper, random);
        var pixels = new byte[sheet.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(MathF.Round(sheet[i] + covered[i] * (hand.Ink.Level - sheet[i])), 0, 255);
        return new GreyImage(ink.Width, ink.Height, pixels);
    }

    /// <summary>Black where the ink covers more than a share of the pixel, white elsewhere.</summary>
    public static GreyImage TakeBlackAndWhite(InkMap ink, Hand hand, Paper paper, double share, Random random)
    {
        float[] covered = Cover(ink, hand, paper, random);
        var pixels = new byte[covered.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = covered[i] > share ? (byte)0 : (byte)255;
        return new GreyImage(ink.Width, ink.Height, pixels);
    }

    /// <returns>How much of each pixel is covered with ink, 0…1, row-major.</returns>
    private static float[] Cover(InkMap ink, Hand hand, Paper paper, Random random)
    {
        var grain = new SmoothNoise(random);
        float rough = paper.Texture > 0 ? Grain : 0, unit = (float)hand.XHeightPixels, dryness = (float)hand.Ink.Dryness;
        int width = ink.Width, height = ink.Height;
        var covered = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = ink.Row(y);
            for (int x = 0; x < width; x++)
            {
                if (row[x] == 0)
                    continue;
                float amount = row[x] / 255f * (1 - rough * MathF.Max(0, grain.At(x / GrainPixels, y / GrainPixels)));
                if (dryness > 0)
                    amount *= 1 - Dry(grain, x, y, unit, dryness);
                covered[y * width + x] = amount;
            }
        }
        if (hand.Ink.Bleed > 0)
            Spread(covered, width, height, hand.Ink.Bleed * unit);
        Blur.Apply(covered, width, height, paper.Blur);
        return covered;
    }

    /// <summary>The part of the ink that is missing at a place.</summary>
    private static float Dry(SmoothNoise noise, int x, int y, float unit, float dryness)
    {
        float stretch = noise.At(x / (DryLength * unit), y / (DryHeight * unit) + DryRow) + 2 * dryness - 1;
        return stretch <= 0 ? 0 : Math.Clamp(2 * stretch * (noise.At(x / DrySpeckPixels, y / DrySpeckPixels + SpeckRow) + 0.5f), 0, 1);
    }

    // Ink that has spread is as black as before: the blurred edge is lifted again.
    private static void Spread(float[] covered, int width, int height, double deviation)
    {
        Blur.Apply(covered, width, height, deviation);
        for (int i = 0; i < covered.Length; i++)
            covered[i] = MathF.Min(1, 1.5f * covered[i]);
    }
}
