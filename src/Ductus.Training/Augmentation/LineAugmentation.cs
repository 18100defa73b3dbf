using Ductus.Training.Batching;
using Ductus.Training.Torch;

namespace Ductus.Training.Augmentation;

/// <summary>
/// Changes the lines of a batch at random by tensor operations on the training device: what lies around the writing, place and shape
/// by one resampling, then stroke width, sharpness, ink and paper. All chance comes from the seed of the step.
/// </summary>
public sealed class LineAugmentation(AugmentationOptions options, int frameStride)
{
    /// <summary>The batch as the network sees it, unchanged but for padding to whole frames.</summary>
    /// <returns>Ink (B, 1, H, W) 0…1 and the columns of each line.</returns>
    public static (Tensor Ink, int[] Widths) Plain(TrainingBatch batch, int frameStride, Device device)
    {
        int[] widths = [.. batch.Lines.Select(line => line.Image.Width)];
        int padded = WholeFrames(batch.Width, frameStride);
        Tensor ink = Load(batch, device);
        return (ink.PadRight(padded - batch.Width), widths);
    }

    /// <param name="batch">Lines as they are.</param>
    /// <param name="random">Source of the parameters of each line; the noise comes from libtorch's generator.</param>
    /// <param name="device">Where the work is done and the result lies.</param>
    /// <returns>Ink (B, 1, H, W) 0…1 and the columns that each line fills now.</returns>
    public (Tensor Ink, int[] Widths) Apply(TrainingBatch batch, Random random, Device device)
    {
        bool fixedWidth = batch.Lines[0].Image.PaddedWidth == batch.Lines[0].Image.Width;
        double[] scales = [.. batch.Lines.Select(_ => 1 + options.WidthScale * random.Symmetric())];
        // Where the network's input has a fixed width, writing grows and shrinks inside it.
        int[] widths = [.. batch.Lines.Select((line, i) => fixedWidth ? line.Image.Width : Math.Max(1, (int)Math.Round(line.Image.Width * scales[i])))];
        int width = WholeFrames(widths.Max(), frameStride);

        Tensor ink = Load(batch, device);
        ink = Surroundings.Add(ink, batch, options, random);
        ink = LineWarp.Apply(ink, batch, options, scales, width, random);
        ink = InkAndPaper.Change(ink, options, random);
        return (ink, widths);
    }

    private static int WholeFrames(int width, int frameStride) => (width + frameStride - 1) / frameStride * frameStride;

    private static Tensor Load(TrainingBatch batch, Device device) =>
        Tensor.From<byte>(batch.Ink, [batch.Lines.Count, 1, batch.Height, batch.Width], device).To(DataType.Float32) * (1 / 255.0);
}
