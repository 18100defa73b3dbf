using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>2-D convolution, as a rule without bias (a batch normalisation follows), padded so that stride 1 keeps the size. Computes in the type of its input.</summary>
public sealed class Conv2d : Module
{
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly (int H, int W) _stride, _padding;
    private readonly int _groups;

    public Conv2d(int inputs, int outputs, (int H, int W) kernel, (int H, int W)? stride = null, int groups = 1, bool bias = false)
    {
        (_stride, _padding, _groups) = (stride ?? (1, 1), (kernel.H / 2, kernel.W / 2), groups);
        _weight = AddParameter("weight", [outputs, inputs / groups, kernel.H, kernel.W], ParameterKind.Weight,
            Initializers.He((long)outputs * kernel.H * kernel.W / groups));
        _bias = bias ? AddParameter("bias", [outputs], ParameterKind.Bias, Initializers.Constant(0)) : null;
    }

    public override Tensor Forward(Tensor x) => x.Conv2d(_weight.Tensor.To(x.Type), _bias?.Tensor.To(x.Type), _stride, _padding, _groups);
}
