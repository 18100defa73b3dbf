namespace Ductus.Training.Torch;

/// <summary>The operators that networks and losses are made of.</summary>
public static class TensorLayers
{
    private static readonly Operator ConvolutionOperator = new("aten::conv2d"), BatchNormOperator = new("aten::batch_norm"),
        FusedNormOperator = new("ductus::batch_norm_relu"), FusedNormAddOperator = new("ductus::batch_norm_add_relu"),
        ReluInPlaceOperator = new("aten::relu_"), MaxPoolOperator = new("aten::max_pool2d"), AveragePoolOperator = new("aten::avg_pool2d"),
        DropoutOperator = new("aten::dropout"), FeatureDropoutOperator = new("aten::feature_dropout"), LinearOperator = new("aten::linear"),
        LstmOperator = new("aten::lstm", "input"), GruOperator = new("aten::gru", "input"), FusedLstmOperator = new("ductus::bilstm"), LogSoftmaxOperator = new("aten::log_softmax", "int"),
        CtcOperator = new("aten::ctc_loss", "IntList"), GridSampleOperator = new("aten::grid_sampler"),
        InterpolateBilinearOperator = new("aten::upsample_bilinear2d", "vec"), InterpolateBicubicOperator = new("aten::upsample_bicubic2d", "vec"), ZerosOperator = new("aten::zeros"), RandOperator = new("aten::rand"),
        RandNormalOperator = new("aten::randn"), PadOperator = new("aten::constant_pad_nd"),
        LayerNormOperator = new("aten::layer_norm"), GeluOperator = new("aten::gelu"), SoftmaxOperator = new("aten::softmax", "int"),
        EmbeddingOperator = new("aten::embedding"), CrossEntropyOperator = new("aten::cross_entropy_loss");

    /// <param name="x">(B, D, H, W)</param>
    /// <param name="weight">(D', D / groups, KH, KW)</param>
    /// <param name="bias">(D') or none</param>
    /// <param name="stride">Rows and columns.</param>
    /// <param name="padding">Rows and columns.</param>
    /// <param name="groups">D for a depthwise convolution.</param>
    public static Tensor Conv2d(this Tensor x, Tensor weight, Tensor? bias, (int H, int W) stride, (int H, int W) padding, int groups = 1) =>
        ConvolutionOperator.Call(x, weight, bias, (long[])[stride.H, stride.W], (long[])[padding.H, padding.W], (long[])[1, 1], groups);

    /// <summary>Batch normalisation over every dimension but the second; in training the running statistics are updated.</summary>
    public static Tensor BatchNorm(this Tensor x, Tensor weight, Tensor bias, Tensor mean, Tensor variance, bool training, double momentum, double epsilon) =>
        BatchNormOperator.Call(x, weight, bias, mean, variance, training, momentum, epsilon, true);

    /// <summary><see cref="BatchNorm"/>, the shortcut added where there is one, then ReLU.</summary>
    /// <param name="x">(B, D, H, W)</param>
    /// <param name="shortcut">(B, D, H, W), of the type of <paramref name="x"/></param>
    /// <param name="weight">(D), as bias, mean and variance, of 32 bits.</param>
    /// <returns>(B, D, H, W), at least 0; on the CPU channels last.</returns>
    /// <exception cref="Ductus.Native.NativeException">The sizes or types do not fit together.</exception>
    public static Tensor BatchNormRelu(
        this Tensor x, Tensor? shortcut, Tensor weight, Tensor bias, Tensor mean, Tensor variance, bool training, double momentum, double epsilon)
    {
        if (x.Device == Device.Cpu && !Trace.Active)
            return shortcut is null
                ? FusedNormOperator.Call(x, weight, bias, mean, variance, training, momentum, epsilon)
                : FusedNormAddOperator.Call(x, shortcut, weight, bias, mean, variance, training, momentum, epsilon);

        x = x.BatchNorm(weight, bias, mean, variance, training, momentum, epsilon);
        return (shortcut is null ? x : x + shortcut).ReluInPlace();
    }

    public static Tensor ReluInPlace(this Tensor x) => ReluInPlaceOperator.Call(x);

    public static Tensor MaxPool2d(this Tensor x, (int H, int W) kernel, (int H, int W)? stride = null, (int H, int W) padding = default) =>
        MaxPoolOperator.Call(x, (long[])[kernel.H, kernel.W], (long[])[stride?.H ?? kernel.H, stride?.W ?? kernel.W],
            (long[])[padding.H, padding.W]);

    public static Tensor AveragePool2d(this Tensor x, (int H, int W) kernel, (int H, int W) stride, (int H, int W) padding) =>
        AveragePoolOperator.Call(x, (long[])[kernel.H, kernel.W], (long[])[stride.H, stride.W], (long[])[padding.H, padding.W]);

    /// <summary>Sets each element to 0 with the given probability in training and scales the others up; nothing otherwise.</summary>
    public static Tensor Dropout(this Tensor x, double probability, bool training) => DropoutOperator.Call(x, probability, training);

    /// <summary>Like <see cref="Dropout"/> for whole channels (dimension 1) of a sample.</summary>
    public static Tensor ChannelDropout(this Tensor x, double probability, bool training) => FeatureDropoutOperator.Call(x, probability, training);

    /// <summary>x · weightᵀ + bias over the last dimension.</summary>
    public static Tensor Linear(this Tensor x, Tensor weight, Tensor bias) => LinearOperator.Call(x, weight, bias);

    /// <summary>One bidirectional LSTM layer from zero states.</summary>
    /// <param name="x">(T, B, D)</param>
    /// <param name="weights">Per direction: input weights (4H, D), recurrent weights (4H, H), bias (4H); gates i, f, g, o.</param>
    /// <param name="hidden">H</param>
    /// <returns>(T, B, 2H)</returns>
    public static Tensor BidirectionalLstm(this Tensor x, Tensor[] weights, int hidden)
    {
        if (x.Device == Device.Cpu && x.Type == DataType.Float32 && !Trace.Active)
            return FusedLstmOperator.Call(x, weights[0], weights[1], weights[2], weights[3], weights[4], weights[5]);

        // libtorch's own wants two biases in each direction.
        Tensor zeros = ZerosOperator.Call((long[])[2, x.Size(1), hidden], x.Type, Argument.Default, x.Device);
        Tensor none = ZerosOperator.Call((long[])[4 * hidden], x.Type, Argument.Default, x.Device);
        Tensor[] pairs = [weights[0], weights[1], weights[2], none, weights[3], weights[4], weights[5], none];
        return LstmOperator.CallMany(x, (Tensor[])[zeros, zeros], pairs, true, 1, 0.0, false, true, false)[0];
    }

    /// <summary>One LSTM layer in reading direction from zero states.</summary>
    /// <param name="x">(T, B, D)</param>
    /// <param name="weights">Input weights (4H, D), recurrent weights (4H, H), bias (4H); gates i, f, g, o.</param>
    /// <param name="hidden">H</param>
    /// <returns>(T, B, H)</returns>
    public static Tensor Lstm(this Tensor x, Tensor[] weights, int hidden)
    {
        Tensor zeros = ZerosOperator.Call((long[])[1, x.Size(1), hidden], x.Type, Argument.Default, x.Device);
        Tensor none = ZerosOperator.Call((long[])[4 * hidden], x.Type, Argument.Default, x.Device);
        return LstmOperator.CallMany(x, (Tensor[])[zeros, zeros], (Tensor[])[weights[0], weights[1], weights[2], none], true, 1, 0.0, false, false, false)[0];
    }

    /// <summary>One GRU layer in reading direction from zero states.</summary>
    /// <param name="x">(T, B, D)</param>
    /// <param name="weights">Input weights (3H, D), recurrent weights (3H, H), biases (3H) of either; gates r, z, n.</param>
    /// <param name="hidden">H</param>
    /// <returns>(T, B, H)</returns>
    public static Tensor Gru(this Tensor x, Tensor[] weights, int hidden)
    {
        Tensor zeros = ZerosOperator.Call((long[])[1, x.Size(1), hidden], x.Type, Argument.Default, x.Device);
        return GruOperator.CallMany(x, zeros, weights, true, 1, 0.0, false, false, false)[0];
    }

    /// <summary>Layer normalisation over the last dimension.</summary>
    public static Tensor LayerNorm(this Tensor x, int channels, Tensor weight, Tensor bias) => LayerNormOperator.Call(x, (long[])[channels], weight, bias);

    public static Tensor Gelu(this Tensor x) => GeluOperator.Call(x);

    public static Tensor Softmax(this Tensor x, int dimension) => SoftmaxOperator.Call(x, dimension);

    /// <summary>The rows of a matrix that whole numbers name.</summary>
    /// <param name="indices">(…) of 64-bit integers.</param>
    /// <param name="rows">(N, D)</param>
    /// <returns>(…, D)</returns>
    public static Tensor Embed(this Tensor indices, Tensor rows) => EmbeddingOperator.Call(rows, indices);

    /// <summary>Sum of the cross entropies, natural log, of those rows whose class is not negative.</summary>
    /// <param name="logits">(N, C)</param>
    /// <param name="classes">(N) 0…C−1, or negative to leave the row out.</param>
    /// <param name="smoothing">Part of the truth that is spread over all classes, 0…1.</param>
    public static Tensor CrossEntropySum(this Tensor logits, Tensor classes, double smoothing) =>
        CrossEntropyOperator.Call(logits, classes, Argument.None, 2, -100, smoothing);

    /// <summary>The features with those frames set to 0 that are not kept.</summary>
    /// <param name="features">(B, D, 1, T)</param>
    /// <param name="kept">(B, 1, 1, T), 0 or 1; none keeps all.</param>
    public static Tensor Hide(this Tensor features, Tensor? kept) => kept is null ? features : features * kept.To(features.Type);

    /// <summary>Natural logarithm of the softmax over one dimension, in 32 bits.</summary>
    public static Tensor LogSoftmax(this Tensor x, int dimension) => LogSoftmaxOperator.Call(x, dimension, DataType.Float32);

    /// <summary>CTC loss (Graves et al. 2006), blank 0, of each sample, natural log; 0 where the frames do not suffice.</summary>
    /// <param name="logProbabilities">(T, B, C)</param>
    /// <param name="targets">(sum of target lengths) on the device, or (B, longest) padded.</param>
    /// <param name="frames">Frames of each sample, at most T.</param>
    /// <param name="targetLengths">Labels of each sample.</param>
    /// <returns>(B)</returns>
    public static Tensor CtcLoss(this Tensor logProbabilities, Tensor targets, long[] frames, long[] targetLengths) =>
        CtcOperator.Call(logProbabilities, targets, frames, targetLengths, 0, 0, true);

    /// <summary>Samples images bilinearly at given places; outside is 0.</summary>
    /// <param name="x">(B, D, H, W)</param>
    /// <param name="grid">(B, H', W', 2): x and y from −1, the left or upper border, to 1.</param>
    public static Tensor GridSample(this Tensor x, Tensor grid) => GridSampleOperator.Call(x, grid, 0, 0, false);

    /// <summary>Resizes (B, D, H, W) bilinearly, corners onto corners.</summary>
    public static Tensor ResizeBilinear(this Tensor x, long height, long width) =>
        InterpolateBilinearOperator.Call(x, (long[])[height, width], true, Argument.None);

    /// <summary>As <see cref="ResizeBilinear"/>, but smooth: cubic between the elements.</summary>
    public static Tensor ResizeBicubic(this Tensor x, long height, long width) =>
        InterpolateBicubicOperator.Call(x, (long[])[height, width], true, Argument.None);

    /// <summary>Zeros to the right of the last dimension.</summary>
    public static Tensor PadRight(this Tensor x, int columns) => columns == 0 ? x : PadOperator.Call(x, (long[])[0, columns], 0.0);

    /// <summary>Zeros to the left of the last dimension.</summary>
    public static Tensor PadLeft(this Tensor x, int columns) => PadOperator.Call(x, (long[])[columns, 0], 0);

    /// <summary>Uniform random numbers 0 ≤ r &lt; 1.</summary>
    public static Tensor Uniform(Device device, params long[] sizes) => RandOperator.Call(sizes, DataType.Float32, Argument.Default, device);

    /// <summary>Normal random numbers of mean 0 and deviation 1.</summary>
    public static Tensor Normal(Device device, params long[] sizes) => RandNormalOperator.Call(sizes, DataType.Float32, Argument.Default, device);

    public static Tensor Zeros(Device device, params long[] sizes) => ZerosOperator.Call(sizes, DataType.Float32, Argument.Default, device);
}
