using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Sizes of <see cref="WordCrnn"/>.</summary>
public sealed record WordCrnnOptions : NetworkOptions
{
    /// <summary>Channels of the five convolutions.</summary>
    public IReadOnlyList<int> Channels { get; set; } = [32, 64, 96, 96, 128];

    /// <summary>Hidden units of each LSTM direction.</summary>
    public int Hidden { get; set; } = 128;

    public int LstmLayers { get; set; } = 2;

    /// <summary>Dropout before each LSTM layer but the first and before the classes, 0…1.</summary>
    public double Dropout { get; set; } = 0.2;

    public override int FrameStride => 4;

    public override LineNetwork Create(int classes, int height) => new WordCrnn(this, classes, height);

    public override string ToString() => $"WordCrnn: 3×3 convolutions {string.Join(", ", Channels)}, {LstmLayers} × BiLSTM-{Hidden}";
}

/// <summary>
/// The plain CRNN for words of 128×32 pixels: five convolutions with pooling, columns laid out as vectors, bidirectional LSTMs
/// (Shi et al. 2015, table 1, with fewer channels). One half of the comparison with <see cref="ResNetCtc"/>.
/// </summary>
public sealed class WordCrnn : LineNetwork
{
    private static readonly (int H, int W)[] Pools = [(2, 2), (2, 2), (2, 1), (1, 1), (2, 1)];

    private readonly ConvolutionBlock[] _convolutions;
    private readonly BidirectionalLstm _lstm;
    private readonly Linear _classes;
    private readonly double _dropout;

    /// <param name="options">Sizes.</param>
    /// <param name="classes">C = labels of the codec + 1.</param>
    /// <param name="height">H, a multiple of 16.</param>
    public WordCrnn(WordCrnnOptions options, int classes, int height)
    {
        if (options.Channels.Count != Pools.Length)
            throw new ArgumentException($"WordCrnn has {Pools.Length} convolutions; got {options.Channels.Count} numbers of channels.", nameof(options));
        _convolutions = [.. options.Channels.Select((outputs, i) =>
            Add($"conv{i + 1}", new ConvolutionBlock(i == 0 ? 1 : options.Channels[i - 1], outputs, (3, 3))))];
        _lstm = Add("lstm", new BidirectionalLstm(options.Channels[^1] * (height / 16), options.Hidden, options.LstmLayers, options.Dropout));
        _classes = Add("classes", new Linear(2 * options.Hidden, classes));
        _dropout = options.Dropout;
    }

    public override TrainingOutput ForwardTraining(TrainingInput input)
    {
        Tensor x = Pixels(input);                                                 // (B, 1, H, W)
        for (int i = 0; i < _convolutions.Length; i++)
        {
            x = _convolutions[i].Forward(x);
            if (Pools[i] != (1, 1))
                x = x.MaxPool2d(Pools[i]);
        }
        x = x.Permute(3, 0, 1, 2).Flatten(2).To(DataType.Float32);                // (T, B, D·H/16)   T = W/4
        x = _lstm.Forward(x).Dropout(_dropout, Training);                         // (T, B, 2·Hidden)
        return new TrainingOutput(_classes.Forward(x));                           // (T, B, C)
    }
}
