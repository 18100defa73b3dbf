namespace Ductus.Training.Export;

/// <summary>Convolutions over images, what follows them, and pooling. Images are (B, D, H, W).</summary>
internal static class AtenConvolutions
{
    private const int ImageRank = 4;

    public static IEnumerable<(string Name, Action<AtenCall> Map)> Mappings =>
    [
        ("conv2d", call => Convolve(call, groups: 6)),
        ("convolution", call =>
        {
            if (call.Flag(6))
                throw call.Unsupported("it is transposed");
            Convolve(call, groups: 8);
        }),
        ("batch_norm", BatchNorm),
        ("max_pool2d", MaxPool),
        ("avg_pool2d", AveragePool),
    ];

    private static void Convolve(AtenCall call, int groups)
    {
        GraphValue image = Image(call);
        var (strideH, strideW) = call.Pair(3, (1, 1));
        var (paddingH, paddingW) = call.Pair(4, (0, 0));
        var (dilationH, dilationW) = call.Pair(5, (1, 1));
        List<string> inputs = [image.Name, call.Tensor(1).Name];
        if (call.OptionalTensor(2) is { } bias)
            inputs.Add(bias.Name);
        call.Return(call.Node(ImageRank, "Conv", inputs,
            OnnxAttribute.Integers("strides", strideH, strideW),
            OnnxAttribute.Integers("pads", paddingH, paddingW, paddingH, paddingW),
            OnnxAttribute.Integers("dilations", dilationH, dilationW),
            OnnxAttribute.Integer("group", call.Integer(groups, 1))));
    }

    // batch_norm(x, weight?, bias?, mean, variance, training, momentum, epsilon, cudnn)
    private static void BatchNorm(AtenCall call)
    {
        if (call.Flag(5))
            throw call.Unsupported("the network is in training");
        GraphValue x = call.Tensor(0);
        int channels = call.Parameter(3).Values.Length;
        string weight = call.OptionalTensor(1)?.Name ?? Filled(call, channels, 1), bias = call.OptionalTensor(2)?.Name ?? Filled(call, channels, 0);
        call.Return(call.Node(x.Rank, "BatchNormalization", [x.Name, weight, bias, call.Tensor(3).Name, call.Tensor(4).Name],
            OnnxAttribute.Float("epsilon", call.Number(7))));
    }

    // max_pool2d(x, kernel, stride = kernel, padding = 0, dilation = 1, ceil = false)
    private static void MaxPool(AtenCall call)
    {
        var (dilationH, dilationW) = call.Pair(4, (1, 1));
        Pool(call, "MaxPool", ceil: call.Flag(5, false), OnnxAttribute.Integers("dilations", dilationH, dilationW));
    }

    // avg_pool2d(x, kernel, stride = kernel, padding = 0, ceil = false, count padding = true, divisor?)
    private static void AveragePool(AtenCall call)
    {
        if (call.Integer(6, 0) != 0)
            throw call.Unsupported("it has a divisor of its own");
        Pool(call, "AveragePool", ceil: call.Flag(4, false), OnnxAttribute.Integer("count_include_pad", call.Flag(5, true) ? 1 : 0));
    }

    private static void Pool(AtenCall call, string operation, bool ceil, OnnxAttribute ownAttribute)
    {
        GraphValue image = Image(call);
        var kernel = call.Pair(1);
        var (strideH, strideW) = call.Pair(2, kernel);
        var (paddingH, paddingW) = call.Pair(3, (0, 0));
        call.Return(call.Node(ImageRank, operation, [image.Name],
            OnnxAttribute.Integers("kernel_shape", kernel.H, kernel.W),
            OnnxAttribute.Integers("strides", strideH, strideW),
            OnnxAttribute.Integers("pads", paddingH, paddingW, paddingH, paddingW),
            OnnxAttribute.Integer("ceil_mode", ceil ? 1 : 0),
            ownAttribute));
    }

    private static GraphValue Image(AtenCall call) => call.Tensor(0) is { Rank: ImageRank } image ? image
        : throw call.Unsupported($"it wants images of 4 dimensions; got {call.Tensor(0).Rank}");

    private static string Filled(AtenCall call, int length, float value)
    {
        var values = new float[length];
        values.AsSpan().Fill(value);
        return call.Graph.Constant(values, length);
    }
}
