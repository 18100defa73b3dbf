using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ductus.Evaluation.Report;

/// <summary>The readings of an evaluation that was written earlier: who read, and every line. Immutable, share it.</summary>
public sealed class ReadingsFile
{
    private static readonly string[] Columns = ["id", "edits", "confidence", "transcription", "recognition"];

    private ReadingsFile(EvaluationSource source, IReadOnlyList<EvaluatedLine> lines) => (Source, Lines) = (source, lines);

    public EvaluationSource Source { get; }

    public IReadOnlyList<EvaluatedLine> Lines { get; }

    /// <summary>Reads the JSON that <see cref="EvaluationJson"/> writes, or the table that <see cref="TableOf"/> writes.</summary>
    /// <exception cref="EvaluationFormatException">It is neither, or is damaged.</exception>
    public static ReadingsFile Read(string path)
    {
        string text = File.ReadAllText(path);
        ReadingsFile file = text.AsSpan().TrimStart().StartsWith("{") ? OfJson(path, text)
            : text.StartsWith(string.Join('\t', Columns), StringComparison.Ordinal) ? OfTable(path, text)
            : throw new EvaluationFormatException(path, $"expected the JSON or the table of an evaluation; it begins with \"{text[..Math.Min(20, text.Length)]}\".");
        if (file.Lines.CountBy(line => line.Id, StringComparer.Ordinal).FirstOrDefault(id => id.Value > 1) is { Value: > 1 } twice)
            throw new EvaluationFormatException(path, $"expected every line once; \"{twice.Key}\" is there {twice.Value} times.");
        return file;
    }

    /// <summary>Tab-separated, with a header row: id, edits, confidence (empty if unknown), transcription, recognition; tabs and line ends become spaces.</summary>
    public static string TableOf(EvaluationResult result)
    {
        var table = new StringBuilder(string.Join('\t', Columns)).Append('\n');
        foreach (LineErrors line in result.Lines)
            table.Append(CultureInfo.InvariantCulture,
                $"{Cell(line.Line.Id)}\t{line.Edits}\t{line.Line.Confidence:F4}\t{Cell(line.Line.Transcription)}\t{Cell(line.Line.Recognition)}\n");
        return table.ToString();
    }

    private static ReadingsFile OfTable(string path, string text)
    {
        var lines = new List<EvaluatedLine>();
        string[] rows = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        for (int i = 1; i < rows.Length; i++)
        {
            string[] cells = rows[i].Split('\t');
            double confidence = 0;
            if (cells.Length != Columns.Length || (cells[2].Length > 0 && !double.TryParse(cells[2], NumberStyles.Float, CultureInfo.InvariantCulture, out confidence)))
                throw new EvaluationFormatException(path, $"line {i + 1}: expected {Columns.Length} tab-separated fields with a number as the third; got \"{rows[i]}\".");
            lines.Add(new EvaluatedLine(cells[3], cells[4]) { Id = cells[0], Confidence = cells[2].Length > 0 ? confidence : null });
        }
        string name = Path.GetFileName(path);
        return new ReadingsFile(new EvaluationSource { Reader = name, Data = name }, lines);
    }

    private static ReadingsFile OfJson(string path, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (Text(root, "format") != EvaluationJson.Format || root.GetProperty("version").GetInt32() != EvaluationJson.Version)
                throw new EvaluationFormatException(path,
                    $"expected \"format\": \"{EvaluationJson.Format}\" and \"version\": {EvaluationJson.Version}; this is something else, or newer.");
            return new ReadingsFile(SourceOf(root.GetProperty("source")), [.. root.GetProperty("lines").EnumerateArray().Select(LineOf)]);
        }
        catch (JsonException error)
        {
            throw new EvaluationFormatException(path, $"line {error.LineNumber + 1}: expected JSON. {error.Message}", error);
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new EvaluationFormatException(path, $"expected the keys of an evaluation. {error.Message}", error);
        }
    }

    private static EvaluationSource SourceOf(JsonElement source) => new()
    {
        Reader = Text(source, "reader") ?? "",
        Fingerprint = Text(source, "fingerprint"),
        ModelDate = Text(source, "model_date") is { } date ? DateOnly.ParseExact(date, "O", CultureInfo.InvariantCulture) : null,
        Decoder = Text(source, "decoder"),
        Data = Text(source, "data") ?? "",
        Split = Text(source, "split"),
    };

    private static EvaluatedLine LineOf(JsonElement line) => new(line.GetProperty("transcription").GetString() ?? "", line.GetProperty("recognition").GetString() ?? "")
    {
        Id = line.GetProperty("id").GetString() ?? "",
        Writer = Text(line, "writer"),
        Confidence = line.TryGetProperty("confidence", out JsonElement confidence) && confidence.ValueKind == JsonValueKind.Number ? confidence.GetDouble() : null,
        Words = line.TryGetProperty("read_words", out JsonElement words)
            ? [.. words.EnumerateArray().Select(word => new EvaluatedWord(word.GetProperty("text").GetString() ?? "", word.GetProperty("confidence").GetDouble()))] : [],
    };

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');
}
