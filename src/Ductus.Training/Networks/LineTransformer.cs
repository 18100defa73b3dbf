using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Sizes of <see cref="LineTransformer"/>.</summary>
public sealed record LineTransformerOptions : ColumnNetworkOptions
{
    /// <summary>Blocks of self-attention.</summary>
    public int Layers { get; set; } = 4;

    /// <summary>Heads of each block; a divisor of the channels of the last stage.</summary>
    public int Heads { get; set; } = 4;

    /// <summary>Width of the hidden layer after each attention, in multiples of the channels.</summary>
    public int Expansion { get; set; } = 4;

    /// <summary>Dropout of attention and of each block's result, 0…1.</summary>
    public double Dropout { get; set; } = 0.1;

    public override LineNetwork Create(int classes, int height) => new LineTransformer(this, classes);

    public override string ToString() => $"LineTransformer: {Convolutions} residual, {Layers} × self-attention of {Heads} heads over {FeatureChannels}";
}

/// <summary>
/// Residual CNN down to one row, sinusoidal positions, pre-norm self-attention, classes for CTC. Source: Li et al. 2024 (HTR-VT:
/// convolutional features, an encoder only, spans of hidden features), with CTC's auxiliary head of <see cref="LineCrnn"/>.
/// </summary>
public sealed class LineTransformer : LineNetwork
{
    private readonly TransformerEncoder _encoder;
    private readonly Linear _classes;
    private readonly Conv2d _auxiliary;

    /// <param name="options">Sizes.</param>
    /// <param name="classes">C = labels of the codec + 1.</param>
    public LineTransformer(LineTransformerOptions options, int classes)
    {
        _encoder = Add("encoder", new TransformerEncoder(options));
        _classes = Add("classes", new Linear(options.FeatureChannels, classes));
        _auxiliary = Add("auxiliary", new Conv2d(options.FeatureChannels, classes, (1, 3)));
    }

    public override TrainingOutput ForwardTraining(TrainingInput input)
    {
        Tensor features = _encoder.Features(Pixels(input));                       // (B, D, 1, T)
        Tensor x = _encoder.Attend(features, input.Kept);                         // (B, T, D)
        return new TrainingOutput(_classes.Forward(x).Transpose(0, 1))            // (T, B, C)
        {
            Auxiliary = Training ? _auxiliary.Forward(features).Squeeze(2).Permute(2, 0, 1) : null,
        };
    }
}
