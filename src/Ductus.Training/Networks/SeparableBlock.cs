using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>
/// A depthwise convolution, then a 1×1 convolution across the channels (Howard et al. 2017, section 3.1), around a shortcut where the
/// channels stay the same (Sandler et al. 2018).
/// </summary>
public sealed class SeparableBlock : Module
{
    private readonly Conv2d _depthwise, _pointwise;
    private readonly BatchNorm2d _depthwiseNorm, _pointwiseNorm;
    private readonly bool _shortcut;

    /// <param name="inputs">Channels before.</param>
    /// <param name="outputs">Channels after.</param>
    /// <param name="kernel">Side of the depthwise kernel, odd.</param>
    public SeparableBlock(int inputs, int outputs, int kernel)
    {
        _depthwise = Add("depthwise", new Conv2d(inputs, inputs, (kernel, kernel), groups: inputs));
        _depthwiseNorm = Add("depthwise_norm", new BatchNorm2d(inputs));
        _pointwise = Add("pointwise", new Conv2d(inputs, outputs, (1, 1)));
        _pointwiseNorm = Add("pointwise_norm", new BatchNorm2d(outputs));
        _shortcut = inputs == outputs;
    }

    public override Tensor Forward(Tensor x)
    {
        Tensor branch = _depthwiseNorm.ForwardRelu(_depthwise.Forward(x));
        return _pointwiseNorm.ForwardRelu(_pointwise.Forward(branch), _shortcut ? x : null);
    }
}
