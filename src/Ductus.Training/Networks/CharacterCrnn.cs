using System.Text.Json;
using Ductus.Training.Torch;

namespace Ductus.Training.Networks;

/// <summary>Sizes of <see cref="CharacterCrnn"/>.</summary>
public sealed record CharacterCrnnOptions : NetworkOptions
{
    /// <summary>Channels of the convolutions; after each the image is halved.</summary>
    public IReadOnlyList<int> Channels { get; set; } = [32, 64];

    /// <summary>What reads the columns: <c>lstm</c> or <c>gru</c>.</summary>
    public string Cell { get; set => field = value is "lstm" or "gru" ? value : throw new JsonException($"cell must be lstm or gru; got {value}."); } = "lstm";

    /// <summary>Hidden units.</summary>
    public int Hidden { get; set; } = 128;

    /// <summary>Dropout before the classes, 0…1.</summary>
    public double Dropout { get; set; } = 0.3;

    public override int FrameStride => 0;

    public override string? Fault(int height, int width) =>
        Channels.Count == 0 || Channels.Any(channels => channels < 1) ? $"characterCrnn needs convolutions of 1 channel and more; got [{string.Join(", ", Channels)}]"
        : Hidden < 1 ? $"characterCrnn needs 1 hidden unit and more; got {Hidden}"
        : Dropout is < 0 or >= 1 ? $"dropout must be 0…1; got {Dropout}"
        : Math.Min(height, width) >> Channels.Count == 0 ? $"{Channels.Count} convolutions halve {height} × {width} pixels to nothing" : null;

    public override LineNetwork Create(int classes, int height) => new CharacterCrnn(this, classes, height);

    public override string ToString() => $"CharacterCrnn: 3×3 convolutions {string.Join(", ", Channels)}, {Cell.ToUpperInvariant()}-{Hidden} over the columns";
}

/// <summary>
/// The network of the system for digits and letters that Ductus succeeds: convolutions with pooling, then an LSTM or a GRU from the left column
/// to the right, whose last state is classified.
/// </summary>
public sealed class CharacterCrnn : LineNetwork
{
    private readonly ConvolutionBlock[] _convolutions;
    private readonly Recurrence _columns;
    private readonly Linear _classes;
    private readonly double _dropout;

    /// <param name="options">Sizes.</param>
    /// <param name="classes">C = characters + 1.</param>
    /// <param name="height">H</param>
    public CharacterCrnn(CharacterCrnnOptions options, int classes, int height)
    {
        _convolutions = [.. options.Channels.Select((outputs, i) =>
            Add($"conv{i + 1}", new ConvolutionBlock(i == 0 ? 1 : options.Channels[i - 1], outputs, (3, 3))))];
        _columns = Add("columns", new Recurrence(options.Cell, options.Channels[^1] * (height >> options.Channels.Count), options.Hidden));
        _classes = Add("classes", new Linear(options.Hidden, classes));
        _dropout = options.Dropout;
    }

    public override TrainingOutput ForwardTraining(TrainingInput input)
    {
        Tensor x = Pixels(input);                                                 // (B, 1, H, W)
        foreach (ConvolutionBlock convolution in _convolutions)
            x = convolution.Forward(x).MaxPool2d((2, 2));                         // (B, D, H/2, W/2)
        x = x.Permute(3, 0, 1, 2).Flatten(2).To(DataType.Float32);                // (W', B, D·H')
        x = _columns.Forward(x);                                                  // (W', B, Hidden)
        x = x.Narrow(0, x.Size(0) - 1, 1).Dropout(_dropout, Training);            // (1, B, Hidden)
        return new TrainingOutput(_classes.Forward(x));                           // (1, B, C)
    }
}
