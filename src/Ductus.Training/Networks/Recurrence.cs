using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>One layer of LSTM or GRU in reading direction over (T, B, D) → (T, B, hidden), from zero states.</summary>
public sealed class Recurrence : Module
{
    private readonly bool _isGru;
    private readonly int _hidden;
    private readonly Parameter[] _parameters;

    /// <param name="cell"><c>lstm</c> or <c>gru</c>.</param>
    /// <param name="inputs">D</param>
    /// <param name="hidden">H</param>
    public Recurrence(string cell, int inputs, int hidden)
    {
        (_isGru, _hidden) = (cell == "gru", hidden);
        int gates = _isGru ? 3 : 4;
        Initializer uniform = Initializers.Uniform(1 / Math.Sqrt(hidden));
        // A GRU needs both biases: its reset gate lies between them.
        string[] biases = _isGru ? ["bias_ih", "bias_hh"] : ["bias"];
        _parameters =
        [
            AddParameter("weight_ih", [gates * hidden, inputs], ParameterKind.Weight, uniform),
            AddParameter("weight_hh", [gates * hidden, hidden], ParameterKind.Weight, uniform),
            .. biases.Select(bias => AddParameter(bias, [gates * hidden], ParameterKind.Bias, uniform)),
        ];
    }

    public override Tensor Forward(Tensor x)
    {
        Tensor[] weights = [.. _parameters.Select(parameter => parameter.Tensor.To(x.Type))];
        return _isGru ? x.Gru(weights, _hidden) : x.Lstm(weights, _hidden);
    }
}
