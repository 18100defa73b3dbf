namespace Ductus.Evaluation;

/// <summary>Lines read without a single error: equal to their transcription after NFC.</summary>
public sealed record ExactLines
{
    public required int Exact { get; init; }

    public required int Lines { get; init; }

    /// <summary>95 %, bootstrap over lines unless the options say otherwise.</summary>
    public required PercentInterval Interval { get; init; }

    /// <summary>0…100; 0 where there are no lines.</summary>
    public double Percent => Bootstrap.Percent(Exact, Lines);

    /// <summary>This measure alone, nothing folded; <see cref="EvaluationResult"/> has all of them.</summary>
    public static ExactLines Of(IReadOnlyList<EvaluatedLine> lines, BootstrapOptions? bootstrap = null)
    {
        Measure measure = EvaluationResult.Of(lines, new() { Bootstrap = bootstrap ?? new() })[MeasureKind.ExactLines];
        return new ExactLines { Exact = (int)measure.Numerator, Lines = (int)measure.Denominator, Interval = measure.Interval };
    }
}
