using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>The dense layer of a transformer's block: wider by a factor, GELU, back.</summary>
public sealed class FeedForward : Module
{
    private readonly Linear _wider, _back;

    public FeedForward(int channels, int expansion)
    {
        _wider = Add("wider", new Linear(channels, expansion * channels));
        _back = Add("back", new Linear(expansion * channels, channels));
    }

    public override Tensor Forward(Tensor x) => _back.Forward(_wider.Forward(x).Gelu());
}
