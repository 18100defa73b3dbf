using Ductus.Training.Torch;

namespace Ductus.Training.Augmentation;

/// <summary>Chooses which frames of a batch are hidden.</summary>
public static class SpanMask
{
    /// <param name="options">How much.</param>
    /// <param name="frames">Frames of each line.</param>
    /// <param name="longest">T, frames of the batch.</param>
    /// <param name="random">Where the spans lie.</param>
    /// <param name="device">Where the result lives.</param>
    /// <returns>(B, 1, 1, T), 0 hidden, 1 kept; <see langword="null"/> where nothing is hidden.</returns>
    public static Tensor? Draw(SpanMaskOptions options, IReadOnlyList<long> frames, int longest, Random random, Device device)
    {
        if (options.Share <= 0)
            return null;
        var kept = new float[frames.Count * longest];
        Array.Fill(kept, 1);
        for (int line = 0; line < frames.Count; line++)
        {
            int count = (int)frames[line], spans = (int)Math.Round(options.Share * count / options.Length);
            for (int span = 0; span < spans; span++)
                kept.AsSpan(line * longest + random.Next(Math.Max(1, count - options.Length + 1)), Math.Min(options.Length, count)).Clear();
        }
        return Tensor.From<float>(kept, [frames.Count, 1, 1, longest], device);
    }
}
