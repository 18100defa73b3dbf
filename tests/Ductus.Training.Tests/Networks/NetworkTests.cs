using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests.Networks;

[Collection("libtorch")]
public sealed class NetworkTests
{
    private const int Classes = 7;

    public static TheoryData<string> Kinds => SmallNetworks.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forward_AnyBatchAndWidth_GivesAFramePerStride(string kind)
    {
        NetworkOptions options = SmallNetworks.ByKind[kind];
        LineNetwork network = options.Create(Classes, DrawnLines.Height);
        using var store = new ParameterStore(network, Device.Cpu, new Random(1));
        using var noGradient = NoGradient.Begin();

        foreach (var (lines, width) in new[] { (1, 64), (3, 96) })
        {
            using var scope = new TensorScope();
            Tensor logits = network.Forward(TensorLayers.Zeros(Device.Cpu, lines, 1, DrawnLines.Height, width));

            Assert.Equal(4, options.FrameStride);
            Assert.Equal([lines, width / 4, Classes], logits.Sizes);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ForwardTraining_AnyNetwork_ReachesEveryParameter(string kind)
    {
        LineNetwork network = SmallNetworks.ByKind[kind].Create(Classes, DrawnLines.Height);
        network.Training = true;
        using var store = new ParameterStore(network, Device.Cpu, new Random(1));
        // Blocks that start as nothing let no gradient through: give every scale a value.
        var random = new Random(2);
        store.Weights.CopyFrom<float>([.. store.Weights.ToArray<float>().Select(weight => weight + 0.04f * (random.NextSingle() - 0.5f))]);
        using var scope = new TensorScope();
        Tensor ink = TensorLayers.Uniform(Device.Cpu, 3, 1, DrawnLines.Height, 64), labels = Tensor.From<long>([1, 2, 3, 4, 5, 6], [3, 2]);

        TrainingOutput output = network.ForwardTraining(new TrainingInput(ink, Labels: labels));
        Tensor sum = Squares(output.Logits);
        foreach (Tensor head in new[] { output.Auxiliary, output.Characters }.OfType<Tensor>())
            sum = sum + Squares(head);
        sum.Backward();

        float[] gradients = store.Gradients.ToArray<float>();
        int offset = 0;
        foreach (var (name, parameter) in store.Entries.Where(entry => entry.Parameter.Kind != ParameterKind.Statistic))
        {
            Assert.True(gradients.AsSpan(offset, parameter.Count).ContainsAnyExcept(0f), $"{name} has no gradient.");
            offset += parameter.Count;
        }

        static Tensor Squares(Tensor x) => (x * x).Sum();
    }

    [Theory]
    [InlineData("lineCrnn")]
    [InlineData("fastLine")]
    [InlineData("lineTransformer")]
    [InlineData("resNetCtc")]
    public void ForwardTraining_HiddenFrames_ChangesWhatIsRead(string kind)
    {
        LineNetwork network = SmallNetworks.ByKind[kind].Create(Classes, DrawnLines.Height);
        using var store = new ParameterStore(network, Device.Cpu, new Random(1));
        using var noGradient = NoGradient.Begin();
        using var scope = new TensorScope();
        Tensor ink = TensorLayers.Uniform(Device.Cpu, 1, 1, DrawnLines.Height, 64);
        Tensor kept = Tensor.From<float>([.. Enumerable.Range(0, 16).Select(t => t is 4 or 5 ? 0f : 1f)], [1, 1, 1, 16]);
        Tensor all = Tensor.From<float>([.. Enumerable.Repeat(1f, 16)], [1, 1, 1, 16]);

        float[] plain = Logits(null);

        Assert.Equal(plain, Logits(all));
        Assert.NotEqual(plain, Logits(kept));

        float[] Logits(Tensor? mask) => network.ForwardTraining(new TrainingInput(ink, mask)).Logits.ToArray<float>();
    }

    [Fact]
    public void SeedCrnn_ThirtyClasses_HoldsTheNumbersOfTheSeed()
    {
        LineNetwork network = new SeedCrnnOptions().Create(classes: 30, height: 64);
        using var store = new ParameterStore(network, Device.Cpu, new Random(1));

        long held = store.Entries.Sum(entry => entry.Parameter.Tensor.Sizes.Aggregate(1L, (product, size) => product * size));

        Assert.Equal(2_406_878, held);
        Assert.Equal(448, store.Statistics.Count);
        using var scope = new TensorScope();
        Assert.Equal([1, 64, 30], network.Forward(TensorLayers.Zeros(Device.Cpu, 1, 1, 64, 256)).Sizes);
    }

    [Fact]
    public void SeedLineCrnn_ClassesOfTheSeed_HoldsItsNumbers()
    {
        LineNetwork network = new SeedLineCrnnOptions().Create(classes: 141, height: 118);
        using var store = new ParameterStore(network, Device.Cpu, new Random(1));

        long held = store.Entries.Sum(entry => entry.Parameter.Tensor.Sizes.Aggregate(1L, (product, size) => product * size));

        Assert.Equal(21_965_197, held);
        Assert.Equal(5_120, store.Statistics.Count);
        using var scope = new TensorScope();
        Assert.Equal([1, 20, 141], network.Forward(TensorLayers.Zeros(Device.Cpu, 1, 1, 118, 180)).Sizes);
        Assert.Contains("81…161", new SeedLineCrnnOptions().Fault(64, 2160), StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_OfEveryNetwork_KeepToTheirSizes()
    {
        Assert.InRange(Trained(new LineCrnnOptions()), 7_000_000, 10_500_000);
        Assert.InRange(Trained(new LineTransformerOptions()), 3_000_000, 12_000_000);
        Assert.InRange(Trained(new FastLineOptions()), 300_000, 1_000_000);

        static long Trained(NetworkOptions options)
        {
            using var store = new ParameterStore(options.Create(classes: 80, height: 64), Device.Cpu, new Random(1));
            return store.TrainedCount;
        }
    }

    [Fact]
    public void Read_DecoderOfRandomWeights_EndsWithAsManyLabelsAsFramesAtMost()
    {
        var network = (LineSeq2Seq)SmallNetworks.ByKind["lineSeq2Seq"].Create(Classes, DrawnLines.Height);
        using var store = new ParameterStore(network, Device.Cpu, new Random(1));
        using var noGradient = NoGradient.Begin();
        using var scope = new TensorScope();

        int[][] labels = network.Read(TensorLayers.Uniform(Device.Cpu, 2, 1, DrawnLines.Height, 64));

        Assert.Equal(2, labels.Length);
        Assert.All(labels, line => Assert.InRange(line.Length, 0, 16));
        Assert.All(labels.SelectMany(line => line), label => Assert.InRange(label, 1, Classes - 1));
    }
}
