using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>2-D convolution without bias (a batch normalisation follows), padded so that stride 1 keeps the size. Computes in the type of its input.</summary>
public sealed class Conv2d : Module
{
    private readonly Parameter _weight;
    private readonly (int H, int W) _stride, _padding;
    private readonly int _groups;

    public Conv2d(int inputs, int outputs, (int H, int W) kernel, (int H, int W)? stride = null, int groups = 1)
    {
        (_stride, _padding, _groups) = (stride ?? (1, 1), (kernel.H / 2, kernel.W / 2), groups);
        _weight = AddParameter("weight", [outputs, inputs / groups, kernel.H, kernel.W], ParameterKind.Weight,
            Initializers.He((long)outputs * kernel.H * kernel.W / groups));
    }

    public override Tensor Forward(Tensor x) => x.Conv2d(_weight.Tensor.To(x.Type), null, _stride, _padding, _groups);
}

/// <summary>Batch normalisation (Ioffe &amp; Szegedy 2015) of (B, D, H, W).</summary>
public sealed class BatchNorm2d : Module
{
    private const double Momentum = 0.1, Epsilon = 1e-5;

    private readonly Parameter _weight, _bias, _mean, _variance;

    /// <param name="channels">D</param>
    /// <param name="initialScale">0 lets a residual branch start as nothing (Goyal et al. 2017, section 5.1).</param>
    public BatchNorm2d(int channels, float initialScale = 1)
    {
        _weight = AddParameter("weight", [channels], ParameterKind.Bias, Initializers.Constant(initialScale));
        _bias = AddParameter("bias", [channels], ParameterKind.Bias, Initializers.Constant(0));
        _mean = AddParameter("running_mean", [channels], ParameterKind.Statistic, Initializers.Constant(0));
        _variance = AddParameter("running_var", [channels], ParameterKind.Statistic, Initializers.Constant(1));
    }

    public override Tensor Forward(Tensor x) =>
        x.BatchNorm(_weight.Tensor, _bias.Tensor, _mean.Tensor, _variance.Tensor, Training, Momentum, Epsilon);
}

/// <summary>Convolution, batch normalisation, ReLU.</summary>
public sealed class ConvolutionBlock : Module
{
    private readonly Conv2d _convolution;
    private readonly BatchNorm2d _norm;

    public ConvolutionBlock(int inputs, int outputs, (int H, int W) kernel, (int H, int W)? stride = null)
    {
        _convolution = Add("conv", new Conv2d(inputs, outputs, kernel, stride));
        _norm = Add("norm", new BatchNorm2d(outputs));
    }

    public override Tensor Forward(Tensor x) => _norm.Forward(_convolution.Forward(x)).ReluInPlace();
}

/// <summary>Two 3×3 convolutions around a shortcut (He et al. 2016); a 1×1 convolution fits the shortcut where the channels change.</summary>
public sealed class ResidualBlock : Module
{
    private readonly ConvolutionBlock _first;
    private readonly Conv2d _second;
    private readonly BatchNorm2d _norm;
    private readonly Conv2d? _shortcut;

    public ResidualBlock(int inputs, int outputs)
    {
        _first = Add("first", new ConvolutionBlock(inputs, outputs, (3, 3)));
        _second = Add("second", new Conv2d(outputs, outputs, (3, 3)));
        _norm = Add("norm", new BatchNorm2d(outputs, initialScale: 0));
        _shortcut = inputs == outputs ? null : Add("shortcut", new Conv2d(inputs, outputs, (1, 1)));
    }

    public override Tensor Forward(Tensor x)
    {
        Tensor branch = _norm.Forward(_second.Forward(_first.Forward(x)));
        return (branch + (_shortcut?.Forward(x) ?? x)).ReluInPlace();
    }
}

/// <summary>Layers of bidirectional LSTM over (T, B, D) → (T, B, 2·hidden), with dropout before each but the first.</summary>
public sealed class BidirectionalLstm : Module
{
    private readonly int _hidden;
    private readonly double _dropout;
    private readonly Parameter[][] _layers;

    public BidirectionalLstm(int inputs, int hidden, int layers, double dropout)
    {
        (_hidden, _dropout) = (hidden, dropout);
        _layers = [.. Enumerable.Range(0, layers).Select(layer => Layer(layer, layer == 0 ? inputs : 2 * hidden))];
    }

    public override Tensor Forward(Tensor x)
    {
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            if (layer > 0)
                x = x.Dropout(_dropout, Training);
            x = x.BidirectionalLstm([.. _layers[layer].Select(parameter => parameter.Tensor.To(x.Type))], _hidden);
        }
        return x;
    }

    private Parameter[] Layer(int layer, int inputs)
    {
        // torch.nn.LSTM's names and initialisation: uniform within ±1/√H.
        Initializer uniform = Initializers.Uniform(1 / Math.Sqrt(_hidden));
        Parameter[] Direction(string suffix) =>
        [
            AddParameter($"weight_ih_l{layer}{suffix}", [4 * _hidden, inputs], ParameterKind.Weight, uniform),
            AddParameter($"weight_hh_l{layer}{suffix}", [4 * _hidden, _hidden], ParameterKind.Weight, uniform),
            AddParameter($"bias_ih_l{layer}{suffix}", [4 * _hidden], ParameterKind.Bias, uniform),
            AddParameter($"bias_hh_l{layer}{suffix}", [4 * _hidden], ParameterKind.Bias, uniform),
        ];
        return [.. Direction(""), .. Direction("_reverse")];
    }
}

/// <summary>x · weightᵀ + bias over the last dimension.</summary>
public sealed class Linear : Module
{
    private readonly Parameter _weight, _bias;

    public Linear(int inputs, int outputs)
    {
        Initializer uniform = Initializers.Uniform(1 / Math.Sqrt(inputs));
        _weight = AddParameter("weight", [outputs, inputs], ParameterKind.Weight, uniform);
        _bias = AddParameter("bias", [outputs], ParameterKind.Bias, uniform);
    }

    public override Tensor Forward(Tensor x) => x.Linear(_weight.Tensor.To(x.Type), _bias.Tensor.To(x.Type));
}
