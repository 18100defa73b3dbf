using System.Globalization;

namespace Ductus.Evaluation.Report;

/// <summary>Tables of measures, with the rules they were taken by over them.</summary>
internal static class MeasureTables
{
    public static void Append(ReportPage page, EvaluationResult result) => page.Table(
        $"{result.Lines.Count} lines; {result.Options}",
        ["<measure", "%", "95 % interval", "<"],
        result.Measures.Select(measure => (string[])[measure.Name, Number(measure.Percent), Interval(measure.Interval), measure.Title]));

    public static void Append(ReportPage page, PairedComparison comparison) => page.Table(
        $"{comparison.First.Lines.Count} lines; {comparison.First.Options}; {comparison.Options}",
        ["<measure", "A %", "95 % interval", "B %", "95 % interval", "B − A", "95 % interval", "p"],
        comparison.Differences.Select(difference => (string[])
        [
            difference.First.Name, Number(difference.First.Percent), Interval(difference.First.Interval),
            Number(difference.Second.Percent), Interval(difference.Second.Interval),
            Signed(difference.Difference), Interval(difference.Interval), PValue(difference.PValue),
        ]));

    public static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture).Replace('-', '−');

    public static string Signed(double value) => value > 0 ? $"+{Number(value)}" : Number(value);

    public static string Interval(PercentInterval interval) => $"[{Number(interval.Low)}, {Number(interval.High)}]";

    public static string PValue(double value) => value.ToString(value < 0.001 ? "F5" : "F4", CultureInfo.InvariantCulture);
}
