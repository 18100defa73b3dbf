namespace Ductus.Evaluation;

/// <summary>Edits per word of the transcription over a whole set (micro average); words are whitespace-separated tokens after NFC.</summary>
public sealed record WordErrorRate
{
    public required long Edits { get; init; }

    /// <summary>Words of all transcriptions.</summary>
    public required long Words { get; init; }

    /// <summary>95 %, bootstrap over lines unless the options say otherwise.</summary>
    public required PercentInterval Interval { get; init; }

    /// <summary>Percent; above 100 where more was invented than written, infinite where something was read and nothing written.</summary>
    public double Wer => Bootstrap.Percent(Edits, Words);

    /// <summary>This measure alone, nothing folded; <see cref="EvaluationResult"/> has all of them.</summary>
    public static WordErrorRate Of(IReadOnlyList<EvaluatedLine> lines, BootstrapOptions? bootstrap = null)
    {
        Measure measure = EvaluationResult.Of(lines, new() { Bootstrap = bootstrap ?? new() })[MeasureKind.WordErrorRate];
        return new WordErrorRate { Edits = (long)measure.Numerator, Words = (long)measure.Denominator, Interval = measure.Interval };
    }
}
