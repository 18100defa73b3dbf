using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests.Networks;

[Collection("libtorch")]
public sealed class LineCrnnTests
{
    [Theory]
    [InlineData(1, 64)]
    [InlineData(3, 100)]
    public void Forward_AnyBatchAndWidth_GivesAFramePerStride(int lines, int width)
    {
        var options = DrawnLines.Recipe(1).Network;
        var network = new LineCrnn(options, classes: 7);
        using var store = new ParameterStore(network, Device.Cpu, new Random(1));
        using var scope = new TensorScope();

        Tensor logits = network.Forward(TensorLayers.Zeros(Device.Cpu, lines, 1, DrawnLines.Height, width));

        Assert.Equal(4, options.FrameStride);
        Assert.Equal([lines, width / 4, 7], logits.Sizes);
    }

    [Fact]
    public void ForwardBoth_AnyInput_GivesTheSameFramesFromBothHeads()
    {
        var network = new LineCrnn(DrawnLines.Recipe(1).Network, classes: 7);
        using var store = new ParameterStore(network, Device.Cpu, new Random(1));
        using var scope = new TensorScope();

        (Tensor logits, Tensor auxiliary) = network.ForwardBoth(TensorLayers.Zeros(Device.Cpu, 2, 1, DrawnLines.Height, 64));

        Assert.Equal([16, 2, 7], logits.Sizes);
        Assert.Equal(logits.Sizes, auxiliary.Sizes);
    }

    [Fact]
    public void ParameterStore_DefaultNetwork_HoldsEveryTensorOnce()
    {
        var network = new LineCrnn(new LineCrnnOptions(), classes: 80);
        using var store = new ParameterStore(network, Device.Cpu, new Random(1));

        long trained = store.Entries.Where(entry => entry.Parameter.Kind != ParameterKind.Statistic).Sum(entry => entry.Parameter.Count);
        Assert.Equal(trained, store.TrainedCount);
        Assert.Equal(store.Entries.Count, store.Entries.Select(entry => entry.Name).Distinct().Count());
        Assert.Equal(store.Weights.ToArray<float>()[..(32 * 49)], network.NamedParameters().First().Parameter.Tensor.ToArray<float>());
    }

    [Fact]
    public void Tensor_BeforeAStoreHoldsTheNetwork_SaysSo()
    {
        var network = new LineCrnn(new LineCrnnOptions(), classes: 80);

        var e = Assert.Throws<InvalidOperationException>(() => network.NamedParameters().First().Parameter.Tensor);

        Assert.Contains("no parameter store holds its network", e.Message, StringComparison.Ordinal);
    }
}
