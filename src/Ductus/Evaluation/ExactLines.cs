namespace Ductus.Evaluation;

/// <summary>Lines read without a single error: equal to their transcription after NFC.</summary>
public sealed record ExactLines
{
    public required int Exact { get; init; }

    public required int Lines { get; init; }

    /// <summary>95 %, bootstrap over lines.</summary>
    public required PercentInterval Interval { get; init; }

    /// <summary>0…100; 0 where there are no lines.</summary>
    public double Percent => Bootstrap.Percent(Exact, Lines);

    public static ExactLines Of(IReadOnlyList<EvaluatedLine> lines, BootstrapOptions? bootstrap = null)
    {
        int[] exact = [.. lines.Select(line => line.Transcription.ToNfc() == line.Recognition.ToNfc() ? 1 : 0)];
        int[] one = [.. lines.Select(_ => 1)];
        return new ExactLines { Exact = exact.Sum(), Lines = lines.Count, Interval = Bootstrap.OfRatio(exact, one, bootstrap ?? new()) };
    }
}
