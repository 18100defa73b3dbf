namespace Ductus.Evaluation;

/// <summary>How lines are compared and how sure the figures are.</summary>
public sealed record EvaluationOptions
{
    public ComparisonRules Rules { get; init; } = new();

    public BootstrapOptions Bootstrap { get; init; } = new();

    /// <summary>Both in one line, as they stand beside figures.</summary>
    public override string ToString() => $"{Rules}; {Bootstrap}";
}

/// <summary>A set of lines with everything that was measured in it, each thing once. Immutable, share it.</summary>
public sealed class EvaluationResult
{
    private readonly Lazy<IReadOnlyList<Confusion>> _confusions;
    private readonly Lazy<CharacterScores> _characterScores;
    private readonly Lazy<Groups> _groups;
    private readonly Lazy<Calibration?> _calibration;

    private EvaluationResult(EvaluationOptions options, LineErrors[] lines, Measure[] measures)
    {
        (Options, Lines, Measures) = (options, lines, measures);
        _confusions = new(() => Confusion.Of(lines.Select(line => line.Alignment)));
        _characterScores = new(() => CharacterScores.Of(lines.Select(line => line.Alignment)));
        _groups = new(() => GroupsOf(lines, options.Bootstrap));
        _calibration = new(() => Calibration.Of(lines.Select(line => line.Line)));
    }

    public EvaluationOptions Options { get; }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<LineErrors> Lines { get; }

    /// <summary>One of each <see cref="MeasureKind"/>, in its order; the intervals are all of the same draws.</summary>
    public IReadOnlyList<Measure> Measures { get; }

    /// <summary>Every confusion, most frequent first, then in code point order.</summary>
    public IReadOnlyList<Confusion> Confusions => _confusions.Value;

    /// <summary>Precision, recall and F1 of every character.</summary>
    public CharacterScores CharacterScores => _characterScores.Value;

    /// <summary>Lines by the length of their transcription in characters, at most twelve groups, none of them empty.</summary>
    public IReadOnlyList<LineGroup> ByLength => _groups.Value.ByLength;

    /// <summary>Lines by writer, most errors per character first; empty where no writer is known. Lines without a writer are in no group.</summary>
    public IReadOnlyList<LineGroup> ByWriter => _groups.Value.ByWriter;

    /// <summary>Ten groups of as many lines each, or fewer where there are fewer lines, from the least confident on; lines without confidence are in none.</summary>
    public IReadOnlyList<LineGroup> ByConfidence => _groups.Value.ByConfidence;

    /// <summary>Whether words' confidences are how often they are right; <see langword="null"/> where no word has one.</summary>
    public Calibration? Calibration => _calibration.Value;

    public Measure this[MeasureKind kind] => Measures[(int)kind];

    /// <summary>Measures lines.</summary>
    /// <param name="lines">Any number; an error rate of none is 0.</param>
    /// <param name="options">Nothing folded, intervals over lines, unless said otherwise.</param>
    /// <exception cref="ArgumentException">Intervals over writers are asked for and no line has a writer.</exception>
    public static EvaluationResult Of(IReadOnlyList<EvaluatedLine> lines, EvaluationOptions? options = null)
    {
        options ??= new();
        LineErrors[] errors = [.. lines.Select(line => LineErrors.Of(line, options.Rules))];
        return new EvaluationResult(options, errors, MeasuresOf(errors, Enum.GetValues<MeasureKind>(), options.Bootstrap));
    }

    /// <summary>Lines from the fewest errors for their length to the most; among equals the longer first.</summary>
    public IReadOnlyList<LineErrors> FromBestToWorst() => [.. Lines.OrderBy(line => line.LineError).ThenByDescending(line => line.Characters)];

    internal static Measure[] MeasuresOf(IReadOnlyList<LineErrors> lines, MeasureKind[] kinds, BootstrapOptions bootstrap)
    {
        var table = RatioTable.Of(lines, bootstrap.Unit, kinds.Length, (line, ratio) => Measure.PartsOf(kinds[ratio], lines[line]));
        double[] sums = table.Sums();
        PercentInterval[] intervals = Bootstrap.OfRatios(table, bootstrap);
        return
        [
            .. kinds.Select((kind, i) => new Measure
            {
                Kind = kind,
                Numerator = sums[i],
                Denominator = sums[kinds.Length + i],
                Interval = intervals[i],
            }),
        ];
    }

    /// <summary>All at a time: their intervals take longer than those of the whole.</summary>
    private static Groups GroupsOf(LineErrors[] lines, BootstrapOptions bootstrap)
    {
        IReadOnlyList<LineGroup> byLength = [], byWriter = [], byConfidence = [];
        Parallel.Invoke(
            () => byLength = LineGroup.ByLength(lines, bootstrap),
            () => byWriter = LineGroup.ByWriter(lines, bootstrap),
            () => byConfidence = LineGroup.ByConfidence(lines, bootstrap));
        return new Groups(byLength, byWriter, byConfidence);
    }

    private sealed record Groups(IReadOnlyList<LineGroup> ByLength, IReadOnlyList<LineGroup> ByWriter, IReadOnlyList<LineGroup> ByConfidence);
}
