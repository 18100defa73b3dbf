using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Sizes of <see cref="LineCrnn"/>.</summary>
public sealed record LineCrnnOptions : ColumnNetworkOptions
{
    /// <summary>Hidden units of each LSTM direction.</summary>
    public int Hidden { get; set; } = 256;

    public int LstmLayers { get; set; } = 3;

    /// <summary>Dropout before each LSTM layer but the first and before the classes, 0…1.</summary>
    public double Dropout { get; set; } = 0.2;

    public override LineNetwork Create(int classes, int height) => new LineCrnn(this, classes);

    public override string ToString() => $"LineCrnn: {Convolutions} residual, {LstmLayers} × BiLSTM-{Hidden}";
}

/// <summary>
/// The line network: residual CNN, maximum over each column, bidirectional LSTM, classes for CTC; an auxiliary CTC head on the
/// CNN's features in training. Sources: Shi et al. 2015 (CRNN); Retsinas et al. 2022 (column maximum, auxiliary head).
/// </summary>
public sealed class LineCrnn : LineNetwork
{
    private readonly ColumnFeatures _features;
    private readonly RecurrentHead _head;

    /// <param name="options">Sizes.</param>
    /// <param name="classes">C = labels of the codec + 1.</param>
    public LineCrnn(LineCrnnOptions options, int classes)
    {
        _features = Add("features", new ColumnFeatures(options, (inputs, outputs) => new ResidualBlock(inputs, outputs)));
        _head = Add("head", new RecurrentHead(options.FeatureChannels, options.Hidden, options.LstmLayers, options.Dropout, classes));
    }

    public override TrainingOutput ForwardTraining(TrainingInput input)
    {
        Tensor features = _features.Forward(Pixels(input));                       // (B, D, 1, T)
        return _head.ForwardTraining(features, input.Kept);                       // (T, B, C)
    }
}
