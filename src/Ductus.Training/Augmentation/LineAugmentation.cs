using Ductus.Training.Batching;
using Ductus.Training.Torch;

namespace Ductus.Training.Augmentation;

/// <summary>
/// Changes the lines of a batch at random by tensor operations on the training device: place and shape by one resampling,
/// then stroke width, sharpness, ink and paper. All chance comes from the seed of the step.
/// </summary>
public sealed class LineAugmentation(AugmentationOptions options, int frameStride)
{
    /// <summary>Rows between the two ends of a turned line, in parts of the height.</summary>
    private const double MostDrift = 0.2;

    private static readonly Operator AffineGrid = new("aten::affine_grid_generator");

    /// <summary>The batch as the network sees it, unchanged but for padding to whole frames.</summary>
    /// <returns>Ink (B, 1, H, W) 0…1 and the columns of each line.</returns>
    public static (Tensor Ink, int[] Widths) Plain(TrainingBatch batch, int frameStride, Device device)
    {
        int[] widths = [.. batch.Lines.Select(line => line.Image.Width)];
        int padded = Round(batch.Width, frameStride);
        Tensor ink = Load(batch, device);
        return (ink.PadRight(padded - batch.Width), widths);
    }

    /// <param name="batch">Lines as they are.</param>
    /// <param name="random">Source of the parameters of each line; the noise comes from libtorch's generator.</param>
    /// <param name="device">Where the work is done and the result lies.</param>
    /// <returns>Ink (B, 1, H, W) 0…1 and the columns that each line fills now.</returns>
    public (Tensor Ink, int[] Widths) Apply(TrainingBatch batch, Random random, Device device)
    {
        int lines = batch.Lines.Count, height = batch.Height;
        double[] scales = [.. batch.Lines.Select(_ => 1 + options.WidthScale * Symmetric(random))];
        int[] widths = [.. batch.Lines.Select((line, i) => Math.Max(1, (int)Math.Round(line.Image.Width * scales[i])))];
        int width = Round(widths.Max(), frameStride);

        Tensor ink = Warp(Load(batch, device), batch, scales, width, random, device);
        ink = Strokes(ink, lines, random, device);
        ink = Shade(ink, lines, height, width, random, device);
        return (ink, widths);
    }

    private static int Round(int width, int frameStride) => (width + frameStride - 1) / frameStride * frameStride;

    private static Tensor Load(TrainingBatch batch, Device device) =>
        Tensor.From<byte>(batch.Ink, [batch.Lines.Count, 1, batch.Height, batch.Width], device).To(DataType.Float32) * (1 / 255.0);

    private static double Symmetric(Random random) => 2 * random.NextDouble() - 1;

    /// <summary>A number for each line, (B, 1, 1, 1).</summary>
    private static Tensor PerLine(int lines, Device device, Func<double> value)
    {
        var values = new float[lines];
        for (int i = 0; i < lines; i++)
            values[i] = (float)value();
        return Tensor.From<float>(values, [lines, 1, 1, 1], device);
    }

    private Tensor Warp(Tensor ink, TrainingBatch batch, double[] scales, int width, Random random, Device device)
    {
        int lines = batch.Lines.Count, height = batch.Height;
        // Rows of theta map a place in the result, −1…1 both ways, to a place in the source (Jaderberg et al. 2015, equation 1).
        var theta = new float[lines * 6];
        for (int i = 0; i < lines; i++)
        {
            double shear = options.Shear * Symmetric(random);
            // A long line turned by much would leave the image at its ends.
            double steepest = Math.Min(Math.Tan(options.RotationDegrees * Math.PI / 180), MostDrift * height / batch.Lines[i].Image.Width);
            double scaleY = 1 + options.HeightScale * Symmetric(random), shift = options.VerticalShift * Symmetric(random) * height;
            // In pixels from the middle of the line: x' = x / scaleX + shear·y, y' = y / scaleY + slope·x.
            double centre = batch.Lines[i].Image.Width / 2.0, target = centre * scales[i];
            double xx = 1 / scales[i], xy = shear, yx = steepest * Symmetric(random), yy = 1 / scaleY;
            // Result pixel X = (u + 1)·width/2, Y = v·height/2 from the middle; source u' = 2·x / W − 1 with W the source's columns.
            theta[i * 6] = (float)(xx * width / batch.Width);
            theta[i * 6 + 1] = (float)(xy * height / batch.Width);
            theta[i * 6 + 2] = (float)((2 * centre + 2 * xx * (width / 2.0 - target)) / batch.Width - 1);
            theta[i * 6 + 3] = (float)(yx * width / height);
            theta[i * 6 + 4] = (float)yy;
            theta[i * 6 + 5] = (float)((2 * yx * (width / 2.0 - target) + 2 * shift) / height);
        }
        Tensor grid = AffineGrid.Call(Tensor.From<float>(theta, [lines, 2, 3], device), (long[])[lines, 1, height, width], false);
        if (options.Elastic > 0)
        {
            Tensor coarse = TensorLayers.Normal(device, lines, 2, height / options.ElasticSpacing + 2, width / options.ElasticSpacing + 2);
            Tensor pixels = Tensor.From<float>([(float)(2 * options.Elastic / batch.Width), (float)(2 * options.Elastic / height)], [2], device);
            grid = grid + coarse.ResizeBilinear(height, width).Permute(0, 2, 3, 1) * pixels;
        }
        return ink.GridSample(grid);
    }

    private Tensor Strokes(Tensor ink, int lines, Random random, Device device)
    {
        if (options.StrokeWidth > 0)
        {
            double Amount(double chance) => chance < options.StrokeWidth ? random.NextDouble() : 0;
            Tensor thicker = ink.MaxPool2d((3, 3), (1, 1), (1, 1)), thinner = (ink * -1.0).MaxPool2d((3, 3), (1, 1), (1, 1)) * -1.0;
            // Strokes a whole pixel thicker on each side would close the loops of small writing, thinner ones vanish.
            Tensor changed = ink + (thicker - ink) * PerLine(lines, device, () => 0.7 * Amount(random.NextDouble()));
            ink = changed + (thinner - ink) * PerLine(lines, device, () => 0.5 * Amount(random.NextDouble()));
        }
        if (options.Blur > 0)
        {
            Tensor blurred = ink.AveragePool2d((3, 3), (1, 1), (1, 1));
            ink = ink + (blurred - ink) * PerLine(lines, device, () => random.NextDouble() < options.Blur ? random.NextDouble() : 0);
        }
        return ink;
    }

    private Tensor Shade(Tensor ink, int lines, int height, int width, Random random, Device device)
    {
        if (options.Binarize > 0)
        {
            Tensor steepness = PerLine(lines, device, () => random.NextDouble() < options.Binarize ? 1 + 5 * random.NextDouble() : 1);
            ink = (ink + -0.5) * steepness + 0.5;
        }
        ink = ink.Clamp(1e-4, 1);
        if (options.Gamma > 0)
            ink = ink.Pow(PerLine(lines, device, () => Math.Pow(1 + options.Gamma, Symmetric(random))));
        if (options.Fading > 0)
        {
            Tensor strength = TensorLayers.Uniform(device, lines, 1, 2, width / height + 2).ResizeBilinear(height, width);
            ink = ink * (strength * PerLine(lines, device, () => -options.Fading * random.NextDouble()) + 1.0);
        }
        if (options.Noise > 0)
        {
            Tensor noise = TensorLayers.Normal(device, lines, 1, height, width) * PerLine(lines, device, () => options.Noise * Math.Pow(random.NextDouble(), 2));
            ink = ink + noise;
        }
        return ink.Clamp(0, 1);
    }
}
