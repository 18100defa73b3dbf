using Ductus.Training.Torch;

namespace Ductus.Training.Tests.Torch;

/// <summary>The LSTM of <c>native/torch/lstm.cpp</c> against libtorch's own.</summary>
[Collection("libtorch")]
public sealed class BidirectionalLstmTests
{
    private const int T = 9, B = 3, D = 5, H = 4;

    [Theory]
    [InlineData(1f)]
    [InlineData(60f)]       // gates far beyond where exp overflows
    public void BidirectionalLstm_AnyInput_EqualsLibtorchInOutputAndGradients(float scale)
    {
        (float[] fusedOutput, float[] fusedGradient) = Run(scale, fused: true);
        (float[] output, float[] gradient) = Run(scale, fused: false);

        Assert.Equal(output.Length, fusedOutput.Length);
        Assert.All(output.Zip(fusedOutput), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        float greatest = gradient.Max(MathF.Abs);
        Assert.All(gradient.Zip(fusedGradient), pair => Assert.Equal(pair.First, pair.Second, 1e-5f * MathF.Max(1, greatest)));
    }

    private static (float[] Output, float[] Gradient) Run(float scale, bool fused)
    {
        using var scope = new TensorScope();
        var random = new Random(7);
        var gradients = new List<Tensor>();
        Tensor Leaf(params long[] sizes)
        {
            var values = new float[sizes.Aggregate(1L, (a, b) => a * b)];
            foreach (ref float value in values.AsSpan())
                value = scale * (random.NextSingle() - 0.5f);
            Tensor leaf = Tensor.From<float>(values, sizes), gradient = TensorLayers.Zeros(Device.Cpu, sizes);
            leaf.AccumulateGradientIn(gradient);
            gradients.Add(gradient);
            return leaf;
        }
        Tensor x = Leaf(T, B, D);
        Tensor[] weights = [.. Enumerable.Range(0, 2).SelectMany(_ => (Tensor[])[Leaf(4 * H, D), Leaf(4 * H, H), Leaf(4 * H)])];

        // A trace is written with libtorch's own operator.
        using Trace? trace = fused ? null : new Trace();
        Tensor y = x.BidirectionalLstm(weights, H);
        (y * y).Sum().Backward();
        return (y.ToArray<float>(), [.. gradients.SelectMany(gradient => gradient.ToArray<float>())]);
    }
}
