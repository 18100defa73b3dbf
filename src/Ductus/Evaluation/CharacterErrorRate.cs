namespace Ductus.Evaluation;

/// <summary>Edits per character of the transcription over a whole set (micro average), in code points after NFC.</summary>
public sealed record CharacterErrorRate
{
    public required long Edits { get; init; }

    /// <summary>Characters of all transcriptions.</summary>
    public required long Characters { get; init; }

    /// <summary>95 %, bootstrap over lines unless the options say otherwise.</summary>
    public required PercentInterval Interval { get; init; }

    /// <summary>Percent; above 100 where more was invented than written, infinite where something was read and nothing written.</summary>
    public double Cer => Bootstrap.Percent(Edits, Characters);

    /// <summary>This measure alone, nothing folded; <see cref="EvaluationResult"/> has all of them.</summary>
    public static CharacterErrorRate Of(IReadOnlyList<EvaluatedLine> lines, BootstrapOptions? bootstrap = null)
    {
        Measure measure = EvaluationResult.Of(lines, new() { Bootstrap = bootstrap ?? new() })[MeasureKind.CharacterErrorRate];
        return new CharacterErrorRate { Edits = (long)measure.Numerator, Characters = (long)measure.Denominator, Interval = measure.Interval };
    }
}
