using Ductus.Recognition;
using Ductus.Training.Export;
using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests.Export;

/// <summary>The line network from its trace to a model that reads.</summary>
public sealed class ModelExportTests : IDisposable
{
    private const int Height = 32;

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(4);

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Kinds => Networks.SmallNetworks.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ToModel_EveryNetwork_ReadsAsLibtorchDoes(string kind) =>
        ReadsAsLibtorchDoes(Networks.SmallNetworks.ByKind[kind].Create(Metadata.Alphabet.Count + 1, Height), WeightStorage.Float32, tolerance: 2e-4);

    [Fact]
    public void ToModel_WeightsOf16Bits_ReadsAlmostAsLibtorchDoes() => ReadsAsLibtorchDoes(Network(), WeightStorage.Float16, tolerance: 2e-2);

    private void ReadsAsLibtorchDoes(LineNetwork network, WeightStorage storage, double tolerance)
    {
        using var scope = new TensorScope();
        using var noGradient = NoGradient.Begin();
        using ParameterStore store = Store(network);
        using RecognitionModel model = Export(network, store, storage);

        foreach (int width in new[] { 3, 55, 56, 300 })
        {
            var batch = new LineBatch([Line(width), Line(width)]);
            var pixels = new float[2 * Height * batch.PaddedWidth];
            batch.CopyTo(pixels);

            float[] expected = network.Forward(Tensor.From<float>(pixels, [2, 1, Height, batch.PaddedWidth])).ToArray<float>();
            var actual = model.Run(batch);

            for (int line = 0; line < 2; line++)
                ExportedGraph.AssertClose(
                    expected.AsSpan(line * expected.Length / 2, actual[line].Values.Length), actual[line].Values, tolerance);
        }
    }

    [Fact]
    public void Run_LinesInABatch_ReadAsTheyDoAlone()
    {
        using var scope = new TensorScope();
        using var noGradient = NoGradient.Begin();
        LineNetwork network = Network();
        using ParameterStore store = Store(network);
        using RecognitionModel model = Export(network, store, WeightStorage.Float32);
        NormalizedLine[] lines = [.. Enumerable.Range(0, 9).Select(i => Line(90 + 3 * i))];

        foreach (LineBatch batch in LineBatch.Pack(lines, maxPixels: int.MaxValue))
        {
            var together = model.Run(batch);
            for (int i = 0; i < together.Count; i++)
                ExportedGraph.AssertClose(model.Run(new LineBatch([batch.Lines[i]]))[0].Values, together[i].Values, tolerance: 1e-5);
        }
    }

    /// <summary>Parameters as after some training: no scale is 0 or 1, no shift 0.</summary>
    private ParameterStore Store(LineNetwork network)
    {
        var store = new ParameterStore(network, Device.Cpu, _random);
        store.Weights.CopyFrom<float>([.. store.Weights.ToArray<float>().Select(weight => weight + _random.NextSingle() * 0.2f - 0.1f)]);
        store.Statistics.CopyFrom<float>([.. store.Statistics.ToArray<float>().Select(_ => 0.5f + _random.NextSingle())]);
        return store;
    }

    private RecognitionModel Export(LineNetwork network, ParameterStore store, WeightStorage storage)
    {
        string path = Path.Combine(_folder.Path, "model.onnx");
        TorchTrace recorded;
        using (var trace = new Ductus.Training.Torch.Trace())
        {
            Tensor image = TensorLayers.Zeros(Device.Cpu, 1, 1, Height, 64), logits = network.Forward(image);
            recorded = new TorchTrace
            {
                Operations = trace.Operations,
                Input = trace.ValueOf(image),
                Output = trace.ValueOf(logits),
                Parameters = store.Entries.ToDictionary(entry => trace.ValueOf(entry.Parameter.Tensor).Id, entry => new TracedParameter(
                    entry.Parameter.Tensor.ToArray<float>(), [.. entry.Parameter.Sizes.Select(size => (int)size)])),
            };
        }
        AtenToOnnx.ToModel(recorded, Metadata, storage).Save(path);
        return RecognitionModel.Load(path);
    }

    private static LineNetwork Network() => new LineCrnnOptions
    {
        StemChannels = 8,
        Stages = [new() { Channels = 16, Blocks = 2, Pool = [2, 2] }, new() { Channels = 24, Pool = [2, 1] }],
        Hidden = 20,
        LstmLayers = 2,
    }.Create(Metadata.Alphabet.Count + 1, Height);

    private static ModelMetadata Metadata { get; } = new()
    {
        Name = "untrained",
        Version = "0",
        Task = ModelTask.Lines,
        Alphabet = [.. "abcdefghijklmnop ".Select(letter => letter.ToString())],
        Normalization = new LineNormalization { Height = Height },
        FrameStride = 4,
        Languages = ["en"],
        Data = "none",
        LicenceTerms = "none",
        CommercialUse = CommercialUse.Yes,
        Date = new DateOnly(2026, 1, 1),
    };

    private NormalizedLine Line(int width)
    {
        var ink = new byte[width * Height];
        _random.NextBytes(ink);
        return new NormalizedLine(width, Height, ink);
    }
}
