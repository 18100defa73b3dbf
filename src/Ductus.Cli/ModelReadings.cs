using System.Diagnostics;
using System.Security.Cryptography;
using Ductus.Decoding;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;
using Ductus.Recognition;
using Ductus.Training.Data;

namespace Ductus.Cli;

/// <summary>What a model read in a split of a data set.</summary>
internal sealed class ModelReadings
{
    private const string Decoder = "greedy";

    private readonly long _started;

    private ModelReadings(long started, EvaluationSource source, IReadOnlyList<EvaluatedLine> lines, IReadOnlyCollection<string> problems) =>
        (_started, Source, Lines, Problems) = (started, source, lines, problems);

    /// <summary>With the time up to the last reading.</summary>
    public EvaluationSource Source { get; }

    public IReadOnlyList<EvaluatedLine> Lines { get; }

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
    /// <param name="started">Timestamp at which the work for this model began, opening the data set included.</param>
    /// <param name="cancel">Looked at once per batch.</param>
    public static ModelReadings Read(Terminal terminal, string nameOrPath, string folder, LineSplit split, long started, CancellationToken cancel)
    {
        string path = InstalledModels.Choose(nameOrPath, language: null, InstalledModels.Folders());
        using var model = RecognitionModel.Load(path);
        double loading = Seconds(started), images = 0, reading = 0;
        int foreign = split.Samples.Count(sample => model.Codec.Unknown(sample.Text).Count > 0);
        if (foreign > 0)
            terminal.Complain($"{split.Name}: {foreign} lines hold characters outside the model's alphabet; these count as errors.");

        using var source = new LineSource(split, model.Metadata.Normalization);
        var reader = new PageReader(model);
        var lines = new List<EvaluatedLine>(source.Count);
        ProgressBar.Show(terminal, split.Name, progress =>
        {
            long began = Stopwatch.GetTimestamp();
            foreach (IReadOnlyList<LoadedLine> part in source.Load(cancel))
            {
                images += Seconds(began);
                began = Stopwatch.GetTimestamp();
                var texts = reader.ReadLines([.. part.Select(line => line.Image)], progress: null, cancel);
                reading += Seconds(began);
                lines.AddRange(part.Zip(texts, (line, text) => Line(line.Sample, text)));
                progress.Report(new ReadingProgress(lines.Count, source.Count));
                began = Stopwatch.GetTimestamp();
            }
            return lines;
        });
        foreach (string problem in source.Problems)
            terminal.Complain(problem);

        var who = new EvaluationSource
        {
            Reader = $"{model.Metadata.Name} {model.Metadata.Version}",
            Fingerprint = Fingerprint(path),
            ModelDate = model.Metadata.Date,
            Decoder = Decoder,
            Data = new DirectoryInfo(folder).Name,
            Split = split.Name,
            Time = new EvaluationTime { Total = Seconds(started), Reading = reading, Loading = loading, Images = images },
        };
        return new ModelReadings(started, who, lines, source.Problems);
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

    private static EvaluatedLine Line(LineSample sample, RecognizedText text) =>
        new(sample.Text, text.Text) { Id = sample.Id, Writer = sample.Writer, Confidence = text.Confidence };

    private static string Fingerprint(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file))[..16];
    }

    private static double Seconds(long started) => Stopwatch.GetElapsedTime(started).TotalSeconds;
}
