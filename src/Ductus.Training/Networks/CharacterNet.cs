using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Sizes of <see cref="CharacterNet"/>.</summary>
public sealed record CharacterNetOptions : NetworkOptions
{
    /// <summary>Channels of each stage; between two stages the image is halved.</summary>
    public IReadOnlyList<int> Channels { get; set; } = [32, 64, 128];

    /// <summary>Residual blocks of each stage, at least 1.</summary>
    public int Blocks { get; set; } = 1;

    /// <summary>Dropout before the classes, 0…1.</summary>
    public double Dropout { get; set; } = 0.3;

    public override int FrameStride => 0;

    public override string? Fault(int height, int width) =>
        Channels.Count == 0 || Channels.Any(channels => channels < 1) ? $"characterNet needs stages of 1 channel and more; got [{string.Join(", ", Channels)}]"
        : Blocks < 1 ? $"characterNet needs 1 block a stage and more; got {Blocks}"
        : Dropout is < 0 or >= 1 ? $"dropout must be 0…1; got {Dropout}"
        : Math.Min(height, width) >> (Channels.Count - 1) == 0 ? $"{Channels.Count} stages halve {height} × {width} pixels to nothing" : null;

    public override LineNetwork Create(int classes, int height) => new CharacterNet(this, classes);

    public override string ToString() => $"CharacterNet: {Blocks} residual of {string.Join(", ", Channels)} channels each, mean";
}

/// <summary>A plain residual CNN for single characters (He et al. 2016, with a stem of one 3×3 convolution): halved twice, averaged over the whole image, classified.</summary>
public sealed class CharacterNet : LineNetwork
{
    private readonly ConvolutionBlock _stem;
    private readonly ResidualBlock[][] _stages;
    private readonly Linear _classes;
    private readonly double _dropout;

    /// <param name="options">Sizes.</param>
    /// <param name="classes">C = characters + 1.</param>
    public CharacterNet(CharacterNetOptions options, int classes)
    {
        IReadOnlyList<int> channels = options.Channels;
        _stem = Add("stem", new ConvolutionBlock(1, channels[0], (3, 3)));
        _stages = [.. channels.Select((outputs, stage) => Enumerable.Range(0, options.Blocks).Select(block =>
            Add($"stage{stage + 1}.{block + 1}", new ResidualBlock(block > 0 || stage == 0 ? outputs : channels[stage - 1], outputs))).ToArray())];
        _classes = Add("classes", new Linear(channels[^1], classes));
        _dropout = options.Dropout;
    }

    public override TrainingOutput ForwardTraining(TrainingInput input)
    {
        Tensor x = _stem.Forward(Pixels(input));                                  // (B, D, H, W)
        for (int stage = 0; stage < _stages.Length; stage++)
        {
            if (stage > 0)
                x = x.MaxPool2d((2, 2));                                          // (B, D, H/2, W/2)
            foreach (ResidualBlock block in _stages[stage])
                x = block.Forward(x);
        }
        x = x.To(DataType.Float32).Mean(2, 3).Dropout(_dropout, Training);        // (B, D)
        return new TrainingOutput(_classes.Forward(x).Unsqueeze(0));              // (1, B, C)
    }
}
