using Ductus.Imaging;
using Ductus.Training.Batching;
using Ductus.Training.Torch;

namespace Ductus.Training.Augmentation;

/// <summary>A picture of what augmentation makes of training lines, for a person to judge whether it still looks like writing.</summary>
public static class AugmentationPreview
{
    private const int Gap = 6;

    /// <summary>Every line as it is, and below it some of the ways in which it is shown to the network, dark on white.</summary>
    /// <param name="recipe">How lines are changed.</param>
    /// <param name="lines">Of one height.</param>
    /// <param name="variants">Changed copies of each line, at least 1.</param>
    public static GreyImage Draw(Recipe recipe, IReadOnlyList<TrainingLine> lines, int variants)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lines.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(variants, 1);
        using var scope = new TensorScope();
        var batch = new TrainingBatch(lines);
        var augmentation = new LineAugmentation(recipe.Augmentation, recipe.FrameStride);
        var versions = new List<(float[] Ink, int Width)>();
        (Tensor plain, _) = LineAugmentation.Plain(batch, recipe.FrameStride, Device.Cpu);
        versions.Add((plain.ToArray<float>(), (int)plain.Size(3)));
        for (int variant = 0; variant < variants; variant++)
        {
            int seed = BatchOrder.HashCode(recipe.Seed, variant);
            Libtorch.Seed((uint)seed);
            (Tensor changed, _) = augmentation.Apply(batch, new Random(seed), Device.Cpu);
            versions.Add((changed.ToArray<float>(), (int)changed.Size(3)));
        }

        int height = batch.Height, width = versions.Max(version => version.Width) + 2 * Gap;
        int rows = lines.Count * (versions.Count * (height + Gap) + 2 * Gap) + Gap;
        var pixels = new byte[rows * width];
        Array.Fill(pixels, (byte)255);
        int top = Gap;
        for (int line = 0; line < lines.Count; line++, top += 2 * Gap)
        {
            foreach (var (ink, columns) in versions)
            {
                for (int y = 0; y < height; y++)
                    for (int x = 0; x < columns; x++)
                        pixels[(top + y) * width + Gap + x] = (byte)MathF.Round(255 * (1 - ink[(line * height + y) * columns + x]));
                top += height + Gap;
            }
        }
        return new GreyImage(width, rows, pixels);
    }
}
