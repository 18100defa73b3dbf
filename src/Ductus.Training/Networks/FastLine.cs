using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Sizes of <see cref="FastLine"/>.</summary>
public sealed record FastLineOptions : ColumnNetworkOptions
{
    public FastLineOptions()
    {
        (StemChannels, StemKernel) = (16, 5);
        Stages =
        [
            new() { Channels = 32, Blocks = 2, Pool = [2, 2] }, new() { Channels = 64, Blocks = 3, Pool = [2, 1] }, new() { Channels = 128, Blocks = 4 },
        ];
    }

    /// <summary>Side of the square depthwise kernels, odd. Those of 5 make a step on the processor more than three times as long as those of 3, with libtorch 1.13.</summary>
    public int Kernel { get; set; } = 3;

    /// <summary>Hidden units of each LSTM direction.</summary>
    public int Hidden { get; set; } = 128;

    public int LstmLayers { get; set; } = 2;

    /// <summary>Dropout before each LSTM layer but the first and before the classes, 0…1.</summary>
    public double Dropout { get; set; } = 0.1;

    public override LineNetwork Create(int classes, int height) => new FastLine(this, classes);

    public override string ToString() => $"FastLine: {Convolutions} separable {Kernel}×{Kernel}, {LstmLayers} × BiLSTM-{Hidden}";
}

/// <summary>
/// The line network for old machines and browsers: <see cref="LineCrnn"/> with depthwise-separable convolutions (Howard et al. 2017)
/// and a narrow LSTM.
/// </summary>
public sealed class FastLine : LineNetwork
{
    private readonly ColumnFeatures _features;
    private readonly RecurrentHead _head;

    /// <param name="options">Sizes.</param>
    /// <param name="classes">C = labels of the codec + 1.</param>
    public FastLine(FastLineOptions options, int classes)
    {
        _features = Add("features", new ColumnFeatures(options, (inputs, outputs) => new SeparableBlock(inputs, outputs, options.Kernel)));
        _head = Add("head", new RecurrentHead(options.FeatureChannels, options.Hidden, options.LstmLayers, options.Dropout, classes));
    }

    public override TrainingOutput ForwardTraining(TrainingInput input)
    {
        Tensor features = _features.Forward(Pixels(input));                       // (B, D, 1, T)
        return _head.ForwardTraining(features, input.Kept);                       // (T, B, C)
    }
}
