namespace Ductus.Evaluation;

/// <summary>How chance is drawn when two readings of the same lines are compared. Intervals follow the options of the results.</summary>
public sealed record PairedTestOptions
{
    /// <summary>Random exchanges of the two readings, 100…10,000,000. The smallest p value is 1 ÷ (this + 1).</summary>
    public int Permutations
    {
        get; init => field = value is >= 100 and <= 10_000_000 ? value
        : throw new ArgumentOutOfRangeException(nameof(Permutations), value, "A paired test needs 100…10,000,000 permutations.");
    } = 10_000;

    public int Seed { get; init; } = 1;

    /// <summary>The options in a few words, as they stand beside p values.</summary>
    public override string ToString() => FormattableString.Invariant($"p: paired randomisation test, two-sided, {Permutations:N0} permutations");
}

/// <summary>One measure of two readings of the same lines, and whether chance explains that they differ.</summary>
public sealed record PairedDifference
{
    public required Measure First { get; init; }

    public required Measure Second { get; init; }

    /// <summary>Second − first in percent points.</summary>
    public double Difference => Second.Percent - First.Percent;

    /// <summary>Of the difference, 95 %, by paired bootstrap: each draw takes the same lines of both.</summary>
    public required PercentInterval Interval { get; init; }

    /// <summary>
    /// Two-sided: how often the difference would be at least as large if it were chance which of the two readings of a line (or of a
    /// writer's lines) came from which reader; above 0, at most 1.
    /// </summary>
    public required double PValue { get; init; }

    /// <summary>The p value is below 0.05.</summary>
    public bool IsSignificant => PValue < 0.05;

    /// <summary>What the numbers mean, in one sentence.</summary>
    /// <param name="first">The name of the first reader.</param>
    /// <param name="second">The name of the second.</param>
    public string ToSentence(string first, string second)
    {
        string name = First.Name;
        if (Difference == 0)
            return $"{name}: {first} and {second} are equal.";
        string size = FormattableString.Invariant($"{Math.Abs(Difference):F2} points {(Difference < 0 ? "lower" : "higher")}");
        string chance = FormattableString.Invariant($"p = {PValue:G2}");
        if (!IsSignificant)
            return $"{name}: {second}'s is {size} than {first}'s, which chance may well explain ({chance}): these lines do not tell which reads better.";
        bool better = Difference > 0 == Measure.HigherIsBetter(First.Kind);
        return $"{name}: {second}'s is {size} than {first}'s, more than chance explains ({chance}): {(better ? second : first)} reads better.";
    }
}

/// <summary>A line on which two readers differ in errors.</summary>
/// <param name="First">As the first read it.</param>
/// <param name="Second">As the second read it.</param>
public sealed record ChangedLine(LineErrors First, LineErrors Second)
{
    /// <summary>Edits of the second − edits of the first; below 0 where the second is better.</summary>
    public int Change => Second.Edits - First.Edits;
}

/// <summary>Two readings of the same lines: two models, two decoders, ours and another's. Immutable, share it.</summary>
/// <remarks>
/// Sources: Noreen 1989, "Computer-intensive methods for testing hypotheses", chapter 2 (approximate randomisation; the observed
/// arrangement counts as one of those drawn, so p is never 0); Efron and Tibshirani 1993, chapter 13.
/// </remarks>
public sealed class PairedComparison
{
    private PairedComparison(EvaluationResult first, EvaluationResult second, PairedTestOptions options, PairedDifference[] differences) =>
        (First, Second, Options, Differences) = (first, second, options, differences);

    public EvaluationResult First { get; }

    public EvaluationResult Second { get; }

    public PairedTestOptions Options { get; }

    /// <summary>One of each <see cref="MeasureKind"/>, in its order.</summary>
    public IReadOnlyList<PairedDifference> Differences { get; }

    public PairedDifference this[MeasureKind kind] => Differences[(int)kind];

    /// <summary>Lines whose number of edits differs, by how much, the largest change first; among equals in the order of the lines.</summary>
    public IReadOnlyList<ChangedLine> ChangedLines() =>
    [
        .. First.Lines.Zip(Second.Lines, (first, second) => new ChangedLine(first, second)).Where(line => line.Change != 0)
            .OrderByDescending(line => Math.Abs(line.Change)),
    ];

    /// <summary>Compares two results of the same lines in the same order.</summary>
    /// <exception cref="ArgumentException">
    /// The results have other options, or not the same lines, or no characters were written: then there is nothing to compare.
    /// </exception>
    public static PairedComparison Of(EvaluationResult first, EvaluationResult second, PairedTestOptions? options = null)
    {
        Check(first, second);
        options ??= new();
        MeasureKind[] kinds = Enum.GetValues<MeasureKind>();
        BootstrapOptions bootstrap = first.Options.Bootstrap;
        // The truth is the same on both sides, and so are the denominators.
        var table = RatioTable.Of(first.Lines, bootstrap.Unit, kinds.Length, (line, ratio) =>
        {
            var (before, denominator) = Measure.PartsOf(kinds[ratio], first.Lines[line]);
            return (Measure.PartsOf(kinds[ratio], second.Lines[line]).Numerator - before, denominator);
        });
        PercentInterval[] intervals = Bootstrap.OfRatios(table, bootstrap);
        double[] pValues = Randomization.PValues(table, options);
        return new PairedComparison(first, second, options,
        [
            .. kinds.Select((kind, i) => new PairedDifference
            {
                First = first[kind],
                Second = second[kind],
                Interval = intervals[i],
                PValue = pValues[i],
            }),
        ]);
    }

    private static void Check(EvaluationResult first, EvaluationResult second)
    {
        if (first.Options != second.Options)
            throw new ArgumentException($"Both results need the same options; got \"{first.Options}\" and \"{second.Options}\".", nameof(second));
        if (first.Lines.Count != second.Lines.Count)
            throw new ArgumentException($"Both results need the same lines; got {first.Lines.Count} and {second.Lines.Count}.", nameof(second));
        foreach (var (one, other) in first.Lines.Zip(second.Lines))
            if (one.Line.Id != other.Line.Id || one.Line.Transcription.ToNfc() != other.Line.Transcription.ToNfc() || one.Line.Writer != other.Line.Writer)
                throw new ArgumentException(
                    $"Both results need the same lines in the same order; got \"{one.Line.Id}\" and \"{other.Line.Id}\", "
                    + "or another transcription or writer.", nameof(second));
        if (first[MeasureKind.CharacterErrorRate].Denominator == 0)
            throw new ArgumentException("A comparison needs at least 1 character of transcription; there is none.", nameof(first));
    }
}
