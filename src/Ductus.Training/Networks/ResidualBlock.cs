using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

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

    public override Tensor Forward(Tensor x) => _norm.ForwardRelu(_second.Forward(_first.Forward(x)), () => _shortcut?.Forward(x) ?? x);
}
