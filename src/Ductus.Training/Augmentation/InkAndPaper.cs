using Ductus.Training.Torch;

namespace Ductus.Training.Augmentation;

/// <summary>Changes pen, ink, paper and scanner: everything that moves no stroke.</summary>
internal static class InkAndPaper
{
    // Deviation of the grain in the ink, and of the shade over the paper, of a line that has either in full.
    private const double InkGrain = 0.35, PaperGrain = 0.08, PaperShade = 0.12;

    /// <param name="ink">(B, 1, H, W) 0…1</param>
    /// <param name="options">How far.</param>
    /// <param name="random">Source of the parameters of each line.</param>
    public static Tensor Change(Tensor ink, AugmentationOptions options, Random random) => Shade(Strokes(ink, options, random), options, random);

    private static Tensor Strokes(Tensor ink, AugmentationOptions options, Random random)
    {
        int lines = (int)ink.Size(0);
        Device device = ink.Device;
        if (options.StrokeWidth > 0)
        {
            double Amount() => random.Happens(options.StrokeWidth) ? random.NextDouble() : 0;
            Tensor thicker = ink.MaxPool2d((3, 3), (1, 1), (1, 1)), thinner = (ink * -1.0).MaxPool2d((3, 3), (1, 1), (1, 1)) * -1.0;
            // Strokes a whole pixel thicker on each side would close the loops of small writing, thinner ones vanish.
            Tensor changed = ink + (thicker - ink) * Chance.PerLine(lines, device, () => 0.7 * Amount());
            ink = changed + (thinner - ink) * Chance.PerLine(lines, device, () => 0.5 * Amount());
        }
        if (options.Blur > 0)
        {
            Tensor blurred = ink.AveragePool2d((3, 3), (1, 1), (1, 1));
            ink = ink + (blurred - ink) * Chance.PerLine(lines, device, () => random.Happens(options.Blur) ? random.NextDouble() : 0);
        }
        return ink;
    }

    private static Tensor Shade(Tensor ink, AugmentationOptions options, Random random)
    {
        int lines = (int)ink.Size(0), height = (int)ink.Size(2), width = (int)ink.Size(3);
        Device device = ink.Device;
        if (options.Binarize > 0)
        {
            Tensor steepness = Chance.PerLine(lines, device, () => random.Happens(options.Binarize) ? 1 + 5 * random.NextDouble() : 1);
            ink = (ink + -0.5) * steepness + 0.5;
        }
        if (options.Contrast > 0)
            ink = ink * Chance.PerLine(lines, device, () => 1 + options.Contrast * random.Symmetric());
        ink = ink.Clamp(1e-4, 1);
        if (options.Gamma > 0)
            ink = ink.Pow(Chance.PerLine(lines, device, () => Math.Pow(1 + options.Gamma, random.Symmetric())));
        if (options.Fading > 0)
        {
            Tensor strength = TensorLayers.Uniform(device, lines, 1, 2, width / height + 2).ResizeBilinear(height, width);
            ink = ink * (strength * Chance.PerLine(lines, device, () => -options.Fading * random.NextDouble()) + 1.0);
        }
        if (options.Grain > 0)
        {
            // Fibres and pixels of another scanner: grain of two pixels, in the ink more than in the paper.
            Tensor amount = Chance.PerLine(lines, device, () => random.Happens(options.Grain) ? random.NextDouble() : 0);
            Tensor grain = TensorLayers.Normal(device, lines, 1, height / 2 + 1, width / 2 + 1).ResizeBilinear(height, width) * amount;
            ink = ink + (ink * InkGrain + PaperGrain) * grain;
            Tensor shade = TensorLayers.Normal(device, lines, 1, 2, width / (2 * height) + 2).ResizeBilinear(height, width);
            ink = ink + shade * amount * PaperShade;
        }
        if (options.Noise > 0)
        {
            Tensor noise = TensorLayers.Normal(device, lines, 1, height, width) * Chance.PerLine(lines, device, () => options.Noise * Math.Pow(random.NextDouble(), 2));
            ink = ink + noise;
        }
        return ink.Clamp(0, 1);
    }
}
