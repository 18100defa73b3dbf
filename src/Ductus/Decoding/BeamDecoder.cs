using Ductus.Decoding.LanguageModels;
using Ductus.Recognition;

namespace Ductus.Decoding;

/// <summary>What a <see cref="BeamDecoder"/> weighs in, and what it tells.</summary>
public sealed record BeamDecoderOptions
{
    public BeamOptions Beam { get; init; } = new();

    /// <summary>What is known of the language; <see langword="null"/> for the network alone. Stays the caller's, who disposes it after the last line.</summary>
    public LanguageModel? LanguageModel { get; init; }

    /// <summary>How much that counts; <see langword="null"/>: as it was tuned.</summary>
    public LanguageModelWeights? Weights { get; init; }

    /// <summary>Alternatives told of a line and of each word, 0…100.</summary>
    public int Alternatives
    {
        get; init => field = value is >= 0 and <= 100 ? value
        : throw new ArgumentOutOfRangeException(nameof(Alternatives), value, "0…100 alternatives can be told.");
    } = 5;
}

/// <summary>
/// Reads a line by prefix beam search, with a language model where there is one. A word's confidence is its posterior: its share among all
/// that can stand in its frames, the rest of the line as it was read; a character's is that of the alternatives that agree on it; the line's
/// is the product of its words'. Immutable, share it.
/// </summary>
public sealed class BeamDecoder : IDecoder
{
    private readonly Codec _codec;
    private readonly double _temperature;
    private readonly BeamDecoderOptions _options;
    private readonly LanguageModelLabels? _labels;
    private readonly LanguageModelWeights _weights;

    /// <param name="codec">Of the logits.</param>
    /// <param name="temperature">What logits are divided by before they become probabilities, above 0.</param>
    /// <param name="options">A beam of 16 and the network alone, unless said otherwise.</param>
    public BeamDecoder(Codec codec, double temperature = 1, BeamDecoderOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        (_codec, _temperature, _options) = (codec, temperature, options ?? new());
        _labels = _options.LanguageModel is { } model ? new LanguageModelLabels(model, codec) : null;
        _weights = _options.Weights ?? _options.LanguageModel?.Metadata.Weights ?? new();
    }

    public string Name => _options.LanguageModel is { } model
        ? $"beam of {_options.Beam.Width} with {model.Metadata.Name} {model.Order}-grams{(model.WordOrder > 0 && _weights.Words.Weight > 0 ? $" and word {model.WordOrder}-grams" : "")}"
        : $"beam of {_options.Beam.Width}";

    public bool IsCalibrated => _options.LanguageModel is null ? _temperature != 1 : _weights.TunedOn.Length > 0;

    public RecognizedText Decode(Logits logits)
    {
        if (logits.Classes != _codec.Classes)
            throw new ArgumentException($"The codec has {_codec.Classes} classes; the logits have {logits.Classes}.", nameof(logits));
        return Decode(LogProbabilities.Of(logits, _temperature));
    }

    /// <summary>The text alone, in half the time.</summary>
    internal string Best(Logits logits)
    {
        IPrefixKnowledge? knowledge = _labels is null ? null : _options.LanguageModel!.ForLine(_labels, _weights);   // there are labels for a model only
        return _codec.Decode(PrefixBeamSearch.Run(LogProbabilities.Of(logits, _temperature), knowledge, _options.Beam)[0].Labels).Trim();
    }

    /// <summary>The same for what several networks, or several looks at a line, believe together.</summary>
    public RecognizedText Decode(LogProbabilities line)
    {
        IPrefixKnowledge? knowledge = _labels is null ? null : _options.LanguageModel!.ForLine(_labels, _weights);   // there are labels for a model only
        IReadOnlyList<Hypothesis> hypotheses = PrefixBeamSearch.Run(line, knowledge, _options.Beam);
        // Without a constraint every reading can end; a line of no frames is read as nothing.
        return new LineReading(line, _codec, knowledge, _options, _weights.Temperature).Of(hypotheses);
    }
}
