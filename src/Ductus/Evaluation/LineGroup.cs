using System.Globalization;

namespace Ductus.Evaluation;

/// <summary>Lines that have something in common, and how they were read.</summary>
public sealed record LineGroup
{
    private const int MostLengthGroups = 12, ConfidenceGroups = 10;

    private static readonly MeasureKind[] Kinds = [MeasureKind.CharacterErrorRate, MeasureKind.WordErrorRate, MeasureKind.ExactLines];

    /// <summary>Lengths as 21–30, confidences as 0.912–0.934, or the writer.</summary>
    public required string Name { get; init; }

    public required int Lines { get; init; }

    /// <summary>Its interval is over the lines of the group.</summary>
    public required Measure CharacterErrorRate { get; init; }

    /// <summary>Its interval is over the lines of the group.</summary>
    public required Measure WordErrorRate { get; init; }

    /// <summary>Its interval is over the lines of the group.</summary>
    public required Measure ExactLines { get; init; }

    /// <summary>0…1, of the lines that have one; <see langword="null"/> where none has.</summary>
    public double? MeanConfidence { get; init; }

    internal static IReadOnlyList<LineGroup> ByLength(IReadOnlyList<LineErrors> lines, BootstrapOptions bootstrap)
    {
        int longest = lines.Select(line => line.Characters).DefaultIfEmpty().Max(), width = WidthOf(longest);
        return
        [
            .. lines.GroupBy(line => Math.Max(0, line.Characters - 1) / width).OrderBy(group => group.Key)
                .Select(group => Of(width == 1 ? Number(group.Key + 1) : $"{Number(group.Key * width + 1)}–{Number((group.Key + 1) * width)}", [.. group], bootstrap)),
        ];
    }

    internal static IReadOnlyList<LineGroup> ByWriter(IReadOnlyList<LineErrors> lines, BootstrapOptions bootstrap) =>
    [
        .. lines.Where(line => line.Line.Writer is not null).GroupBy(line => line.Line.Writer!, StringComparer.Ordinal) // filtered
            .Select(group => Of(group.Key, [.. group], bootstrap))
            .OrderByDescending(group => group.CharacterErrorRate.Percent).ThenBy(group => group.Name, StringComparer.Ordinal),
    ];

    internal static IReadOnlyList<LineGroup> ByConfidence(IReadOnlyList<LineErrors> lines, BootstrapOptions bootstrap)
    {
        LineErrors[] ordered = [.. lines.Where(line => line.Line.Confidence is not null).OrderBy(line => line.Line.Confidence)];
        // Equal groups, not equal steps: most confidences are near 1.
        int groups = Math.Min(ConfidenceGroups, ordered.Length);
        return
        [
            .. Enumerable.Range(0, groups).Select(i => ordered[(i * ordered.Length / groups)..((i + 1) * ordered.Length / groups)])
                .Select(group => Of(string.Create(CultureInfo.InvariantCulture, $"{group[0].Line.Confidence:F3}–{group[^1].Line.Confidence:F3}"), group, bootstrap)),
        ];
    }

    private static LineGroup Of(string name, LineErrors[] lines, BootstrapOptions bootstrap)
    {
        // A writer's own lines know no other writers to draw.
        Measure[] measures = EvaluationResult.MeasuresOf(lines, Kinds, bootstrap with { Unit = ResampledUnit.Lines });
        return new LineGroup
        {
            Name = name,
            Lines = lines.Length,
            CharacterErrorRate = measures[0],
            WordErrorRate = measures[1],
            ExactLines = measures[2],
            MeanConfidence = lines.Average(line => line.Line.Confidence),
        };
    }

    /// <summary>The first of 1, 2, 5, 10, 20, 50, … that needs few enough groups.</summary>
    private static int WidthOf(int longest)
    {
        for (int power = 1; ; power *= 10)
            foreach (int width in (int[])[power, 2 * power, 5 * power])
                if ((longest + width - 1) / width <= MostLengthGroups)
                    return width;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
