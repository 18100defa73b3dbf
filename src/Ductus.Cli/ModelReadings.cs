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

    /// <summary>What that decoder is called; <see langword="null"/> where it is what read.</summary>
    public string? GreedyName { get; private init; }

    /// <summary>Whether they are single characters.</summary>
    public bool AreCharacters { get; private init; }

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
    /// <param name="reader">Loads the model of a file, others that read with it, and their decoders.</param>
    /// <param name="started">Timestamp at which the work for this model began, opening the data set included.</param>
    /// <param name="cancel">Looked at once per batch.</param>
    /// <exception cref="LanguageModelException">The decoder's language model has learned the split.</exception>
    public static ModelReadings Read(
        Terminal terminal, string nameOrPath, string folder, LineSplit split, Func<string, ChosenReader> reader, long started, CancellationToken cancel)
    {
        string path = InstalledModels.Choose(nameOrPath, language: null, InstalledModels.Folders());
        using ChosenReader chosen = reader(path);
        RecognitionModel model = chosen.Model;
        foreach (LanguageModel languageModel in chosen.Decoders.Select(decoder => decoder.LanguageModel).OfType<LanguageModel>())
            CheckIndependence(terminal, languageModel.Metadata, new DirectoryInfo(folder).Name, split);
        double loading = Seconds(started), images = 0, reading = 0;
        int foreign = split.Samples.Count(sample => model.Codec.Unknown(sample.Text).Count > 0);
        if (foreign > 0)
            terminal.Complain($"{split.Name}: {foreign} lines hold characters outside the model's alphabet; these count as errors.");

        LineSource[] sources = [.. chosen.Models.Select(one => new LineSource(split, one.Metadata.Normalization))];
        using var source = sources[0];
        PageReader[] readers = [.. chosen.Models.Select(one => new PageReader(one, chosen.Options))];
        JointDecoder joint = chosen.JointDecoder();
        IReadOnlySet<string>? texts = chosen.Decoders[0].Texts;
        IDecoder greedy = chosen.IsOfCharacters ? new CharacterDecoder(model.Codec, model.Metadata.Temperature) : new GreedyDecoder(model.Codec, model.Metadata.Temperature);
        List<EvaluatedLine> lines = new(source.Count), greedyLines = new(source.Count), correctedLines = [];
        int left = 0;
        ProgressBar.Show(terminal, split.Name, progress =>
        {
            long began = Stopwatch.GetTimestamp();
            foreach (IReadOnlyList<LoadedLine>[] loaded in Together(sources, cancel))
            {
                // Whoever reads from a list is measured with what is on it.
                LoadedLine[][] parts = [.. loaded.Select(part => part.Where(line => texts?.Contains(ClosedList.Spaced(line.Sample.Text)) ?? true).ToArray())];
                left += loaded[0].Count - parts[0].Length;
                images += Seconds(began);
                began = Stopwatch.GetTimestamp();
                IReadOnlyList<Logits>[] logits = [.. readers.Zip(parts, (one, part) => one.RunLines([.. part.Select(line => line.Image)], progress: null, cancel))];
                var read = new RecognizedText[parts[0].Length];
                Parallel.For(0, read.Length, new ParallelOptions { CancellationToken = cancel }, i => read[i] = joint.Decode([.. logits.Select(one => one[i])]));
                reading += Seconds(began);
                lines.AddRange(parts[0].Zip(read, (line, text) => Line(line.Sample, text)));
                correctedLines.AddRange(parts[0].Zip(read).Where(line => line.Second.Corrected is not null)
                    .Select(line => Line(line.First.Sample, line.Second) with { Recognition = line.Second.Corrected! }));   // filtered
                greedyLines.AddRange(parts[0].Zip(logits[0], (line, one) => Line(line.Sample, greedy.Decode(one))));
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
        return new ModelReadings(started, who, lines, greedyLines, correctedLines, source.Problems) { GreedyName = chosen.GreedyName, AreCharacters = chosen.IsOfCharacters };
    }

    /// <summary>The parts of several sources of the same lines side by side; those whose image cannot be read are missing in all of them.</summary>
    private static IEnumerable<IReadOnlyList<LoadedLine>[]> Together(LineSource[] sources, CancellationToken cancel)
    {
        IEnumerator<IReadOnlyList<LoadedLine>>[] parts = [.. sources.Select(source => source.Load(cancel).GetEnumerator())];
        try
        {
            while (parts.All(part => part.MoveNext()))
                yield return [.. parts.Select(part => part.Current)];
        }
        finally
        {
            foreach (IEnumerator<IReadOnlyList<LoadedLine>> part in parts)
                part.Dispose();
            foreach (LineSource source in sources.Skip(1))
                source.Dispose();
        }
    }

    /// <summary>A data set, taken apart into what a model reads.</summary>
    public static LineData OpenFor(string nameOrPath, string folder, LineUnit? unit = null, string? classes = null)
    {
        var metadata = ModelMetadata.Read(InstalledModels.Choose(nameOrPath, language: null, InstalledModels.Folders()));
        LineUnit made = metadata.Task switch { ModelTask.Words => LineUnit.Words, ModelTask.Characters => LineUnit.Characters, _ => LineUnit.Lines };
        return LineData.Open(folder, unit ?? made, classes ?? LineData.ClassesFor(folder, metadata.Alphabet));
    }

    /// <summary>Says which lines of a split were left out when its data set was opened.</summary>
    public static void ComplainOfSkipped(Terminal terminal, LineSplit split)
    {
        foreach (string sentence in SkippedLine.Summarize(split.Skipped).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            terminal.Complain($"{split.Name}: {sentence}");
    }

    /// <summary>A language model that knows the transcriptions measures nothing; one that was tuned with them flatters.</summary>
    private static void CheckIndependence(Terminal terminal, LanguageModelMetadata languageModel, string data, LineSplit split)
    {
        if (Learned(languageModel, data, split) is { } learned)
            throw new LanguageModelException(
                $"The language model {languageModel.Name} has learned the split that it would be measured on, {learned.Name} {learned.Split}; give another with --lm, or --lm none.");
        if (languageModel.Weights.TunedOn.EndsWith($" on {data} {split.Name}", StringComparison.Ordinal))
            terminal.Complain($"The language model {languageModel.Name} was tuned on {languageModel.Weights.TunedOn}: figures of that split flatter.");
    }

    /// <summary>The text of a language model that is the transcriptions of a split; <see langword="null"/> if none is.</summary>
    public static LanguageModelText? Learned(LanguageModelMetadata languageModel, string data, LineSplit split)
    {
        string fingerprint = new LanguageModelSource(data, split.Name, [.. split.Samples.Select(sample => sample.Text)]).Fingerprint();
        return languageModel.Texts.FirstOrDefault(text => text.Sha256 == fingerprint || (text.Name == data && text.Split == split.Name));
    }

    private static EvaluatedLine Line(LineSample sample, RecognizedText text) =>
        EvaluatedLine.Of(sample.Text, text) with { Id = sample.Id, Writer = sample.Writer };

    private static string Fingerprint(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file))[..16];
    }

    private static double Seconds(long started) => Stopwatch.GetElapsedTime(started).TotalSeconds;
}
