using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Scaled dot-product attention of several heads (Vaswani et al. 2017, section 3.2).</summary>
public sealed class MultiHeadAttention : Module
{
    private readonly Linear _queries, _keys, _values, _output;
    private readonly int _heads, _width;
    private readonly double _dropout;

    /// <param name="channels">D</param>
    /// <param name="heads">A divisor of D.</param>
    /// <param name="dropout">Of the attention weights, 0…1.</param>
    public MultiHeadAttention(int channels, int heads, double dropout)
    {
        if (channels % heads != 0)
            throw new ArgumentException($"The heads must divide the {channels} channels; got {heads}.", nameof(heads));
        (_heads, _width, _dropout) = (heads, channels / heads, dropout);
        _queries = Add("queries", new Linear(channels, channels));
        _keys = Add("keys", new Linear(channels, channels));
        _values = Add("values", new Linear(channels, channels));
        _output = Add("output", new Linear(channels, channels));
    }

    public override Tensor Forward(Tensor x) => Attend(x, x);

    /// <param name="x">(B, T, D): who asks.</param>
    /// <param name="source">(B, S, D): who answers.</param>
    /// <param name="bias">(T, S) or (B, 1, T, S), added to the scores: −∞ where nothing may be seen; or none.</param>
    /// <returns>(B, T, D)</returns>
    public Tensor Attend(Tensor x, Tensor source, Tensor? bias = null)
    {
        Tensor queries = Heads(_queries, x), keys = Heads(_keys, source), values = Heads(_values, source);   // (B, heads, T or S, width)
        Tensor scores = (queries * (1 / Math.Sqrt(_width))).MatrixProduct(keys.Transpose(2, 3));             // (B, heads, T, S)
        if (bias is not null)
            scores = scores + bias;
        Tensor weights = scores.Softmax(3).Dropout(_dropout, Training);
        return _output.Forward(weights.MatrixProduct(values).Transpose(1, 2).Flatten(2));
    }

    private Tensor Heads(Linear projection, Tensor x) => projection.Forward(x).Unflatten(2, _heads, _width).Transpose(1, 2);
}
