using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Sizes of <see cref="LineCrnn"/>.</summary>
public sealed record LineCrnnOptions
{
    /// <summary>Channels after the stem.</summary>
    public int StemChannels { get; set; } = 32;

    /// <summary>Side of the stem's square kernel, odd.</summary>
    public int StemKernel { get; set; } = 7;

    /// <summary>Stride of the stem in rows and columns.</summary>
    public IReadOnlyList<int> StemStride { get; set; } = [2, 2];

    /// <summary>The stages after the stem, first to last.</summary>
    public IReadOnlyList<LineCrnnStage> Stages { get; set; } =
    [
        new() { Channels = 64, Blocks = 2, Pool = [2, 2] }, new() { Channels = 128, Blocks = 3, Pool = [2, 1] }, new() { Channels = 256, Blocks = 3, Pool = [1, 1] },
    ];

    /// <summary>Hidden units of each LSTM direction.</summary>
    public int Hidden { get; set; } = 256;

    public int LstmLayers { get; set; } = 3;

    /// <summary>Dropout before each LSTM layer but the first and before the classes, 0…1.</summary>
    public double Dropout { get; set; } = 0.2;

    /// <summary>Kind and sizes in one line, for people.</summary>
    public override string ToString() =>
        $"LineCrnn: stem {StemKernel}×{StemKernel} stride {StemStride[0]}×{StemStride[1]} to {StemChannels}, residual stages "
        + string.Join(", ", Stages.Select(stage => $"{stage.Blocks} × {stage.Channels}")) + $", {LstmLayers} × BiLSTM-{Hidden}";

    /// <summary>Pixel columns of a frame.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int FrameStride => StemStride[1] * Stages.Aggregate(1, (product, stage) => product * stage.Pool[1]);
}

/// <summary>One stage: residual blocks of one width, then max pooling.</summary>
public sealed record LineCrnnStage
{
    public required int Channels { get; set; }

    public int Blocks { get; set; } = 1;

    /// <summary>Rows and columns of the max pooling after the blocks.</summary>
    public IReadOnlyList<int> Pool { get; set; } = [1, 1];
}

/// <summary>
/// The line network: residual CNN, maximum over each column, bidirectional LSTM, classes for CTC. An auxiliary CTC head on the
/// CNN's features is used in training only. Sources: Shi et al. 2015 (CRNN); Retsinas et al. 2022 (column maximum, auxiliary head).
/// </summary>
public sealed class LineCrnn : Module
{
    private readonly ConvolutionBlock _stem;
    private readonly List<(ResidualBlock[] Blocks, (int H, int W) Pool)> _stages = [];
    private readonly BidirectionalLstm _lstm;
    private readonly Linear _classes;
    private readonly Conv2d _auxiliary;
    private readonly double _dropout;

    /// <param name="options">Sizes.</param>
    /// <param name="classes">C = labels of the codec + 1.</param>
    public LineCrnn(LineCrnnOptions options, int classes)
    {
        int channels = options.StemChannels;
        _stem = Add("stem", new ConvolutionBlock(1, channels, (options.StemKernel, options.StemKernel), (options.StemStride[0], options.StemStride[1])));
        foreach (LineCrnnStage stage in options.Stages)
        {
            var blocks = new ResidualBlock[stage.Blocks];
            for (int block = 0; block < blocks.Length; block++, channels = stage.Channels)
                blocks[block] = Add($"stage{_stages.Count}.{block}", new ResidualBlock(channels, stage.Channels));
            _stages.Add((blocks, (stage.Pool[0], stage.Pool[1])));
        }
        _lstm = Add("lstm", new BidirectionalLstm(channels, options.Hidden, options.LstmLayers, options.Dropout));
        _classes = Add("classes", new Linear(2 * options.Hidden, classes));
        _auxiliary = Add("auxiliary", new Conv2d(channels, classes, (1, 3)));
        _dropout = options.Dropout;
    }

    /// <summary>Type in which the convolutions compute; the LSTM and the classes stay in 32 bits on the CPU.</summary>
    public DataType ConvolutionType { get; set; } = DataType.Float32;

    /// <param name="x">(B, 1, H, W), 0 paper, 1 ink</param>
    /// <returns>(B, T, C) raw logits, class 0 the CTC blank</returns>
    public override Tensor Forward(Tensor x) => Classify(Features(x)).Transpose(0, 1);

    /// <summary>Both heads, for training.</summary>
    /// <returns>(T, B, C) each</returns>
    public (Tensor Logits, Tensor Auxiliary) ForwardBoth(Tensor x)
    {
        Tensor features = Features(x);                                       // (B, D, 1, T)
        Tensor auxiliary = _auxiliary.Forward(features).Squeeze(2);          // (B, C, T)
        return (Classify(features), auxiliary.Permute(2, 0, 1));
    }

    private Tensor Features(Tensor x)
    {
        x = _stem.Forward(x.To(ConvolutionType));                            // (B, D, H/2, W/2)
        foreach (var (blocks, pool) in _stages)
        {
            foreach (ResidualBlock block in blocks)
                x = block.Forward(x);
            if (pool != (1, 1))
                x = x.MaxPool2d(pool);
        }
        return x.Amax(2).Unsqueeze(2);                                       // (B, D, 1, T)   best of each column
    }

    private Tensor Classify(Tensor features)
    {
        Tensor x = features.Squeeze(2).Permute(2, 0, 1).To(DataType.Float32); // (T, B, D)
        x = _lstm.Forward(x).Dropout(_dropout, Training);                     // (T, B, 2·Hidden)
        return _classes.Forward(x);                                           // (T, B, C)
    }
}
