using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Residual CNN down to one row, then blocks of self-attention over its columns.</summary>
public sealed class TransformerEncoder : Module
{
    private readonly ColumnFeatures _features;
    private readonly SinusoidalPositions _positions;
    private readonly SelfAttentionBlock[] _blocks;
    private readonly LayerNorm _norm;

    public TransformerEncoder(LineTransformerOptions options)
    {
        int channels = options.FeatureChannels;
        _features = Add("features", new ColumnFeatures(options, (inputs, outputs) => new ResidualBlock(inputs, outputs)));
        _positions = Add("positions", new SinusoidalPositions(channels));
        _blocks = [.. Enumerable.Range(0, options.Layers).Select(i =>
            Add($"block{i}", new SelfAttentionBlock(channels, options.Heads, options.Expansion, options.Dropout)))];
        _norm = Add("norm", new LayerNorm(channels));
    }

    /// <param name="x">(B, 1, H, W)</param>
    /// <returns>(B, T, D)</returns>
    public override Tensor Forward(Tensor x) => Attend(Features(x), kept: null);

    /// <param name="x">(B, 1, H, W)</param>
    /// <returns>(B, D, 1, T)</returns>
    public Tensor Features(Tensor x) => _features.Forward(x);

    /// <param name="features">(B, D, 1, T)</param>
    /// <param name="kept">(B, 1, 1, T) or none: frames whose features are hidden.</param>
    /// <returns>(B, T, D)</returns>
    public Tensor Attend(Tensor features, Tensor? kept)
    {
        Tensor x = features.Hide(kept).Squeeze(2).Transpose(1, 2).To(DataType.Float32);
        x = _positions.Forward(x);
        foreach (SelfAttentionBlock block in _blocks)
            x = block.Forward(x);
        return _norm.Forward(x);
    }
}
