using Ductus.Training.Networks;

namespace Ductus.Training.Tests.Networks;

/// <summary>Every kind of network, small enough for seconds; by the name of its kind in a recipe.</summary>
internal static class SmallNetworks
{
    private static readonly IReadOnlyList<ColumnStage> Stages = [new() { Channels = 12, Pool = [2, 2] }, new() { Channels = 16 }];

    public static IReadOnlyDictionary<string, NetworkOptions> ByKind { get; } = new Dictionary<string, NetworkOptions>
    {
        ["lineCrnn"] = new LineCrnnOptions { StemChannels = 8, StemKernel = 3, Stages = Stages, Hidden = 16, LstmLayers = 2 },
        ["fastLine"] = new FastLineOptions { StemChannels = 8, StemKernel = 3, Stages = [Stages[0], Stages[1] with { Blocks = 2 }], Hidden = 16, LstmLayers = 1 },
        ["lineTransformer"] = Transformer,
        ["lineSeq2Seq"] = new LineSeq2SeqOptions { Encoder = Transformer, DecoderLayers = 1 },
        ["seedCrnn"] = new SeedCrnnOptions(),
        ["wordCrnn"] = new WordCrnnOptions { Channels = [8, 8, 12, 12, 16], Hidden = 16, LstmLayers = 1 },
        ["resNetCtc"] = new ResNetCtcOptions { StemChannels = 8, Stages = [new() { Channels = 8, Pool = [2, 2] }, new() { Channels = 12, Pool = [2, 2] }] },
    };

    public static TheoryData<string> Kinds => [.. ByKind.Keys];

    private static LineTransformerOptions Transformer => new() { StemChannels = 8, StemKernel = 3, Stages = Stages, Layers = 2, Heads = 4, Expansion = 2 };
}
