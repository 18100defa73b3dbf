namespace Ductus.Evaluation;

/// <summary>Accuracies of a reader of single characters.</summary>
/// <param name="Name">"accuracy"; "top-2" and so on: among the most probable two; "look-alikes merged": see <see cref="LookAlikes"/>.</param>
/// <param name="Percent">Of the characters.</param>
/// <param name="Interval">95 %, by bootstrap over characters.</param>
public sealed record CharacterAccuracy(string Name, double Percent, PercentInterval Interval)
{
    /// <summary>What the plain accuracy is called.</summary>
    public const string Plain = "accuracy";

    private static readonly int[] Tops = [2, 5];

    /// <summary>All of them, the plain one first.</summary>
    /// <param name="characters">With the alternatives that the machine saw.</param>
    /// <param name="options">How they are compared and intervals drawn; alternatives are compared alike.</param>
    public static IReadOnlyList<CharacterAccuracy> Of(IReadOnlyList<EvaluatedLine> characters, EvaluationOptions? options = null)
    {
        options ??= new();
        CharacterAccuracy Exact(string name, Func<EvaluatedLine, EvaluatedLine> seen)
        {
            LineErrors[] errors = [.. characters.Select(one => LineErrors.Of(seen(one), options.Rules))];
            Measure exact = EvaluationResult.MeasuresOf(errors, [MeasureKind.ExactLines], options.Bootstrap)[0];
            return new CharacterAccuracy(name, exact.Percent, exact.Interval);
        }
        bool IsSame(string one, string other) => LineErrors.Of(new EvaluatedLine(one, other), options.Rules).IsExact;
        return
        [
            Exact(Plain, one => one),
            .. Tops.Select(top => Exact($"top-{top}", one => one.Alternatives.Take(top - 1).Any(other => IsSame(other, one.Transcription)) ? one with { Recognition = one.Transcription } : one)),
            Exact("look-alikes merged", one => one with { Transcription = LookAlikes.Merge(one.Transcription), Recognition = LookAlikes.Merge(one.Recognition) }),
        ];
    }
}
