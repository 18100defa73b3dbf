using Ductus.Imaging;

namespace Ductus.Training.Synthesis;

/// <summary>Puts the ink on the paper and takes the picture of both.</summary>
internal static class Scan
{
    // How unevenly paper takes up ink: part of the ink missing at the roughest grain.
    private const float Grain = 0.28f, GrainPixels = 1.7f;

    public static GreyImage Take(InkMap ink, float[] sheet, Hand hand, Paper paper, Random random)
    {
        var grain = new SmoothNoise(random);
        float rough = paper.Texture > 0 ? Grain : 0;
        int width = ink.Width, height = ink.Height;
        var covered = new float[sheet.Length];
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = ink.Row(y);
            for (int x = 0; x < width; x++)
                if (row[x] > 0)
                    covered[y * width + x] = row[x] / 255f * (1 - rough * MathF.Max(0, grain.At(x / GrainPixels, y / GrainPixels)));
        }
        Blur.Apply(covered, width, height, paper.Blur);

        var pixels = new byte[sheet.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)Math.Clamp(MathF.Round(sheet[i] + covered[i] * (hand.InkLevel - sheet[i])), 0, 255);
        return new GreyImage(width, height, pixels);
    }
}
