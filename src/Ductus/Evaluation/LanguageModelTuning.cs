using Ductus.Decoding;
using Ductus.Decoding.LanguageModels;
using Ductus.Recognition;

namespace Ductus.Evaluation;

/// <summary>How a language model's weights are looked for.</summary>
public sealed record LanguageModelTuningOptions
{
    /// <summary>The beam that they are meant for.</summary>
    public BeamOptions Beam { get; init; } = new();

    /// <summary>What a point of word error rate counts against a point of character error rate, 0 or more.</summary>
    public double WordErrorShare
    {
        get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(WordErrorShare), value, "A share is 0 or more.");
    } = 0.25;

    /// <summary>How often the steps of the search are halved, 1…20.</summary>
    public int Rounds
    {
        get; init => field = value is >= 1 and <= 20 ? value : throw new ArgumentOutOfRangeException(nameof(Rounds), value, "A search has 1…20 rounds.");
    } = 4;
}

/// <summary>What a setting of the weights comes to on the lines it is tuned with.</summary>
/// <param name="Weights">The setting.</param>
/// <param name="Cer">Percent.</param>
/// <param name="Wer">Percent.</param>
public readonly record struct TuningStep(LanguageModelWeights Weights, double Cer, double Wer);

/// <summary>
/// Finds the weights of a language model with which a network makes the fewest errors on some lines, by steps along one weight at a time
/// that are halved where none helps, and then the temperature with which its confidences are likeliest. Those lines then no longer measure it.
/// </summary>
public sealed class LanguageModelTuning
{
    private const double LeastTemperature = 0.25, MostTemperature = 8;

    // Of the character weight and bonus, and of the word weight and what known and unknown words get.
    private static readonly double[] Start = [0.6, 1.5, 0.3, 0.5, -2], FirstSteps = [0.15, 0.4, 0.1, 0.5, 1];

    private readonly Codec _codec;
    private readonly LanguageModel _model;
    private readonly IReadOnlyList<(Logits Logits, string Transcription)> _lines;
    private readonly double _temperature;
    private readonly LanguageModelTuningOptions _options;

    /// <param name="codec">Of the logits.</param>
    /// <param name="temperature">Of the network, as its model file has it.</param>
    /// <param name="model">The language model.</param>
    /// <param name="lines">What the network says of each line, and what is written there; at least one.</param>
    /// <param name="options">Width of the beam, thoroughness.</param>
    public LanguageModelTuning(
        Codec codec, double temperature, LanguageModel model, IReadOnlyList<(Logits Logits, string Transcription)> lines, LanguageModelTuningOptions? options = null)
    {
        if (lines.Count == 0)
            throw new ArgumentException("Tuning needs at least 1 line; got none.", nameof(lines));
        (_codec, _temperature, _model, _lines, _options) = (codec, temperature, model, lines, options ?? new());
    }

    /// <param name="progress">Told of each setting that is better than all before.</param>
    /// <param name="cancel">Looked at before each setting.</param>
    public LanguageModelWeights Run(IProgress<TuningStep>? progress = null, CancellationToken cancel = default)
    {
        double[] best = [.. Start], steps = [.. FirstSteps];
        if (_model.WordOrder == 0)
            best[2] = steps[2] = steps[3] = steps[4] = 0;
        double cost = Cost(best, progress, double.PositiveInfinity, cancel);
        for (int round = 0; round < _options.Rounds; round++)
        {
            for (int place = 0; place < best.Length; place++)
                foreach (double step in (double[])[steps[place], -steps[place]])
                    while (step != 0)
                    {
                        double[] next = [.. best];
                        next[place] += step;
                        if (next[0] < 0 || next[2] < 0 || Cost(next, progress, cost, cancel) is var found && found >= cost)
                            break;
                        (best, cost) = (next, found);
                    }
            for (int place = 0; place < steps.Length; place++)
                steps[place] /= 2;
        }
        return Weights(best) with { Temperature = Temperature(Weights(best), cancel) };
    }

    private double Cost(double[] setting, IProgress<TuningStep>? progress, double before, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        LanguageModelWeights weights = Weights(setting);
        BeamDecoder decoder = Decoder(weights);
        var read = new (int Edits, int Characters, int WordEdits, int Words)[_lines.Count];
        Parallel.For(0, read.Length, i =>
        {
            var errors = LineErrors.Of(new EvaluatedLine(_lines[i].Transcription, decoder.Best(_lines[i].Logits)), new ComparisonRules());
            read[i] = (errors.Edits, errors.Characters, errors.WordEdits, errors.Words);
        });
        double cer = 100.0 * read.Sum(line => line.Edits) / Math.Max(1, read.Sum(line => line.Characters));
        double wer = 100.0 * read.Sum(line => line.WordEdits) / Math.Max(1, read.Sum(line => line.Words)), cost = cer + _options.WordErrorShare * wer;
        if (cost < before)
            progress?.Report(new TuningStep(weights, cer, wer));
        return cost;
    }

    /// <summary>The temperature that makes what was right and wrong likeliest.</summary>
    private double Temperature(LanguageModelWeights weights, CancellationToken cancel)
    {
        return Math.Exp(GoldenSection.Minimum(Loss, Math.Log(LeastTemperature), Math.Log(MostTemperature), tolerance: 0.02));

        double Loss(double log)
        {
            cancel.ThrowIfCancellationRequested();
            BeamDecoder decoder = Decoder(weights with { Temperature = Math.Exp(log) });
            var losses = new double[_lines.Count];
            Parallel.For(0, losses.Length, i =>
            {
                RecognizedText read = decoder.Decode(_lines[i].Logits);
                var line = new EvaluatedLine(_lines[i].Transcription, read.Text) { Words = [.. read.Words.Select(word => new EvaluatedWord(word.Text, word.Confidence))] };
                // The surest mistake costs no more than 10 nats.
                losses[i] = Calibration.Judge(line).Sum(word => -Math.Log(Math.Max(Math.Exp(-10), word.IsRight ? word.Confidence : 1 - word.Confidence)));
            });
            return losses.Sum();
        }
    }

    private BeamDecoder Decoder(LanguageModelWeights weights) =>
        new(_codec, _temperature, new() { LanguageModel = _model, Weights = weights, Beam = _options.Beam });

    private static LanguageModelWeights Weights(double[] setting) => new()
    {
        Characters = new(setting[0], setting[1]),
        Words = new(setting[2], setting[3], setting[4]),
    };
}
