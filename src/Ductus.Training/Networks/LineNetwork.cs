using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>A network that reads lines, words or characters: an image in, logits for CTC out, of a single character logits of one frame.</summary>
public abstract class LineNetwork : Module
{
    /// <summary>Type in which the convolutions compute; what follows them stays in 32 bits on the CPU.</summary>
    public DataType ConvolutionType { get; set; } = DataType.Float32;

    /// <param name="x">(B, 1, H, W), 0 paper, 1 ink</param>
    /// <returns>(B, T, C) raw logits, class 0 the CTC blank</returns>
    public override Tensor Forward(Tensor x) => ForwardTraining(new TrainingInput(x)).Logits.Transpose(0, 1);

    /// <summary>What the first convolution takes, (B, 1, H, W).</summary>
    protected Tensor Pixels(TrainingInput input) => input.Ink.To(ConvolutionType).ChannelsLast();

    /// <summary>The pass of a training step, with all that a loss is taken of.</summary>
    public abstract TrainingOutput ForwardTraining(TrainingInput input);
}

/// <summary>What a training step gives a network.</summary>
/// <param name="Ink">(B, 1, H, W), 0 paper, 1 ink</param>
/// <param name="Kept">(B, 1, 1, T), 0 where the features of a frame are hidden from what follows, else 1; <see langword="null"/> hides nothing.</param>
/// <param name="Labels">(B, L), padded with 0, for networks that are shown the text before a character to say the next.</param>
public sealed record TrainingInput(Tensor Ink, Tensor? Kept = null, Tensor? Labels = null);

/// <summary>What a network makes of a training step.</summary>
/// <param name="Logits">(T, B, C) raw logits, class 0 the CTC blank</param>
public sealed record TrainingOutput(Tensor Logits)
{
    /// <summary>(T, B, C) of a second head on the convolutional features, of which CTC loss is taken too, weighted by the recipe.</summary>
    public Tensor? Auxiliary { get; init; }

    /// <summary>(B, L + 1, C) logits of each next character given those before it; class 0 ends the text.</summary>
    public Tensor? Characters { get; init; }
}
