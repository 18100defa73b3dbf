using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests.Networks;

[Collection("libtorch")]
public sealed class ParameterStoreTests
{
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
