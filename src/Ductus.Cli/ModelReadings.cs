using System.Diagnostics;
using System.Security.Cryptography;
using Ductus.Decoding;
using Ductus.Decoding.LanguageModels;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;
using Ductus.Recognition;
using Ductus.Training.Data;

namespace Ductus.Cli;

/// <summary>What a model read in a split of a data set.</summary>
internal sealed class ModelReadings
{
    private readonly long _started;

    private ModelReadings(
        long started, EvaluationSource source, IReadOnlyList<EvaluatedLine> lines, IReadOnlyList<EvaluatedLine> greedyLines,
        IReadOnlyList<EvaluatedLine> correctedLines, IReadOnlyCollection<string> problems) =>
        (_started, Source, Lines, GreedyLines, CorrectedLines, Problems) = (started, source, lines, greedyLines, correctedLines, problems);

    /// <summary>With the time up to the last reading.</summary>
    public EvaluationSource Source { get; }

    public IReadOnlyList<EvaluatedLine> Lines { get; }

    /// <summary>The same lines as the greedy decoder reads them.</summary>
    public IReadOnlyList<EvaluatedLine> GreedyLines { get; }

    /// <summary>The same lines with their spelling corrected; empty where it was not.</summary>
    public IReadOnlyList<EvaluatedLine> CorrectedLines { get; }

    /// <summary>One sentence for each line whose image could not be read.</summary>
    public IReadOnlyCollection<string> Problems { get; }

    /// <summary>The source with the time up to now.</summary>
    public EvaluationSource SourceNow() => Source with { Time = Source.Time! with { Total = Seconds(_started) } }; // set when read

    /// <summary>Lines a second from image files to text.</summary>
    public double LinesPerSecond => Lines.Count / (Source.Time!.Reading + Source.Time.Images); // set when read

    /// <summary>Loads the model, reads every line of the split; tells standard error what cannot be read or is outside the alphabet.</summary>
    /// <param name="terminal">For complaints and the bar.</param>
    /// <param name="nameOrPath">Of the model.</param>
    /// <param name="folder">The data set, by which its name goes into reports.</param>
    /// <param name="split">Its part.</param>
    /// <param name="decoder">Chooses the decoder for the model.</param>
    /// <param name="started">Timestamp at which the work for this model began, opening the data set included.</param>
    /// <param name="cancel">Looked at once per batch.</param>
    /// <exception cref="LanguageModelException">The decoder's language model has learned the split.</exception>
    public static ModelReadings Read(
        Terminal terminal, string nameOrPath, string folder, LineSplit split, Func<RecognitionModel, ChosenDecoder> decoder, long started, CancellationToken cancel)
    {
        string path = InstalledModels.Choose(nameOrPath, language: null, InstalledModels.Folders());
        using var model = RecognitionModel.Load(path);
        using ChosenDecoder chosen = decoder(model);
        if (chosen.LanguageModel is { } languageModel)
            CheckIndependence(terminal, languageModel.Metadata, new DirectoryInfo(folder).Name, split);
        double loading = Seconds(started), images = 0, reading = 0;
        int foreign = split.Samples.Count(sample => model.Codec.Unknown(sample.Text).Count > 0);
        if (foreign > 0)
            terminal.Complain($"{split.Name}: {foreign} lines hold characters outside the model's alphabet; these count as errors.");

        using var source = new LineSource(split, model.Metadata.Normalization);
        var reader = new PageReader(model);
        var greedy = new GreedyDecoder(model.Codec, model.Metadata.Temperature);
        List<EvaluatedLine> lines = new(source.Count), greedyLines = new(source.Count), correctedLines = [];
        int left = 0;
        ProgressBar.Show(terminal, split.Name, progress =>
        {
            long began = Stopwatch.GetTimestamp();
            foreach (IReadOnlyList<LoadedLine> loaded in source.Load(cancel))
            {
                // Whoever reads from a list is measured with what is on it.
                IReadOnlyList<LoadedLine> part = chosen.Texts is null ? loaded : [.. loaded.Where(line => chosen.Texts.Contains(line.Sample.Text))];
                left += loaded.Count - part.Count;
                images += Seconds(began);
                began = Stopwatch.GetTimestamp();
                IReadOnlyList<Logits> logits = reader.RunLines([.. part.Select(line => line.Image)], progress: null, cancel);
                var texts = new RecognizedText[logits.Count];
                Parallel.For(0, texts.Length, new ParallelOptions { CancellationToken = cancel }, i => texts[i] = chosen.Decoder.Decode(logits[i]));
                reading += Seconds(began);
                lines.AddRange(part.Zip(texts, (line, text) => Line(line.Sample, text)));
                correctedLines.AddRange(part.Zip(texts).Where(line => line.Second.Corrected is not null)
                    .Select(line => Line(line.First.Sample, line.Second) with { Recognition = line.Second.Corrected! }));   // filtered
                greedyLines.AddRange(part.Zip(logits, (line, one) => Line(line.Sample, greedy.Decode(one))));
                progress.Report(new ReadingProgress(lines.Count + left, source.Count));
                began = Stopwatch.GetTimestamp();
            }
            return lines;
        });
        foreach (string problem in source.Problems)
            terminal.Complain(problem);
        if (left > 0)
            terminal.Error.WriteLine($"{split.Name}: {lines.Count} of {lines.Count + left} say something on the list; the others are left out.");

        var who = new EvaluationSource
        {
            Reader = $"{model.Metadata.Name} {model.Metadata.Version}",
            Fingerprint = Fingerprint(path),
            ModelDate = model.Metadata.Date,
            Decoder = chosen.Name,
            Data = new DirectoryInfo(folder).Name,
            Split = split.Name,
            Time = new EvaluationTime { Total = Seconds(started), Reading = reading, Loading = loading, Images = images },
        };
        return new ModelReadings(started, who, lines, greedyLines, correctedLines, source.Problems);
    }

    /// <summary>What a model reads, and so what a data set is to be taken apart into.</summary>
    public static LineUnit UnitOf(string nameOrPath) =>
        ModelMetadata.Read(InstalledModels.Choose(nameOrPath, language: null, InstalledModels.Folders())).Task == ModelTask.Words ? LineUnit.Words : LineUnit.Lines;

    /// <summary>Says which lines of a split were left out when its data set was opened.</summary>
    public static void ComplainOfSkipped(Terminal terminal, LineSplit split)
    {
        foreach (string sentence in SkippedLine.Summarize(split.Skipped).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            terminal.Complain($"{split.Name}: {sentence}");
    }

    /// <summary>A language model that knows the transcriptions measures nothing; one that was tuned with them flatters.</summary>
    public static void CheckIndependence(Terminal terminal, LanguageModelMetadata languageModel, string data, LineSplit split)
    {
        string fingerprint = new LanguageModelSource(data, split.Name, [.. split.Samples.Select(sample => sample.Text)]).Fingerprint();
        if (languageModel.Texts.FirstOrDefault(text => text.Sha256 == fingerprint || (text.Name == data && text.Split == split.Name)) is { } learned)
            throw new LanguageModelException(
                $"The language model {languageModel.Name} has learned the split that it would be measured on, {learned.Name} {learned.Split}; give another with --lm, or --lm none.");
        if (languageModel.Weights.TunedOn.EndsWith($" on {data} {split.Name}", StringComparison.Ordinal))
            terminal.Complain($"The language model {languageModel.Name} was tuned on {languageModel.Weights.TunedOn}: figures of that split flatter.");
    }

    private static EvaluatedLine Line(LineSample sample, RecognizedText text) =>
        new(sample.Text, text.Text)
        {
            Id = sample.Id,
            Writer = sample.Writer,
            Confidence = text.Confidence,
            Words = [.. text.Words.Select(word => new EvaluatedWord(word.Text, word.Confidence))],
        };

    private static string Fingerprint(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file))[..16];
    }

    private static double Seconds(long started) => Stopwatch.GetElapsedTime(started).TotalSeconds;
}
