using Ductus.Layout;
using Ductus.Recognition;

namespace Ductus.Decoding;

/// <summary>Reads a single character: the most probable class, with the runners-up. Immutable, share it.</summary>
/// <remarks>The confidence is the softmax at the model's temperature over all characters; calibrated if the temperature was fitted when the model was made.</remarks>
public sealed class CharacterDecoder : IDecoder
{
    private readonly Codec _codec;
    private readonly double _temperature;
    private readonly int _alternatives;

    /// <param name="codec">Of the logits.</param>
    /// <param name="temperature">What logits are divided by before they become probabilities, above 0.</param>
    /// <param name="alternatives">Runners-up that are told, 0 or more.</param>
    public CharacterDecoder(Codec codec, double temperature = 1, int alternatives = 9)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        ArgumentOutOfRangeException.ThrowIfNegative(alternatives);
        (_codec, _temperature, _alternatives) = (codec, temperature, alternatives);
    }

    public string Name => "single characters";

    // A model that was not calibrated has a temperature of 1.
    public bool IsCalibrated => _temperature != 1;

    public bool ReadsWholes => true;

    /// <param name="logits">One frame.</param>
    /// <exception cref="ArgumentException">There are more frames, or other classes than the codec has.</exception>
    public RecognizedText Decode(Logits logits)
    {
        if (logits.Classes != _codec.Classes)
            throw new ArgumentException($"The codec has {_codec.Classes} classes; the logits have {logits.Classes}.", nameof(logits));
        if (logits.Frames != 1)
            throw new ArgumentException($"A single character has 1 frame; the logits have {logits.Frames}.", nameof(logits));
        double[] probabilities = Probabilities(logits.Values, _temperature);
        int[] order = [.. Enumerable.Range(1, probabilities.Length - 1).OrderByDescending(label => probabilities[label])];
        double confidence = probabilities[order[0]];
        return new RecognizedText(
            _codec[order[0]], confidence, [new RecognizedCharacter(_codec[order[0]], 0, 1, confidence)], words: null,
            [.. order.Skip(1).Take(_alternatives).Select(label => new TextAlternative(_codec[label], probabilities[label]))]);
    }

    /// <summary>The softmax over all classes but the blank, whose probability is 0.</summary>
    /// <param name="logits">(C)</param>
    /// <param name="temperature">Above 0.</param>
    internal static double[] Probabilities(ReadOnlySpan<float> logits, double temperature)
    {
        double greatest = double.NegativeInfinity, sum = 0;
        for (int label = Codec.Blank + 1; label < logits.Length; label++)
            greatest = Math.Max(greatest, logits[label]);
        var probabilities = new double[logits.Length];
        for (int label = Codec.Blank + 1; label < logits.Length; label++)
            sum += probabilities[label] = Math.Exp((logits[label] - greatest) / temperature);
        for (int label = 0; label < probabilities.Length; label++)
            probabilities[label] /= sum;
        return probabilities;
    }
}
