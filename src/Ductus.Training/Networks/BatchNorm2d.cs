using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

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

    /// <summary>The normalised features, the shortcut added where there is one, then ReLU.</summary>
    public Tensor ForwardRelu(Tensor x, Tensor? shortcut = null) =>
        x.BatchNormRelu(shortcut, _weight.Tensor, _bias.Tensor, _mean.Tensor, _variance.Tensor, Training, Momentum, Epsilon);

    /// <summary>The same with a shortcut that still has to be computed.</summary>
    /// <remarks>Model files hold their weights in the order of the trace, and older ones hold a shortcut's after the normalisation's.</remarks>
    public Tensor ForwardRelu(Tensor x, Func<Tensor> shortcut) =>
        Trace.Active ? (Forward(x) + shortcut()).ReluInPlace() : ForwardRelu(x, shortcut());
}
