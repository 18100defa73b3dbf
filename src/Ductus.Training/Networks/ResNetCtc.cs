using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Sizes of <see cref="ResNetCtc"/>.</summary>
public sealed record ResNetCtcOptions : ColumnNetworkOptions
{
    public ResNetCtcOptions()
    {
        (StemChannels, StemKernel, StemStride) = (32, 3, [1, 1]);
        Stages =
        [
            new() { Channels = 32, Blocks = 1, Pool = [2, 2] }, new() { Channels = 64, Blocks = 2, Pool = [2, 2] },
            new() { Channels = 128, Blocks = 2, Pool = [2, 1] }, new() { Channels = 192, Blocks = 2, Pool = [1, 1] },
        ];
    }

    /// <summary>Columns that the last convolution sees, odd: what stands beside a letter helps to read it.</summary>
    public int Context { get; set; } = 5;

    /// <summary>Dropout before the classes, 0…1.</summary>
    public double Dropout { get; set; } = 0.2;

    public override LineNetwork Create(int classes, int height) => new ResNetCtc(this, classes);

    public override string ToString() => $"ResNetCtc: {Convolutions} residual, no recurrence";
}

/// <summary>
/// A residual CNN (He et al. 2016) whose columns are classified for CTC with nothing recurrent behind it: every letter is read from
/// the pixels around it alone. The other half of the comparison with <see cref="WordCrnn"/>.
/// </summary>
public sealed class ResNetCtc : LineNetwork
{
    private readonly ColumnFeatures _features;
    private readonly ConvolutionBlock _context;
    private readonly Linear _classes;
    private readonly double _dropout;

    /// <param name="options">Sizes.</param>
    /// <param name="classes">C = labels of the codec + 1.</param>
    public ResNetCtc(ResNetCtcOptions options, int classes)
    {
        _features = Add("features", new ColumnFeatures(options, (inputs, outputs) => new ResidualBlock(inputs, outputs)));
        _context = Add("context", new ConvolutionBlock(options.FeatureChannels, options.FeatureChannels, (1, options.Context)));
        _classes = Add("classes", new Linear(options.FeatureChannels, classes));
        _dropout = options.Dropout;
    }

    public override TrainingOutput ForwardTraining(TrainingInput input)
    {
        Tensor x = _features.Forward(Pixels(input)).Hide(input.Kept);             // (B, D, 1, T)
        x = _context.Forward(x).Squeeze(2).Permute(2, 0, 1).To(DataType.Float32);       // (T, B, D)
        return new TrainingOutput(_classes.Forward(x.Dropout(_dropout, Training)));     // (T, B, C)
    }
}
