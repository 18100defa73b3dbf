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

    /// <summary>What the whole line must look like; <see langword="null"/> for any text.</summary>
    public TextPattern? Pattern { get; init; }

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
    /// <summary>Readings kept where they have to fit a pattern.</summary>
    private const int PatternWidth = 64;

    private readonly Codec _codec;
    private readonly double _temperature;
    private readonly BeamDecoderOptions _options;
    private readonly LanguageModelLabels? _labels;
    private readonly LanguageModelWeights _weights;
    private readonly BeamOptions _beam;

    /// <param name="codec">Of the logits.</param>
    /// <param name="temperature">What logits are divided by before they become probabilities, above 0.</param>
    /// <param name="options">A beam of 16 and the network alone, unless said otherwise.</param>
    public BeamDecoder(Codec codec, double temperature = 1, BeamDecoderOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        (_codec, _temperature, _options) = (codec, temperature, options ?? new());
        _labels = _options.LanguageModel is { } model ? new LanguageModelLabels(model, codec) : null;
        _weights = _options.Weights ?? _options.LanguageModel?.Metadata.Weights ?? new();
        // What a pattern asks for may be far from what the network sees: a look at few classes would find no way through.
        _beam = _options.Pattern is null ? _options.Beam
            : new BeamOptions { Width = Math.Max(_options.Beam.Width, PatternWidth), LeastLogProbability = double.NegativeInfinity };
    }

    public string Name => _options.Pattern is { } pattern ? $"pattern {pattern.Pattern}" : _options.LanguageModel is { } model
        ? $"beam of {_options.Beam.Width} with {model.Metadata.Name} {model.Order}-grams{(model.WordOrder > 0 && _weights.Words.Weight > 0 ? $" and word {model.WordOrder}-grams" : "")}"
        : $"beam of {_options.Beam.Width}";

    public bool IsCalibrated => _options.Pattern is null && (_options.LanguageModel is null ? _temperature != 1 : _weights.TunedOn.Length > 0);

    public bool ReadsWholes => _options.Pattern is not null;

    public RecognizedText Decode(Logits logits) => Decode(Believed(logits));

    /// <summary>What the network believes, at the decoder's temperature.</summary>
    internal LogProbabilities Believed(Logits logits) => logits.Classes == _codec.Classes ? LogProbabilities.Of(logits, _temperature)
        : throw new ArgumentException($"The codec has {_codec.Classes} classes; the logits have {logits.Classes}.", nameof(logits));

    /// <summary>The text alone, in half the time.</summary>
    internal string Best(Logits logits) => _codec.Decode(PrefixBeamSearch.Run(Believed(logits), Knowledge(), _beam)[0].Labels).Trim();

    /// <summary>Reads a line from what is believed of it.</summary>
    internal RecognizedText Decode(LogProbabilities line)
    {
        IPrefixKnowledge? knowledge = Knowledge();
        IReadOnlyList<Hypothesis> hypotheses = PrefixBeamSearch.Run(line, knowledge, _beam);
        // Without a pattern every reading can end, be it one of nothing.
        if (hypotheses.Count == 0)
            return new RecognizedText("", 0, []);
        RecognizedText read = new LineReading(line, _codec, knowledge, _options with { Beam = _beam }, _weights.Temperature).Of(hypotheses);
        if (_options.Pattern is not { } pattern)
            return read;
        double? next = hypotheses.Where(one => _codec.Decode(one.Labels).Trim() != read.Text).Select(one => (double?)one.Score).FirstOrDefault();
        return read.LessSure(ShareOfPattern(line, pattern, hypotheses), margin: hypotheses[0].Score - next ?? double.PositiveInfinity);
    }

    /// <summary>How much of what the line may say fits the pattern: writing that says something else is not taken for the nearest fit with certainty.</summary>
    private double ShareOfPattern(LogProbabilities line, TextPattern pattern, IReadOnlyList<Hypothesis> fitting)
    {
        double fit = fitting.Aggregate(double.NegativeInfinity, (sum, one) => PrefixBeamSearch.LogAdd(sum, one.LogProbability));
        double other = PrefixBeamSearch.Run(line, knowledge: null, _options.Beam).Where(one => !pattern.Fits(_codec.Decode(one.Labels).Trim()))
            .Aggregate(double.NegativeInfinity, (sum, one) => PrefixBeamSearch.LogAdd(sum, one.LogProbability));
        return Math.Exp(fit - PrefixBeamSearch.LogAdd(fit, other));
    }

    private IPrefixKnowledge? Knowledge()
    {
        IPrefixKnowledge? language = _labels is null ? null : _options.LanguageModel!.ForLine(_labels, _weights);   // there are labels for a model only
        IPrefixKnowledge? pattern = _options.Pattern is null ? null : new PatternKnowledge(_options.Pattern, _codec);
        return language is not null && pattern is not null ? new JointKnowledge(pattern, language) : pattern ?? language;
    }
}
