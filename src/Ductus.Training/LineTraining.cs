using System.Globalization;
using Ductus.Evaluation;
using Ductus.Recognition;
using Ductus.Training.Batching;
using Ductus.Training.Export;
using Ductus.Training.Torch;

namespace Ductus.Training;

/// <summary>A run from its data to its model file: trains, measures the best weights, writes the model and the report.</summary>
public static class LineTraining
{
    /// <param name="recipe">What to train.</param>
    /// <param name="set">On what.</param>
    /// <param name="options">Where, how long, from which weights.</param>
    /// <param name="progress">Told about once a second and after each validation.</param>
    /// <param name="cancel">Looked at once per step; the run can be gone on with.</param>
    /// <exception cref="TrainingException">The loss is no number any more.</exception>
    /// <exception cref="ModelExportException">The model file would not read as the network does.</exception>
    public static TrainedModel Train(
        Recipe recipe, LineTrainingSet set, TrainingOptions options, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        using var trainer = new Trainer(recipe, set, options);
        trainer.Run(progress, cancel);
        trainer.UseBest();
        return Finish(recipe, set, options, trainer, trainer.State, cancel);
    }

    /// <summary>Measures weights that were trained on another machine and writes their model and report; no step is made.</summary>
    /// <param name="recipe">That they were trained by.</param>
    /// <param name="set">That they were trained on.</param>
    /// <param name="options">The weights, and a folder without a run.</param>
    /// <param name="cancel">Looked at once per batch.</param>
    /// <exception cref="CheckpointException">The weights are of other lines or another network.</exception>
    /// <exception cref="ModelExportException">The model file would not read as the network does.</exception>
    public static TrainedModel Export(Recipe recipe, LineTrainingSet set, TrainingOptions options, CancellationToken cancel)
    {
        string weights = options.FromWeights ?? throw new ArgumentException("Expected weights to export; the options name none.", nameof(options));
        if (File.Exists(new RunFolder(options.RunFolder).Checkpoint))
            throw new ArgumentException($"Expected a folder without a run, for the model of {weights}; {options.RunFolder} has one.", nameof(options));
        RunState state = Checkpoint.ReadState(weights);
        // The model file says what it was trained on, so it has to be that.
        if (state.DataFingerprint != set.Fingerprint())
            throw new CheckpointException($"{weights}: expected weights trained on these {set.Training.Count} lines; they were trained on others.");
        using var trainer = new Trainer(recipe, set, options);
        return Finish(recipe, set, options, trainer, state, cancel);
    }

    private static TrainedModel Finish(
        Recipe recipe, LineTrainingSet set, TrainingOptions options, Trainer trainer, RunState state, CancellationToken cancel)
    {
        var folder = new RunFolder(options.RunFolder);
        trainer.Network.ConvolutionType = DataType.Float32;

        var readings = new List<(TrainingLine Line, string Reading)>();
        var scores = new List<ModelScore>();
        var all = new List<EvaluatedLine>();
        foreach (var (split, lines) in set.Validation)
        {
            Logits[] logits = Validation.Run(trainer.Network, lines, set.Codec, recipe.Network.FrameStride, trainer.Store.Weights.Device, cancel);
            EvaluatedLine[] read = Validation.Read(lines, logits, set.Codec);
            readings.AddRange(lines.Zip(read, (line, evaluated) => (line, evaluated.Recognition)));
            scores.AddRange(Scores(split, read));
            all.AddRange(read);
        }
        if (set.Validation.Count > 1)
            scores.AddRange(Scores(string.Join('+', set.Validation.Select(split => split.Split)), all));

        string path = folder.Model(recipe.Name);
        ModelMetadata metadata = Metadata(recipe, set, options, state, scores);
        ExportParity parity = ModelExport.Write(path, trainer.Network, trainer.Store, metadata,
            recipe.HalfPrecisionFile ? WeightStorage.Float16 : WeightStorage.Float32, [.. set.Validation.SelectMany(split => split.Lines)], cancel);
        string[] splits = [.. set.Validation.Select(split => split.Split)];
        TrainingReport.Write(folder.Report, recipe, state, splits, readings);
        ModelCard.Write(folder.Card(recipe.Name), recipe, metadata, state, splits, all, parity);
        return new TrainedModel(path, folder.Report, parity, scores, state);
    }

    private static IEnumerable<ModelScore> Scores(string split, IReadOnlyList<EvaluatedLine> lines)
    {
        var result = EvaluationResult.Of(lines);
        ModelScore Score(string measure, MeasureKind kind) => new()
        {
            Set = "validation",
            Split = split,
            Measure = measure,
            Value = result[kind].Percent,
            Low = result[kind].Interval.Low,
            High = result[kind].Interval.High,
            Lines = lines.Count,
            Protocol = "greedy, NFC, case and punctuation kept; 95 % bootstrap interval over lines; chose the weights",
        };
        return [Score("CER", MeasureKind.CharacterErrorRate), Score("WER", MeasureKind.WordErrorRate), Score("exact lines", MeasureKind.ExactLines)];
    }

    private static ModelMetadata Metadata(
        Recipe recipe, LineTrainingSet set, TrainingOptions options, RunState state, IReadOnlyList<ModelScore> scores) => new()
        {
            Name = recipe.Name,
            Version = options.Date.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture),
            Task = ModelTask.Lines,
            Alphabet = set.Codec.Alphabet,
            Normalization = new LineNormalization { Height = recipe.Height },
            FrameStride = recipe.Network.FrameStride,
            Languages = recipe.Languages,
            Data = string.Create(CultureInfo.InvariantCulture, $"{recipe.Terms.Data} ({set.Training.Count} lines trained on, fingerprint {state.DataFingerprint[..16]})"),
            LicenceTerms = recipe.Terms.Licence,
            CommercialUse = recipe.Terms.CommercialUse switch { true => CommercialUse.Yes, false => CommercialUse.No, null => CommercialUse.Unknown },
            Date = options.Date,
            Scores = scores,
            Network = recipe.Network.ToString(),
            Recipe = recipe.ToJson(),
            Commit = options.Commit,
        };
}

/// <summary>What a finished run made.</summary>
/// <param name="Path">The model file.</param>
/// <param name="Report">The HTML page about the run.</param>
/// <param name="Parity">How far file and network are apart.</param>
/// <param name="Scores">Error rates of the validation splits, each and together.</param>
/// <param name="State">How far the run came.</param>
public sealed record TrainedModel(string Path, string Report, ExportParity Parity, IReadOnlyList<ModelScore> Scores, RunState State);
