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
