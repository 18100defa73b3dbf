using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>
/// From the features of columns to logits: bidirectional LSTMs, dropout, classes; and beside it, in training only, a 1×3 convolution
/// straight from the features, whose CTC loss pulls the convolutions along (Retsinas et al. 2022, section 3.3).
/// </summary>
public sealed class RecurrentHead : Module
{
    private readonly BidirectionalLstm _lstm;
    private readonly Linear _classes;
    private readonly Conv2d _auxiliary;
    private readonly double _dropout;

    /// <param name="channels">D of the features.</param>
    /// <param name="hidden">Hidden units of each LSTM direction.</param>
    /// <param name="layers">LSTM layers, at least 1.</param>
    /// <param name="dropout">Before each LSTM layer but the first and before the classes, 0…1.</param>
    /// <param name="classes">C</param>
    public RecurrentHead(int channels, int hidden, int layers, double dropout, int classes)
    {
        _lstm = Add("lstm", new BidirectionalLstm(channels, hidden, layers, dropout));
        _classes = Add("classes", new Linear(2 * hidden, classes));
        _auxiliary = Add("auxiliary", new Conv2d(channels, classes, (1, 3)));
        _dropout = dropout;
    }

    /// <param name="x">(B, D, 1, T) features</param>
    /// <returns>(T, B, C)</returns>
    public override Tensor Forward(Tensor x)
    {
        x = x.Squeeze(2).Permute(2, 0, 1).To(DataType.Float32);     // (T, B, D)
        x = _lstm.Forward(x).Dropout(_dropout, Training);                         // (T, B, 2·hidden)
        return _classes.Forward(x);
    }

    /// <param name="features">(B, D, 1, T)</param>
    /// <param name="kept">(B, 1, 1, T) or none: frames whose features are 0 for the LSTM; the auxiliary head sees all.</param>
    public TrainingOutput ForwardTraining(Tensor features, Tensor? kept) => new(Forward(features.Hide(kept)))
    {
        Auxiliary = Training ? _auxiliary.Forward(features).Squeeze(2).Permute(2, 0, 1) : null,
    };
}
