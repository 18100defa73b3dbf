using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Layer normalisation over the last dimension (Ba et al. 2016).</summary>
public sealed class LayerNorm : Module
{
    private readonly Parameter _weight, _bias;
    private readonly int _channels;

    public LayerNorm(int channels)
    {
        _channels = channels;
        _weight = AddParameter("weight", [channels], ParameterKind.Bias, Initializers.Constant(1));
        _bias = AddParameter("bias", [channels], ParameterKind.Bias, Initializers.Constant(0));
    }

    public override Tensor Forward(Tensor x) => x.LayerNorm(_channels, _weight.Tensor, _bias.Tensor);
}
