using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ductus.Evaluation.Report;

/// <summary>A comparison as JSON: both readers, every measure of both, differences, intervals and p values; docs/evaluation.md describes the keys.</summary>
public static class ComparisonJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <returns>UTF-8, ending with a line feed.</returns>
    public static byte[] Write(PairedComparison comparison, EvaluationSource first, EvaluationSource second)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", "ductus-comparison");
            json.WriteNumber("version", 1);
            EvaluationJson.Write(json, "first", first);
            EvaluationJson.Write(json, "second", second);
            EvaluationJson.Write(json, "options", comparison.First.Options);
            json.WriteNumber("permutations", comparison.Options.Permutations);
            json.WriteNumber("permutation_seed", comparison.Options.Seed);
            json.WriteNumber("line_count", comparison.First.Lines.Count);
            json.WriteStartObject("measures");
            foreach (PairedDifference difference in comparison.Differences)
                Write(json, difference);
            json.WriteEndObject();
            WriteLines(json, comparison);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, PairedDifference difference)
    {
        json.WriteStartObject(EvaluationJson.KeyOf(difference.First.Kind));
        EvaluationJson.Write(json, "first", difference.First);
        EvaluationJson.Write(json, "second", difference.Second);
        EvaluationJson.WriteNumber(json, "difference", difference.Difference);
        EvaluationJson.WriteNumber(json, "low", difference.Interval.Low);
        EvaluationJson.WriteNumber(json, "high", difference.Interval.High);
        json.WriteNumber("p", difference.PValue);
        json.WriteEndObject();
    }

    private static void WriteLines(Utf8JsonWriter json, PairedComparison comparison)
    {
        json.WriteStartArray("changed_lines");
        foreach (ChangedLine line in comparison.ChangedLines())
        {
            json.WriteStartObject();
            json.WriteString("id", CodePoints.WellFormed(line.First.Line.Id));
            json.WriteNumber("first_edits", line.First.Edits);
            json.WriteNumber("second_edits", line.Second.Edits);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
