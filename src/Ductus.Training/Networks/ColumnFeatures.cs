using System.Text.Json.Serialization;
using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Sizes of the convolutions that networks for whole lines begin with.</summary>
public abstract record ColumnNetworkOptions : NetworkOptions
{
    /// <summary>Channels after the stem.</summary>
    public int StemChannels { get; set; } = 32;

    /// <summary>Side of the stem's square kernel, odd.</summary>
    public int StemKernel { get; set; } = 7;

    /// <summary>Stride of the stem in rows and columns.</summary>
    public IReadOnlyList<int> StemStride { get; set; } = [2, 2];

    /// <summary>The stages after the stem, first to last.</summary>
    public IReadOnlyList<ColumnStage> Stages { get; set; } =
    [
        new() { Channels = 64, Blocks = 2, Pool = [2, 2] }, new() { Channels = 128, Blocks = 3, Pool = [2, 1] }, new() { Channels = 256, Blocks = 3, Pool = [1, 1] },
    ];

    public override int FrameStride => StemStride[1] * Stages.Aggregate(1, (product, stage) => product * stage.Pool[1]);

    /// <summary>D, channels of the features.</summary>
    [JsonIgnore]
    public int FeatureChannels => Stages.Count > 0 ? Stages[^1].Channels : StemChannels;

    /// <summary>The sizes in one line, for people.</summary>
    [JsonIgnore]
    protected string Convolutions =>
        $"stem {StemKernel}×{StemKernel} stride {StemStride[0]}×{StemStride[1]} to {StemChannels}, stages "
        + string.Join(", ", Stages.Select(stage => $"{stage.Blocks} × {stage.Channels}"));
}

/// <summary>One stage: blocks of one width, then max pooling.</summary>
public sealed record ColumnStage
{
    public required int Channels { get; set; }

    public int Blocks { get; set; } = 1;

    /// <summary>Rows and columns of the max pooling after the blocks.</summary>
    public IReadOnlyList<int> Pool { get; set; } = [1, 1];
}

/// <summary>
/// From pixels to one vector of features per frame: a stem, stages of blocks, then the maximum over each whole column, so that any
/// height of input gives features of height 1 (Retsinas et al. 2022, section 3.1).
/// </summary>
public sealed class ColumnFeatures : Module
{
    private readonly ConvolutionBlock _stem;
    private readonly List<(Module[] Blocks, (int H, int W) Pool)> _stages = [];

    /// <param name="options">Sizes.</param>
    /// <param name="block">A block from so many channels to so many.</param>
    public ColumnFeatures(ColumnNetworkOptions options, Func<int, int, Module> block)
    {
        int channels = options.StemChannels;
        _stem = Add("stem", new ConvolutionBlock(1, channels, (options.StemKernel, options.StemKernel), (options.StemStride[0], options.StemStride[1])));
        foreach (ColumnStage stage in options.Stages)
        {
            var blocks = new Module[stage.Blocks];
            for (int i = 0; i < blocks.Length; i++, channels = stage.Channels)
                blocks[i] = Add($"stage{_stages.Count}.{i}", block(channels, stage.Channels));
            _stages.Add((blocks, (stage.Pool[0], stage.Pool[1])));
        }
    }

    /// <param name="x">(B, 1, H, W)</param>
    /// <returns>(B, D, 1, T)</returns>
    public override Tensor Forward(Tensor x)
    {
        x = _stem.Forward(x);                                                // (B, D, H/2, W/2)
        foreach (var (blocks, pool) in _stages)
        {
            foreach (Module block in blocks)
                x = block.Forward(x);
            if (pool != (1, 1))
                x = x.MaxPool2d(pool);
        }
        return x.Amax(2).Unsqueeze(2);                                       // (B, D, 1, T)   best of each column
    }
}
