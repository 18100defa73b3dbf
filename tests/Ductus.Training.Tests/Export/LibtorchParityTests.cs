using Ductus.Training.Export;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests.Export;

/// <summary>Every mapped operator: recorded from libtorch at one size, written as ONNX, and compared with libtorch at others.</summary>
public class LibtorchParityTests
{
    private static readonly Dictionary<string, Func<Tensor, Weights, Tensor>> Networks = new()
    {
        ["conv2d"] = (x, w) => Call("conv2d", x, w[6, 4, 3, 5], w[6], (long[])[2, 1], (long[])[1, 2], (long[])[1, 1], 1),
        ["conv2d of defaults"] = (x, w) => Call("conv2d", x, w[6, 4, 3, 3]),
        ["conv2d in groups, dilated"] = (x, w) => Call("conv2d", x, w[8, 1, 3, 3], Argument.None, (long[])[1], (long[])[2], (long[])[2], 4),
        ["convolution"] = (x, w) =>
            Call("convolution", x, w[6, 2, 3, 3], w[6], (long[])[1, 2], (long[])[1, 1], (long[])[1, 1], false, (long[])[0, 0], 2),
        ["batch_norm"] = (x, w) => Call("batch_norm", x, w[4], w[4], w[4], w.Positive(4), false, 0.1, 1e-3, true),
        ["batch_norm without weights"] = (x, w) =>
            Call("batch_norm", x, Argument.None, Argument.None, w[4], w.Positive(4), false, 0.1, 1e-5, true),
        ["max_pool2d"] = (x, _) => Call("max_pool2d", x, (long[])[2, 2]),
        ["max_pool2d with a stride and padding"] = (x, _) => Call("max_pool2d", x, (long[])[3, 3], (long[])[2, 1], (long[])[1, 1]),
        ["max_pool2d dilated, rounded up"] = (x, _) => Call("max_pool2d", x, (long[])[2, 2], (long[])[3, 2], (long[])[0, 0], (long[])[2, 1], true),
        ["avg_pool2d"] = (x, _) => Call("avg_pool2d", x, (long[])[3, 3], (long[])[2, 2], (long[])[1, 1]),
        ["avg_pool2d without its padding"] = (x, _) => Call("avg_pool2d", x, (long[])[2, 3], (long[])[1, 2], (long[])[1, 1], false, false),
        ["relu"] = (x, _) => Call("relu", x),
        ["relu_"] = (x, _) =>
        {
            Tensor copy = Call("clone", x);
            Call("relu_", copy);
            return Call("mul.Tensor", copy, x); // the copy changed, the original did not
        },
        ["sigmoid"] = (x, _) => Call("sigmoid", x),
        ["tanh"] = (x, _) => Call("tanh", x),
        ["sin"] = (x, _) => Call("sin", x),
        ["cos"] = (x, _) => Call("cos", x),
        ["cumsum"] = (x, _) => Call("cumsum", x, -1),
        ["hardswish"] = (x, _) => Call("hardswish", x),
        ["silu"] = (x, _) => Call("silu", x),
        ["gelu"] = (x, _) => Call("gelu", x),
        ["gelu by tanh"] = (x, _) => Call("gelu", x, "tanh"),
        ["add"] = (x, w) => Call("add.Tensor", x, w[4, 1, 1]),
        ["add of a multiple"] = (x, w) => Call("add.Tensor", x, w[4, 1, 1], -2.5),
        ["add of a number"] = (x, _) => Call("add.Scalar", x, 3, 0.5),
        ["sub"] = (x, w) => Call("sub.Tensor", w[1], x, 2),
        ["mul"] = (x, w) => Call("mul.Tensor", x, x),
        ["mul by a number"] = (x, _) => Call("mul.Scalar", x, 0.25),
        ["div"] = (x, w) => Call("div.Tensor", x, w.Positive(4, 1, 1)),
        ["div by a number"] = (x, _) => Call("div.Scalar", x, 8),
        ["maximum"] = (x, w) => Call("maximum", x, w[4, 1, 1]),
        ["max of two"] = (x, w) => Call("max.other", x, w[1]),
        ["max over a dimension"] = (x, _) => Call("max.dim", x, 2),
        ["max over a dimension, kept"] = (x, _) => Call("max.dim", x, -2, true),
        ["amax"] = (x, _) => Call("amax", x, (long[])[2]),
        ["amax over two"] = (x, _) => Call("amax", x, (long[])[1, -2], true),
        ["mean"] = (x, _) => Call("mean.dim", x, (long[])[2], false),
        ["transpose"] = (x, _) => Call("transpose.int", x, 1, -1),
        ["permute"] = (x, _) => Call("permute", x, (long[])[3, 0, -2, 1]),
        ["squeeze"] = (x, _) => Call("squeeze.dim", Call("amax", x, (long[])[2], true), 2),
        ["unsqueeze"] = (x, _) => Call("unsqueeze", x, -1),
        ["unsqueeze in front"] = (x, _) => Call("unsqueeze", x, 0),
        ["flatten of the last"] = (x, _) => Call("flatten.using_ints", x, 2, -1),
        ["flatten of the middle"] = (x, _) => Call("flatten.using_ints", x, 1, 2),
        ["flatten of the first"] = (x, _) => Call("flatten.using_ints", x, 0, 1),
        ["flatten of one"] = (x, _) => Call("flatten.using_ints", x, 1, 1),
        ["unflatten of the last"] = (x, _) => Call("unflatten.int", Last(x), -1, (long[])[2, 2]),
        ["unflatten of the second"] = (x, _) => Call("unflatten.int", x, 1, (long[])[2, 2]),
        ["cat"] = (x, _) => Call("cat", (Tensor[])[x, Call("relu", x), x], 1),
        ["select"] = (x, _) => Call("select.int", x, 1, -1),
        ["slice"] = (x, _) => Call("slice.Tensor", x, -1, 1, Argument.None, 2),
        ["slice up to an end"] = (x, _) => Call("slice.Tensor", x, 2, -5, -1),
        ["narrow"] = (x, _) => Call("narrow", x, 1, 1, 2),
        ["linear"] = (x, w) => Call("linear", Last(x), w[7, 4], w[7]),
        ["linear without bias"] = (x, w) => Call("linear", Last(x), w[7, 4]),
        ["linear of a computed matrix"] = (x, w) => Call("linear", Last(x), Call("relu", w[7, 4])),
        ["addmm"] = (x, w) => Call("addmm", w[5], Call("flatten.using_ints", Last(x), 0, 2), Call("t", w[5, 4]), 0.5, 2),
        ["matmul"] = (x, w) => Call("matmul", Last(x), w[4, 3]),
        ["mm"] = (x, w) => Call("mm", Call("flatten.using_ints", Last(x), 0, 2), w[4, 3]),
        ["bmm"] = (x, _) => Call("bmm", Call("select.int", x, 1, 0), Call("transpose.int", Call("select.int", x, 1, 1), 1, 2)),
        ["layer_norm"] = (x, w) => Call("layer_norm", Last(x), (long[])[4], w[4], w[4], 1e-4, true),
        ["layer_norm without weights"] = (x, _) => Call("layer_norm", Last(x), (long[])[4]),
        ["softmax"] = (x, _) => Call("softmax.int", x, 1),
        ["log_softmax"] = (x, _) => Call("log_softmax.int", x, -1),
        ["identities"] = (x, _) => Call("dropout", Call("feature_dropout",
            Call("detach", Call("contiguous", Call("to.dtype", x, DataType.Float32))), 0.5, false), 0.5, false),
        ["lstm"] = (x, w) => Lstm(Call("permute", Call("amax", x, (long[])[2]), (long[])[2, 0, 1]), w, batchFirst: false),
        ["lstm, batch first"] = (x, w) => Lstm(Call("transpose.int", Call("amax", x, (long[])[2]), 1, 2), w, batchFirst: true),
    };

    public static TheoryData<string> Cases => [.. Networks.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Convert_OneOperator_ComputesWhatLibtorchDoesAtOtherSizes(string name)
    {
        using var scope = new TensorScope();
        using var noGradient = NoGradient.Begin();
        var random = new Random(name.Length);
        var weights = new Weights(random);
        TorchTrace trace = Record(Networks[name], weights, Image(random, batch: 2, width: 12), out int dimensions);
        using var graph = new ExportedGraph(AtenToOnnx.Convert(
            trace, ["batch", 4, 9, "width"], [.. Enumerable.Range(0, dimensions).Select(i => (OnnxDimension)$"d{i}")], WeightStorage.Float32));

        foreach (var (batch, width) in new[] { (1, 9), (3, 31) })
        {
            Tensor image = Image(random, batch, width);
            float[] pixels = image.ToArray<float>();
            weights.Rewind();

            Tensor expected = Networks[name](image, weights);
            float[] actual = graph.Run(pixels, image.Sizes, expected.Sizes);

            ExportedGraph.AssertClose(expected.ToArray<float>(), actual, tolerance: 2e-5);
        }
    }

    [Fact]
    public void Networks_Together_CoverEveryMapping()
    {
        using var scope = new TensorScope();
        using var noGradient = NoGradient.Begin();
        var random = new Random(1);
        var mapped = new[]
        {
            AtenConvolutions.Mappings, AtenElements.Mappings, AtenMatrices.Mappings, AtenReductions.Mappings, AtenShapes.Mappings, AtenLstm.Mappings,
        }.SelectMany(family => family).Select(mapping => mapping.Name);

        var recorded = Networks.Values
            .SelectMany(network => Record(network, new Weights(random), Image(random, batch: 2, width: 12), out _).Operations)
            .Select(operation => operation.Name["aten::".Length..].TrimEnd('_'));

        Assert.Empty(mapped.Except(recorded));
    }

    [Fact]
    public void Convert_Half_StoresHalfTheBytesAndComputesNearlyTheSame()
    {
        using var scope = new TensorScope();
        using var noGradient = NoGradient.Begin();
        var random = new Random(2);
        TorchTrace trace = Record(
            (x, w) => Call("linear", Last(Call("conv2d", x, w[64, 4, 3, 3])), w[50, 64], w[50]), new Weights(random), Image(random, 1, 9), out _);
        float[] image = Image(random, 1, 9).ToArray<float>();

        using var full = new ExportedGraph(AtenToOnnx.Convert(trace, ["b", 4, 9, "w"], ["b", "h", "w", 50], WeightStorage.Float32));
        using var half = new ExportedGraph(AtenToOnnx.Convert(trace, ["b", 4, 9, "w"], ["b", "h", "w", 50], WeightStorage.Float16));
        float[] expected = full.Run(image, [1, 4, 9, 9], [1, 7, 7, 50]), actual = half.Run(image, [1, 4, 9, 9], [1, 7, 7, 50]);

        const int Matrices = 64 * 4 * 3 * 3 + 50 * 64, Casts = 200;
        Assert.InRange(full.FileBytes - half.FileBytes, 2 * Matrices - Casts, 2 * Matrices);
        ExportedGraph.AssertClose(expected, actual, tolerance: 0.1);
        Assert.NotEqual(expected, actual);
    }

    private static TorchTrace Record(Func<Tensor, Weights, Tensor> network, Weights weights, Tensor image, out int dimensions)
    {
        using var trace = new Ductus.Training.Torch.Trace();
        Tensor output = network(image, weights);
        dimensions = output.Sizes.Length;
        return new TorchTrace
        {
            Operations = trace.Operations,
            Input = trace.ValueOf(image),
            Output = trace.ValueOf(output),
            Parameters = weights.Made.ToDictionary(tensor => trace.ValueOf(tensor).Id,
                tensor => new TracedParameter(tensor.ToArray<float>(), [.. tensor.Sizes.Select(size => (int)size)])),
        };
    }

    private static Tensor Call(string name, params ReadOnlySpan<Argument> arguments)
    {
        string[] parts = name.Split('.');
        return new Operator("aten::" + parts[0], parts.Length > 1 ? parts[1] : "").CallMany(arguments)[0];
    }

    private static Tensor Last(Tensor x) => Call("permute", x, (long[])[0, 2, 3, 1]);

    private static Tensor Lstm(Tensor x, Weights w, bool batchFirst)
    {
        const int Hidden = 6;
        Tensor zeros = Call("zeros", (long[])[4, x.Size(batchFirst ? 0 : 1), Hidden]);
        Tensor[] parameters =
        [
            .. from layer in Enumerable.Range(0, 2)
               from direction in Enumerable.Range(0, 2)
               from shape in (long[][])[[4 * Hidden, layer == 0 ? 4 : 2 * Hidden], [4 * Hidden, Hidden], [4 * Hidden], [4 * Hidden]]
               select w[shape],
        ];
        return Call("lstm.input", x, (Tensor[])[Call("zeros_like", zeros), Call("new_zeros", x, zeros.Sizes)], parameters, true, 2, 0.0, false, true, batchFirst);
    }

    private static Tensor Image(Random random, int batch, int width)
    {
        float[] pixels = [.. Enumerable.Range(0, batch * 4 * 9 * width).Select(_ => (float)(random.NextDouble() * 8 - 4))];
        return Tensor.From<float>(pixels, [batch, 4, 9, width]);
    }

    /// <summary>Random parameters, made as they are asked for, and the same again after <see cref="Rewind"/>.</summary>
    private sealed class Weights(Random random)
    {
        private int _next;

        public List<Tensor> Made { get; } = [];

        public Tensor this[params long[] shape] => Next(shape, lowest: -1);

        public Tensor Positive(params long[] shape) => Next(shape, lowest: 0.5);

        public void Rewind() => _next = 0;

        private Tensor Next(long[] shape, double lowest)
        {
            if (_next == Made.Count)
            {
                int count = (int)shape.Aggregate(1L, (product, size) => product * size);
                Made.Add(Tensor.From<float>([.. Enumerable.Range(0, count).Select(_ => (float)(lowest + random.NextDouble() * (1 - lowest)))], shape));
            }
            return Made[_next++];
        }
    }
}
