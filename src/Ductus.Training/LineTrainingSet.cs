using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ductus.Recognition;
using Ductus.Training.Batching;
using Ductus.Training.Data;

namespace Ductus.Training;

/// <summary>What a run trains and validates on, in memory.</summary>
public sealed class LineTrainingSet
{
    public required Codec Codec { get; init; }

    public required IReadOnlyList<TrainingLine> Training { get; init; }

    /// <summary>Name and lines of each validation split, in the recipe's order.</summary>
    public required IReadOnlyList<(string Split, IReadOnlyList<TrainingLine> Lines)> Validation { get; init; }

    /// <summary>What loose labels leave open; <see langword="null"/> where there are none.</summary>
    public LabelFolding? Folding { get; init; }

    /// <summary>Lines of these splits that are not used, and why.</summary>
    public IReadOnlyList<SkippedLine> Skipped { get; init; } = [];

    /// <summary>Brings what a recipe trains and validates on into memory; the alphabet is that of the training texts.</summary>
    /// <param name="recipe">Names the splits, the height and the labels.</param>
    /// <param name="data">One data set or several; each must have the training split, and one of them each validation split.</param>
    /// <param name="threads">That read images, at least 1.</param>
    /// <param name="progress">Told the number of lines done, over all splits.</param>
    /// <param name="cancel">Looked at once per line.</param>
    /// <param name="validation">Data sets that have the validation splits and are not trained on; none: those of <paramref name="data"/>.</param>
    /// <exception cref="LineDataException">A split is missing or none of its lines can be used.</exception>
    public static LineTrainingSet Load(
        Recipe recipe, IReadOnlyList<LineData> data, int threads, IProgress<int>? progress = null, CancellationToken cancel = default,
        params IReadOnlyList<LineData> validation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(data.Count, 1);
        if (validation.Count > 0 && recipe.HoldsOutOf is not null)
            throw new LineDataException(validation[0].Folder, "expected no data sets for validation alone: the recipe takes its validation lines from those it trains on.");
        IReadOnlyList<string> trainSplits = recipe.HoldsOutOf ?? [recipe.TrainSplit];
        IEnumerable<string> texts = recipe.Alphabet is { } alphabet ? [alphabet]
            : data.SelectMany(set => trainSplits.SelectMany(split => set.Split(split).Samples)).Select(sample => sample.Text);
        var codec = Codec.FromTexts(recipe.SpacesAround ? texts.Append(" ") : texts, recipe.Labels == LabelForm.Decomposed);
        string[] looseTexts = [.. data.Where(set => set.IsLoose).SelectMany(set => trainSplits.SelectMany(split => set.Split(split).Samples)).Select(sample => sample.Text)];
        LabelFolding? folding = looseTexts.Length > 0 ? new LabelFolding(codec, looseTexts) : null;
        var loading = new LineLoading
        {
            Normalization = recipe.Normalization,
            Codec = codec,
            FrameStride = recipe.FrameStride,
            SpacesAround = recipe.SpacesAround,
            Threads = threads,
        };
        var counted = progress is null ? null : new Counted(progress);
        var skipped = new List<SkippedLine>();

        if (recipe.HoldsOutOf is not null)
        {
            TrainingLine[] all = [.. trainSplits.SelectMany(split => Load(data, split, loading))];
            SkippedLine[] skippedInTraining = [.. skipped];
            skipped.Clear();
            TrainingLine[] allToRead = [.. trainSplits.SelectMany(split => Load(data, split, loading with { Purpose = LinePurpose.Validation }))];
            IReadOnlySet<string> chosen = recipe.HeldOut([.. allToRead.Select(line => line.Id)]);
            TrainingLine[] kept = [.. all.Where(line => !chosen.Contains(line.Id))];
            if (kept.Length == 0)
                throw new LineDataException(data[0].Folder, $"expected more than {allToRead.Length} lines: all of them would validate.");
            return new LineTrainingSet
            {
                Codec = codec,
                Folding = folding,
                Training = Share(kept, recipe.TrainShare),
                Validation = [(recipe.HeldOutName, [.. allToRead.Where(line => chosen.Contains(line.Id))])],
                Skipped = [.. skippedInTraining.Where(line => !chosen.Contains(line.Id))],
            };
        }

        TrainingLine[] training = Share(Load(data, recipe.TrainSplit, loading), recipe.TrainShare);
        var validationLines = new List<(string, IReadOnlyList<TrainingLine>)>();
        IReadOnlyList<LineData> validated = validation.Count > 0 ? validation : data;
        foreach (string split in recipe.ValidationSplits)
        {
            LineData[] having = [.. validated.Where(set => set.Splits.Any(other => other.Name == split))];
            validationLines.Add((split, Load(having.Length > 0 ? having : validated, split, loading with { Purpose = LinePurpose.Validation })));
        }
        return new LineTrainingSet { Codec = codec, Folding = folding, Training = training, Validation = validationLines, Skipped = skipped };

        TrainingLine[] Load(IReadOnlyList<LineData> sets, string split, LineLoading how)
        {
            var lines = new List<TrainingLine>();
            foreach (var (set, number) in sets.Select((set, number) => (set, number)))
            {
                LineSet loaded = LineSet.Load(set.Split(split), set.IsLoose ? how with { Folding = folding } : how, counted, cancel);
                skipped.AddRange(loaded.Skipped);
                // Ids are unique within a data set only.
                lines.AddRange(data.Count == 1 ? loaded.Lines
                    : loaded.Lines.Select(line => line with { Id = $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(set.Folder))}/{line.Id}", Set = number }));
            }
            return lines.Count > 0 ? [.. lines]
                : throw new LineDataException(sets[0].Folder, $"expected lines that can be used in the split {split}. {SkippedLine.Summarize(skipped)}");
        }
    }

    /// <summary>Part of the lines, by chance, in their order; the same lines in every run.</summary>
    private static TrainingLine[] Share(TrainingLine[] lines, double share)
    {
        if (share >= 1)
            return lines;
        int[] order = [.. Enumerable.Range(0, lines.Length)];
        new Random(1).Shuffle(order);
        return [.. order.Take(Math.Max(1, (int)Math.Round(share * lines.Length))).Order().Select(i => lines[i])];
    }

    /// <summary>SHA-256 over ids and texts of the training lines, hexadecimal.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TrainingLine line in Training)
            hash.AppendData(Encoding.UTF8.GetBytes($"{line.Id}\t{line.Text}{(line.IsLoose ? "\tloose" : "")}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The recipe's terms, with how many lines of that data are meant here.</summary>
    internal TrainingTerms Terms(Recipe recipe) => recipe.Terms with
    {
        Data = string.Create(CultureInfo.InvariantCulture, $"{recipe.Terms.Data} ({Training.Count} lines trained on, fingerprint {Fingerprint()[..16]})"),
    };

    /// <summary>Counts over all splits what each reports by itself.</summary>
    private sealed class Counted(IProgress<int> total) : IProgress<int>
    {
        private int _done;

        public void Report(int value) => total.Report(Interlocked.Increment(ref _done));
    }
}
