using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ductus.Documents;
using Ductus.Evaluation;
using Ductus.Recognition;

namespace Ductus.Training.Runs;

/// <summary>What a finished run was and how well its model reads: <c>run.json</c>, from which tables of results are made.</summary>
public sealed record RunSummary
{
    /// <summary>Of the file in the folder of a finished run.</summary>
    public const string FileName = "run.json";

    private static readonly RunSummaryJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Of the recipe.</summary>
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>The day on which the model file was written.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Commit of the program that finished the run; empty if not told.</summary>
    public required string Commit { get; init; }

    /// <summary>Kind and sizes of the network.</summary>
    public required string Network { get; init; }

    /// <summary>Trained numbers that reading needs.</summary>
    public required long Parameters { get; init; }

    /// <summary>Products for one line of <see cref="InputHeight"/> × <see cref="InputWidth"/>.</summary>
    public required long MultiplyAdds { get; init; }

    public required int InputHeight { get; init; }

    public required int InputWidth { get; init; }

    public required string TrainingData { get; init; }

    public required int TrainingLines { get; init; }

    /// <summary>SHA-256 over ids and texts of the training lines.</summary>
    public required string DataFingerprint { get; init; }

    /// <summary>Of all that was drawn by chance; runs of one name differ in it alone.</summary>
    public required int Seed { get; init; }

    public required int BatchSize { get; init; }

    public required long Steps { get; init; }

    public required int Epochs { get; init; }

    /// <summary>The epoch whose weights were kept.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Training time over all starts.</summary>
    public required double Seconds { get; init; }

    public required string Devices { get; init; }

    /// <summary>Median over the validations of the training lines per second before each.</summary>
    public required double LinesPerSecond { get; init; }

    public required IReadOnlyList<ModelScore> Scores { get; init; }

    /// <summary>Scores of the finished model that were taken afterwards: of other data, of other decoders. <c>ductus evaluate --record</c> adds them.</summary>
    public IReadOnlyList<ModelScore> Measured { get; init => field = value ?? []; } = [];   // null: a file without them

    /// <summary>Precision, recall and F1 of the characters on each of the scores' splits.</summary>
    public IReadOnlyList<RunCharacterScores> CharacterScores { get; init => field = value ?? []; } = [];

    /// <summary>One row per validation.</summary>
    public required IReadOnlyList<EpochMetrics> Curve { get; init; }

    /// <summary>Names of the validation splits, in the order of the curve's columns.</summary>
    public required IReadOnlyList<string> Splits { get; init; }

    /// <summary>A score; <see langword="null"/> where it was not taken.</summary>
    public ModelScore? Score(string split, string measure) => Scores.FirstOrDefault(score => score.Split == split && score.Measure == measure);

    /// <summary>The same with scores added, in place of those of the same set, split and protocol.</summary>
    public RunSummary WithMeasured(IReadOnlyList<ModelScore> scores)
    {
        var given = scores.Select(Measurement).ToHashSet();
        return this with { Measured = [.. Measured.Where(score => !given.Contains(Measurement(score))), .. scores] };
    }

    private static (string Set, string Split, string Protocol) Measurement(ModelScore score) => (score.Set, score.Split, score.Protocol);

    /// <exception cref="RunSummaryException">The file is no summary of a run.</exception>
    public static RunSummary Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), Json.RunSummary) ?? throw new JsonException("the file says null");
        }
        catch (JsonException e)
        {
            throw new RunSummaryException($"{path}: expected the summary of a run; {e.Message}", e);
        }
    }

    public void Save(string path) => AtomicFile.Write(path, JsonSerializer.Serialize(this, Json.RunSummary) + "\n");
}

/// <summary>How well characters are found, on one split, percent.</summary>
/// <param name="Split">As in the scores.</param>
/// <param name="Micro">All characters together, each as often as it occurs.</param>
/// <param name="Macro">Means over the characters that were written.</param>
public sealed record RunCharacterScores(string Split, PrecisionRecall Micro, PrecisionRecall Macro);

/// <summary>A file that is no summary of a run, or not of the one that was meant.</summary>
public sealed class RunSummaryException(string message, Exception? inner = null) : Exception(message, inner);

[JsonSerializable(typeof(RunSummary))]
internal sealed partial class RunSummaryJson : JsonSerializerContext;
