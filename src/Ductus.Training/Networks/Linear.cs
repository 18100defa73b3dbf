using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

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
