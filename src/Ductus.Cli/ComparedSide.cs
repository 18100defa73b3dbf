using System.Diagnostics;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;
using Ductus.Training.Data;

namespace Ductus.Cli;

/// <summary>One of two readers that are compared: a model that reads now, or a file with readings of earlier.</summary>
/// <param name="Name">As the command line names it.</param>
/// <param name="Source">Who read what.</param>
/// <param name="Lines">Every line.</param>
internal sealed record ComparedSide(string Name, EvaluationSource Source, IReadOnlyList<EvaluatedLine> Lines)
{
    /// <summary>A model is an .onnx file or a name; any other file has readings in it.</summary>
    public static bool IsModel(string name) => name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) || !File.Exists(name);

    public static ComparedSide OfFile(string path)
    {
        ReadingsFile file = ReadingsFile.Read(path);
        return new ComparedSide(path, file.Source, file.Lines);
    }

    public static ComparedSide OfModel(Terminal terminal, string name, string folder, LineSplit split, Func<string, ChosenReader> reader, CancellationToken cancel)
    {
        ModelReadings readings = ModelReadings.Read(terminal, name, folder, split, reader, Stopwatch.GetTimestamp(), cancel);
        return new ComparedSide(name, readings.Source, readings.Lines);
    }

    /// <summary>This side with the lines of another in that one's order; what either knows of the writers, both do.</summary>
    /// <exception cref="ReadingsException">It has other lines, or other transcriptions of them.</exception>
    public (ComparedSide First, ComparedSide Second) Match(ComparedSide second)
    {
        var lines = second.Lines.ToDictionary(line => line.Id, StringComparer.Ordinal);
        string[] missing = [.. Lines.Select(line => line.Id).Where(id => !lines.ContainsKey(id))];
        string[] added = [.. lines.Keys.Except(Lines.Select(line => line.Id), StringComparer.Ordinal)];
        if (missing.Length + added.Length > 0)
        {
            var told = new[] { Told("missing", missing), Told("not there", added) }.Where(part => part.Length > 0);
            throw new ReadingsException($"{second.Name}: expected the {Lines.Count} lines of {Name}; {string.Join(", ", told)}.");
        }

        var own = new List<EvaluatedLine>();
        var others = new List<EvaluatedLine>();
        foreach (EvaluatedLine line in Lines)
        {
            EvaluatedLine other = lines[line.Id];
            if (EditDistance.InCodePoints(line.Transcription, other.Transcription) > 0)
                throw new ReadingsException(
                    $"{second.Name}: line \"{line.Id}\": expected the transcription \"{line.Transcription}\" of {Name}; got \"{other.Transcription}\".");
            string? writer = line.Writer ?? other.Writer;
            own.Add(line with { Writer = writer });
            others.Add(other with { Writer = writer });
        }
        return (this with { Lines = own }, second with { Lines = others });
    }

    private static string Told(string what, string[] ids) => ids.Length == 0 ? ""
        : $"{ids.Length} {(ids.Length == 1 ? "is" : "are")} {what}: {string.Join(", ", ids.Take(3).Select(id => $"\"{id}\""))}{(ids.Length > 3 ? ", …" : "")}";
}
