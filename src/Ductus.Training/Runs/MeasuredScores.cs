using Ductus.Evaluation;
using Ductus.Recognition;

namespace Ductus.Training.Runs;

/// <summary>An evaluation as the scores that model files, cards and records of runs hold.</summary>
public static class MeasuredScores
{
    /// <param name="result">What was measured.</param>
    /// <param name="areCharacters">Single characters have accuracies and CER; lines have every measure.</param>
    /// <param name="set">The data set, such as <c>iam</c>.</param>
    /// <param name="split">The part of it, such as <c>val</c>.</param>
    /// <param name="protocol">Decoder, rules, kind of interval.</param>
    public static IReadOnlyList<ModelScore> Of(EvaluationResult result, bool areCharacters, string set, string split, string protocol)
    {
        ModelScore Score(string measure, double percent, PercentInterval interval) => new()
        {
            Set = set,
            Split = split,
            Measure = measure,
            Value = percent,
            Low = interval.Low,
            High = interval.High,
            Lines = result.Lines.Count,
            Protocol = protocol,
        };
        if (!areCharacters)
        {
            // Lines not exactly right say nothing that those exactly right do not.
            return [.. result.Measures.Where(measure => measure.Kind != MeasureKind.SentenceErrorRate).Select(measure => Score(measure.Name, measure.Percent, measure.Interval))];
        }
        Measure errors = result[MeasureKind.CharacterErrorRate];
        return
        [
            .. CharacterAccuracy.Of([.. result.Lines.Select(line => line.Line)], result.Options).Select(accuracy => Score(accuracy.Name, accuracy.Percent, accuracy.Interval)),
            Score(errors.Name, errors.Percent, errors.Interval),
        ];
    }
}
