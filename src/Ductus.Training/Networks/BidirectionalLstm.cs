using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

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
        // torch.nn.LSTM's names and initialisation, uniform within ±1/√H, but one bias: its two are only ever added up.
        Initializer uniform = Initializers.Uniform(1 / Math.Sqrt(_hidden));
        Parameter[] Direction(string suffix) =>
        [
            AddParameter($"weight_ih_l{layer}{suffix}", [4 * _hidden, inputs], ParameterKind.Weight, uniform),
            AddParameter($"weight_hh_l{layer}{suffix}", [4 * _hidden, _hidden], ParameterKind.Weight, uniform),
            AddParameter($"bias_l{layer}{suffix}", [4 * _hidden], ParameterKind.Bias, uniform),
        ];
        return [.. Direction(""), .. Direction("_reverse")];
    }
}
