using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ductus.Evaluation.Report;

/// <summary>An evaluation as JSON: figures, breakdowns and every line; docs/evaluation.md describes the keys.</summary>
public static class EvaluationJson
{
    internal const string Format = "ductus-evaluation";

    internal const int Version = 1;

    // Text in any script stays readable; the output is a file or a pipe, never part of an HTML page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <returns>UTF-8, ending with a line feed. The same result gives the same bytes, but for the times.</returns>
    public static byte[] Write(EvaluationResult result, EvaluationSource source)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", Version);
            Write(json, "source", source);
            Write(json, "options", result.Options);
            json.WriteNumber("line_count", result.Lines.Count);
            json.WriteStartObject("measures");
            foreach (Measure measure in result.Measures)
                Write(json, KeyOf(measure.Kind), measure);
            json.WriteEndObject();
            WriteCharacters(json, result);
            WriteGroups(json, "by_length", result.ByLength);
            WriteGroups(json, "by_writer", result.ByWriter);
            WriteGroups(json, "by_confidence", result.ByConfidence);
            if (result.Calibration is { } calibration)
                Write(json, calibration);
            json.WriteStartArray("lines");
            foreach (LineErrors line in result.Lines)
                Write(json, line);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>The name of a measure in JSON.</summary>
    public static string KeyOf(MeasureKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    internal static void Write(Utf8JsonWriter json, string name, EvaluationSource source)
    {
        json.WriteStartObject(name);
        json.WriteString("reader", source.Reader);
        if (source.Fingerprint is not null)
            json.WriteString("fingerprint", source.Fingerprint);
        if (source.ModelDate is { } date)
            json.WriteString("model_date", date.ToString("O", CultureInfo.InvariantCulture));
        if (source.Decoder is not null)
            json.WriteString("decoder", source.Decoder);
        json.WriteString("data", source.Data);
        if (source.Split is not null)
            json.WriteString("split", source.Split);
        if (source.Time is { } time)
        {
            json.WriteStartObject("seconds");
            WriteNumber(json, "total", time.Total);
            WriteNumber(json, "network_and_decoder", time.Reading);
            WriteNumber(json, "data_set_and_model", time.Loading);
            WriteNumber(json, "images", time.Images);
            WriteNumber(json, "measures_and_reports", time.Measuring);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, string name, EvaluationOptions options)
    {
        json.WriteStartObject(name);
        json.WriteString("case", Word(options.Rules.Case));
        json.WriteString("punctuation", Word(options.Rules.Punctuation));
        json.WriteString("marks", Word(options.Rules.Marks));
        json.WriteString("unicode", Word(options.Rules.Unicode));
        json.WriteNumber("interval_percent", 95);
        json.WriteString("interval_over", Word(options.Bootstrap.Unit));
        json.WriteNumber("resamples", options.Bootstrap.Resamples);
        json.WriteNumber("seed", options.Bootstrap.Seed);
        json.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter json, string name, Measure measure)
    {
        json.WriteStartObject(name);
        WriteNumber(json, "percent", measure.Percent);
        WriteNumber(json, "low", measure.Interval.Low);
        WriteNumber(json, "high", measure.Interval.High);
        WriteNumber(json, "count", measure.Numerator);
        WriteNumber(json, "of", measure.Denominator);
        json.WriteEndObject();
    }

    /// <summary>JSON has no infinity: a rate of something invented where nothing was written is null.</summary>
    internal static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, Math.Round(value, 4));
        else
            json.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter json, LineErrors line)
    {
        json.WriteStartObject();
        json.WriteString("id", CodePoints.WellFormed(line.Line.Id));
        if (line.Line.Writer is { } writer)
            json.WriteString("writer", CodePoints.WellFormed(writer));
        json.WriteString("transcription", CodePoints.WellFormed(line.Line.Transcription));
        json.WriteString("recognition", CodePoints.WellFormed(line.Line.Recognition));
        if (line.Line.Confidence is { } confidence)
            WriteNumber(json, "confidence", confidence);
        if (line.Line.Words.Count > 0)
        {
            json.WriteStartArray("read_words");
            foreach (EvaluatedWord word in line.Line.Words)
            {
                json.WriteStartObject();
                json.WriteString("text", CodePoints.WellFormed(word.Text));
                WriteNumber(json, "confidence", word.Confidence);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteNumber("edits", line.Edits);
        json.WriteNumber("characters", line.Characters);
        json.WriteNumber("word_edits", line.WordEdits);
        json.WriteNumber("words", line.Words);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Calibration calibration)
    {
        json.WriteStartObject("word_calibration");
        json.WriteNumber("words", calibration.Words);
        WriteNumber(json, "mean_confidence", calibration.MeanConfidence);
        WriteNumber(json, "accuracy", calibration.Accuracy);
        WriteNumber(json, "expected_error_percent", calibration.ExpectedError);
        json.WriteStartArray("bins");
        foreach (CalibrationBin bin in calibration.Bins)
        {
            json.WriteStartObject();
            json.WriteNumber("words", bin.Words);
            WriteNumber(json, "mean_confidence", bin.MeanConfidence);
            WriteNumber(json, "accuracy", bin.Accuracy);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCharacters(Utf8JsonWriter json, EvaluationResult result)
    {
        json.WriteStartArray("confusions");
        foreach (Confusion confusion in result.Confusions)
        {
            json.WriteStartObject();
            json.WriteString("written", confusion.Transcription);
            json.WriteString("read", confusion.Recognition);
            json.WriteNumber("count", confusion.Count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Write(json, "characters_micro", result.CharacterScores.Micro);
        Write(json, "characters_macro", result.CharacterScores.Macro);
        json.WriteStartArray("characters");
        foreach (CharacterScore character in result.CharacterScores.Characters)
        {
            json.WriteStartObject();
            json.WriteString("character", character.Character);
            json.WriteNumber("written", character.Written);
            json.WriteNumber("read", character.Read);
            json.WriteNumber("correct", character.Correct);
            WriteParts(json, character.Score);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, PrecisionRecall score)
    {
        json.WriteStartObject(name);
        WriteParts(json, score);
        json.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter json, PrecisionRecall score)
    {
        WriteNumber(json, "precision", score.Precision);
        WriteNumber(json, "recall", score.Recall);
        WriteNumber(json, "f1", score.F1);
    }

    private static void WriteGroups(Utf8JsonWriter json, string name, IReadOnlyList<LineGroup> groups)
    {
        json.WriteStartArray(name);
        foreach (LineGroup group in groups)
        {
            json.WriteStartObject();
            json.WriteString("group", group.Name);
            json.WriteNumber("line_count", group.Lines);
            if (group.MeanConfidence is { } confidence)
                WriteNumber(json, "mean_confidence", confidence);
            foreach (Measure measure in (Measure[])[group.CharacterErrorRate, group.WordErrorRate, group.ExactLines])
                Write(json, KeyOf(measure.Kind), measure);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
