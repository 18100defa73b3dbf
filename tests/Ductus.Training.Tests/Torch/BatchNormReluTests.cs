using Ductus.Training.Torch;

namespace Ductus.Training.Tests.Torch;

/// <summary>The batch normalisation of <c>native/torch/norm.cpp</c> against libtorch's own.</summary>
[Collection("libtorch")]
public sealed class BatchNormReluTests
{
    private const double Momentum = 0.1, Epsilon = 1e-5;

    [Theory]
    [InlineData(2, 3, 1, 1)]
    [InlineData(3, 5, 2, 7)]
    [InlineData(4, 24, 20, 70)]     // more than one block of rows, more than one thread
    public void BatchNormRelu_AnySize_EqualsLibtorchInOutputStatisticsAndGradients(int batch, int channels, int height, int width)
    {
        foreach (bool adds in (bool[])[false, true])
            foreach (bool training in (bool[])[false, true])
            {
                float[][] fused = Run([batch, channels, height, width], adds, training, fused: true);
                float[][] separate = Run([batch, channels, height, width], adds, training, fused: false);

                Assert.Equal(separate.Length, fused.Length);
                foreach (var (expected, actual) in separate.Zip(fused))
                    AssertClose(expected, actual, 2e-4f);
            }
    }

    [Fact]
    public void BatchNormRelu_FarMean_KeepsTheVariance()
    {
        using var scope = new TensorScope();
        float[] values = [1000, 1001, 1002, 1003];                            // mean 1001.5, variance 1.25
        Tensor x = Tensor.From<float>(values, [4, 1, 1, 1]), mean = TensorLayers.Zeros(Device.Cpu, 1), variance = TensorLayers.Zeros(Device.Cpu, 1);

        Tensor y = x.BatchNormRelu(null, Ones(1), TensorLayers.Zeros(Device.Cpu, 1), mean, variance, training: true, momentum: 1, epsilon: 0);

        Assert.Equal(1001.5f, mean.ToArray<float>()[0]);
        Assert.Equal(1.25f * 4 / 3, variance.ToArray<float>()[0], 1e-4f);     // the running variance is the unbiased one
        Assert.Equal([0, 0, 0.5f / MathF.Sqrt(1.25f), 1.5f / MathF.Sqrt(1.25f)], y.ToArray<float>(), (a, b) => MathF.Abs(a - b) < 1e-4f);
    }

    [Fact]
    public void BatchNormRelu_SixteenBits_IsRoundedOnce()
    {
        using var scope = new TensorScope();
        var random = new Random(3);
        float[] values = [.. Enumerable.Range(0, 2 * 20 * 3 * 5).Select(_ => random.NextSingle() - 0.3f)];
        Tensor x = Tensor.From<float>(values, [2, 20, 3, 5]).To(DataType.BFloat16);

        float[] rounded = Of(x).To(DataType.Float32).ToArray<float>(), exact = Of(x.To(DataType.Float32)).ToArray<float>();

        Assert.All(exact.Zip(rounded), pair => Assert.InRange(pair.Second, pair.First * (1 - 1 / 256f) - 1e-6f, pair.First * (1 + 1 / 256f) + 1e-6f));

        static Tensor Of(Tensor x) => x.BatchNormRelu(null, Ones(20), TensorLayers.Zeros(Device.Cpu, 20), TensorLayers.Zeros(Device.Cpu, 20), Ones(20),
            training: true, Momentum, Epsilon).Contiguous();
    }

    [Fact]
    public void BatchNormRelu_ShortcutOfAnotherSize_IsRefused()
    {
        using var scope = new TensorScope();
        Tensor x = TensorLayers.Zeros(Device.Cpu, 2, 3, 1, 4), shortcut = TensorLayers.Zeros(Device.Cpu, 2, 3, 1, 5);

        var refused = Assert.Throws<Ductus.Native.NativeException>(() => x.BatchNormRelu(shortcut, Ones(3), Ones(3), Ones(3), Ones(3), true, Momentum, Epsilon));

        Assert.Contains("the shortcut is not like the input", refused.Message, StringComparison.Ordinal);
    }

    private static Tensor Ones(int count) => TensorLayers.Zeros(Device.Cpu, count) + 1.0;

    // Output, running mean and variance, gradients of input, weight, bias and shortcut.
    private static float[][] Run(long[] sizes, bool adds, bool training, bool fused)
    {
        using var scope = new TensorScope();
        var random = new Random(7);
        var gradients = new List<Tensor>();
        Tensor Leaf(float lowest, params long[] sizes)
        {
            float[] values = [.. Enumerable.Range(0, (int)sizes.Aggregate(1L, (a, b) => a * b)).Select(_ => lowest + 2 * random.NextSingle())];
            Tensor leaf = Tensor.From<float>(values, sizes), gradient = TensorLayers.Zeros(Device.Cpu, sizes);
            leaf.AccumulateGradientIn(gradient);
            gradients.Add(gradient);
            return leaf;
        }
        Tensor x = Leaf(2, sizes), weight = Leaf(0.5f, sizes[1]), bias = Leaf(-1, sizes[1]);
        Tensor? shortcut = adds ? Leaf(-1, sizes) : null;
        Tensor mean = TensorLayers.Zeros(Device.Cpu, sizes[1]), variance = Ones((int)sizes[1]);
        float[] towards = [.. Enumerable.Range(0, (int)x.Count).Select(_ => random.NextSingle() - 0.4f)];

        // A trace is written with libtorch's own operators.
        using Trace? trace = fused ? null : new Trace();
        Tensor y = x.BatchNormRelu(shortcut, weight, bias, mean, variance, training, Momentum, Epsilon);
        (y * Tensor.From<float>(towards, sizes)).Sum().Backward();
        return [y.Contiguous().ToArray<float>(), mean.ToArray<float>(), variance.ToArray<float>(), .. gradients.Select(gradient => gradient.ToArray<float>())];
    }

    private static void AssertClose(float[] expected, float[] actual, float relative)
    {
        float greatest = MathF.Max(1, expected.Max(MathF.Abs));
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -relative * greatest, relative * greatest));
    }
}
