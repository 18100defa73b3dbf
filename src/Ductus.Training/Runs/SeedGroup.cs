using Ductus.Evaluation;
using Ductus.Evaluation.Report;

namespace Ductus.Training.Runs;

/// <summary>Finished runs of one name, which differ in their seed alone: what a change of the recipe does apart from chance.</summary>
internal sealed class SeedGroup(string name, IReadOnlyList<RecordedRun> runs)
{
    public string Name { get; } = name;

    /// <summary>In the order of their seeds, all finished.</summary>
    public IReadOnlyList<RecordedRun> Runs { get; } = runs;

    /// <summary>The lines that the runs were chosen by: all validation splits together.</summary>
    public string Split => Runs[0].Summary!.Scores[^1].Split;                         // finished

    /// <summary>Mean over the seeds, percent.</summary>
    public double Mean(string measure) => Runs.Average(run => run.Summary!.Score(Split, measure)?.Value ?? double.NaN);   // finished

    public static IReadOnlyList<SeedGroup> Of(IEnumerable<RecordedRun> runs) =>
    [
        .. runs.Where(run => run.Summary is not null).GroupBy(run => run.Summary!.Name)                                   // finished, by the line itself
            .Select(group => new SeedGroup(group.Key, [.. group.OrderBy(run => run.Recipe.Seed)])),
    ];

    /// <summary>This group against another on the same lines, seed by seed; <see langword="null"/> where readings or common seeds are missing.</summary>
    /// <param name="other">What stands first: a difference above 0 means that this group has more errors.</param>
    public PairedComparison? Against(SeedGroup other)
    {
        var pairs = Runs.Join(other.Runs, run => run.Recipe.Seed, run => run.Recipe.Seed, (own, theirs) => (Own: own, Theirs: theirs)).ToArray();
        if (pairs.Length == 0 || pairs.Any(pair => !File.Exists(pair.Own.Readings) || !File.Exists(pair.Theirs.Readings)))
            return null;
        var first = new List<EvaluatedLine>();
        var second = new List<EvaluatedLine>();
        foreach (var (own, theirs) in pairs)
        {
            var lines = ReadingsFile.Read(own.Readings).Lines.ToDictionary(line => line.Id, StringComparer.Ordinal);
            foreach (EvaluatedLine line in ReadingsFile.Read(theirs.Readings).Lines)
            {
                if (!lines.TryGetValue(line.Id, out EvaluatedLine? same) || same.Transcription != line.Transcription)
                    return null;
                // The readings of one line by several seeds are not independent: they are drawn and exchanged together.
                first.Add(line with { Writer = line.Id, Id = $"{own.Recipe.Seed}/{line.Id}" });
                second.Add(same with { Writer = line.Id, Id = $"{own.Recipe.Seed}/{line.Id}" });
            }
        }
        var options = new EvaluationOptions { Bootstrap = new BootstrapOptions { Unit = ResampledUnit.Writers } };
        return PairedComparison.Of(EvaluationResult.Of(first, options), EvaluationResult.Of(second, options));
    }
}
