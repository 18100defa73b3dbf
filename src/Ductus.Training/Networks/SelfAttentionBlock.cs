using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Self-attention and a dense layer, each behind a normalisation and around a shortcut (pre-norm: Xiong et al. 2020).</summary>
public sealed class SelfAttentionBlock : Module
{
    private readonly LayerNorm _attentionNorm, _denseNorm;
    private readonly MultiHeadAttention _attention;
    private readonly FeedForward _dense;
    private readonly double _dropout;

    public SelfAttentionBlock(int channels, int heads, int expansion, double dropout)
    {
        _attentionNorm = Add("attention_norm", new LayerNorm(channels));
        _attention = Add("attention", new MultiHeadAttention(channels, heads, dropout));
        _denseNorm = Add("dense_norm", new LayerNorm(channels));
        _dense = Add("dense", new FeedForward(channels, expansion));
        _dropout = dropout;
    }

    /// <param name="x">(B, T, D)</param>
    public override Tensor Forward(Tensor x)
    {
        Tensor normed = _attentionNorm.Forward(x);
        x = x + _attention.Attend(normed, normed).Dropout(_dropout, Training);
        return x + _dense.Forward(_denseNorm.Forward(x)).Dropout(_dropout, Training);
    }
}
