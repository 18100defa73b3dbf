using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>A block of a decoder: attention to the characters so far, attention to the frames, a dense layer; pre-norm.</summary>
public sealed class DecoderBlock : Module
{
    private readonly LayerNorm _selfNorm, _crossNorm, _denseNorm;
    private readonly MultiHeadAttention _self, _cross;
    private readonly FeedForward _dense;
    private readonly double _dropout;

    public DecoderBlock(int channels, int heads, int expansion, double dropout)
    {
        _selfNorm = Add("self_norm", new LayerNorm(channels));
        _self = Add("self", new MultiHeadAttention(channels, heads, dropout));
        _crossNorm = Add("cross_norm", new LayerNorm(channels));
        _cross = Add("cross", new MultiHeadAttention(channels, heads, dropout));
        _denseNorm = Add("dense_norm", new LayerNorm(channels));
        _dense = Add("dense", new FeedForward(channels, expansion));
        _dropout = dropout;
    }

    public override Tensor Forward(Tensor x) => throw new InvalidOperationException("A decoder block needs the encoder's frames: call Decode.");

    /// <param name="x">(B, L, D)</param>
    /// <param name="encoded">(B, T, D)</param>
    /// <param name="unseen">(L, L), added to the scores: very negative where a later character would be seen.</param>
    public Tensor Decode(Tensor x, Tensor encoded, Tensor unseen)
    {
        Tensor normed = _selfNorm.Forward(x);
        x = x + _self.Attend(normed, normed, unseen).Dropout(_dropout, Training);
        x = x + _cross.Attend(_crossNorm.Forward(x), encoded).Dropout(_dropout, Training);
        return x + _dense.Forward(_denseNorm.Forward(x)).Dropout(_dropout, Training);
    }
}
