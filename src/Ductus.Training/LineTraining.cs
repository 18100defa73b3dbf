using System.Globalization;
using Ductus.Documents;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;
using Ductus.Recognition;
using Ductus.Training.Data;
using Ductus.Training.Export;
using Ductus.Training.Runs;
using Ductus.Training.Torch;

namespace Ductus.Training;

/// <summary>A run from its data to its model file: trains, measures the best weights, writes the model and the report.</summary>
public static class LineTraining
{
    /// <summary>Wrong characters from which a temperature can be fitted.</summary>
    private const int LeastErrors = 5;

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
        NetworkCost cost = NetworkCost.Of(trainer.Network, trainer.Store, recipe);

        var results = new List<(string Split, EvaluationResult Result)>();
        var all = new List<EvaluatedLine>();
        bool areCharacters = recipe.Unit == LineUnit.Characters;
        IReadOnlyList<Logits>[] logits = areCharacters
            ? [.. set.Validation.Select(split => Validation.Run(trainer.Network, split.Lines, set.Codec, recipe.FrameStride, trainer.Store.Weights.Device, cancel))] : [];
        double temperature = areCharacters ? Temperature(logits, set) : 1;
        for (int i = 0; i < set.Validation.Count; i++)
        {
            var (split, lines) = set.Validation[i];
            EvaluatedLine[] read = areCharacters ? Validation.ReadCharacters(logits[i], lines, set.Codec, temperature)
                : Validation.Read(trainer.Network, lines, set.Codec, recipe.FrameStride, trainer.Store.Weights.Device, cancel);
            results.Add((split, EvaluationResult.Of(read)));
            all.AddRange(read);
        }
        if (set.Validation.Count > 1)
            results.Add((string.Join('+', set.Validation.Select(split => split.Split)), EvaluationResult.Of(all)));
        EvaluationResult together = results[^1].Result;
        string protocol = areCharacters ? "single characters, most probable class; 95 % bootstrap interval over characters; chose the weights"
            : "greedy, NFC, case and punctuation kept; 95 % bootstrap interval over lines; chose the weights";
        ModelScore[] scores = [.. results.SelectMany(result => MeasuredScores.Of(result.Result, areCharacters, "validation", result.Split, protocol))];

        string path = folder.Model(recipe.Name);
        ModelMetadata metadata = Metadata(recipe, set, options, state, scores) with { Temperature = temperature };
        ExportParity parity = ModelExport.Write(path, trainer.Network, trainer.Store, metadata,
            recipe.HalfPrecisionFile ? WeightStorage.Float16 : WeightStorage.Float32, [.. set.Validation.SelectMany(split => split.Lines)], cancel);
        string[] splits = [.. set.Validation.Select(split => split.Split)];
        TrainingReport.Write(folder.Report, recipe, state, splits, [.. set.Validation.SelectMany(split => split.Lines)], together);
        ModelCard.Write(folder.Card(recipe.Name), recipe, metadata, state, splits, all, parity);
        AtomicFile.Write(folder.Readings, ReadingsFile.TableOf(together));
        Summary(recipe, set, options, state, scores, results, splits, cost).Save(folder.Summary);
        return new TrainedModel(path, folder.Report, parity, scores, state);
    }

    /// <summary>
    /// The temperature with which the probabilities of validation characters are how often they are right; 1, for not calibrated, where too few are
    /// wrong to tell.
    /// </summary>
    private static double Temperature(IReadOnlyList<Logits>[] logits, LineTrainingSet set)
    {
        var known = set.Validation.Zip(logits).SelectMany(split => split.First.Lines.Zip(split.Second))
            .Where(one => set.Codec.Unknown(one.First.Text).Count == 0).ToArray();
        EvaluatedLine[] read = Validation.ReadCharacters([.. known.Select(one => one.Second)], [.. known.Select(one => one.First)], set.Codec, temperature: 1);
        if (read.Count(one => one.Transcription != one.Recognition) < LeastErrors)
            return 1;
        return TemperatureScaling.Fit([.. known.Select(one => one.Second)], [.. known.Select(one => set.Codec.Encode(one.First.Text)[0])]);
    }

    private static RunSummary Summary(
        Recipe recipe, LineTrainingSet set, TrainingOptions options, RunState state, IReadOnlyList<ModelScore> scores,
        IReadOnlyList<(string Split, EvaluationResult Result)> results, IReadOnlyList<string> splits, NetworkCost cost)
    {
        double[] speeds = [.. state.Epochs.Select(epoch => epoch.LinesPerSecond).Order()];
        return new RunSummary
        {
            Name = recipe.Name,
            Description = recipe.Description,
            Date = options.Date,
            Commit = options.Commit,
            Network = recipe.Network.ToString(),
            Parameters = cost.Parameters,
            MultiplyAdds = cost.MultiplyAdds,
            InputHeight = cost.Height,
            InputWidth = cost.Width,
            TrainingData = recipe.Terms.After(state.TermsBefore).Data,
            TrainingLines = set.Training.Count,
            DataFingerprint = state.DataFingerprint,
            Seed = recipe.Seed,
            BatchSize = recipe.BatchSize,
            Steps = state.Step,
            Epochs = state.Epochs.Count > 0 ? state.Epochs[^1].Epoch : 0,
            BestEpoch = state.Best?.Epoch ?? 0,
            Seconds = state.Seconds,
            Devices = state.Devices,
            LinesPerSecond = speeds.Length > 0 ? speeds[speeds.Length / 2] : 0,
            Scores = scores,
            CharacterScores = [.. results.Select(result => new RunCharacterScores(result.Split, result.Result.CharacterScores.Micro, result.Result.CharacterScores.Macro))],
            Curve = state.Epochs,
            Splits = splits,
        };
    }

    private static ModelMetadata Metadata(Recipe recipe, LineTrainingSet set, TrainingOptions options, RunState state, IReadOnlyList<ModelScore> scores)
    {
        TrainingTerms terms = set.Terms(recipe).After(state.TermsBefore);
        return new ModelMetadata
        {
            Name = recipe.Name,
            Version = options.Date.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture),
            Task = recipe.Unit switch { LineUnit.Words => ModelTask.Words, LineUnit.Characters => ModelTask.Characters, _ => ModelTask.Lines },
            Alphabet = set.Codec.Alphabet,
            Normalization = recipe.Normalization,
            FrameStride = recipe.FrameStride,
            Languages = recipe.Languages,
            Data = terms.Data,
            LicenceTerms = terms.Licence,
            CommercialUse = terms.CommercialUse switch { true => CommercialUse.Yes, false => CommercialUse.No, null => CommercialUse.Unknown },
            Date = options.Date,
            Scores = scores,
            Network = recipe.Network.ToString(),
            Recipe = recipe.ToJson(),
            Commit = options.Commit,
        };
    }
}

/// <summary>What a finished run made.</summary>
/// <param name="Path">The model file.</param>
/// <param name="Report">The HTML page about the run.</param>
/// <param name="Parity">How far file and network are apart.</param>
/// <param name="Scores">Error rates of the validation splits, each and together.</param>
/// <param name="State">How far the run came.</param>
public sealed record TrainedModel(string Path, string Report, ExportParity Parity, IReadOnlyList<ModelScore> Scores, RunState State);
