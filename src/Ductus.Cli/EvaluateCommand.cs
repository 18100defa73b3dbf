using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ductus.Decoding;
using Ductus.Evaluation;
using Ductus.Recognition;
using Ductus.Training.Data;

namespace Ductus.Cli;

/// <summary><c>ductus evaluate</c>: reads a split of a data set and compares with its transcriptions.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var model = new Argument<string>("MODEL") { Description = "Name of an installed model or path of an .onnx file." };
        var data = new Option<string>("--data", "-d")
        {
            Description = "A data set of lines: lines.tsv or labels.tsv with images, the IAM database as published, image + .gt.txt pairs, or packed lines.",
            HelpName = "FOLDER",
            Required = true,
        };
        var split = new Option<string>("--split", "-s")
        {
            Description = "The part of the data set to read.",
            HelpName = "NAME",
            DefaultValueFactory = _ => LineSplit.Val,
        };
        var confusions = WholeNumber.Option("--confusions", "Prints the N most frequent confusions: times, what was written, what was read.",
            minimum: 0, fallback: 0);
        var lines = new Option<string?>("--lines")
        {
            Description = "Writes every line to a tab-separated file: id, errors, transcription, reading.",
            HelpName = "FILE",
        };
        var command = new ExplainedCommand("evaluate",
            "Measures a model: error rates with 95 % intervals (bootstrap over lines), and speed.",
            ("ductus evaluate english --data iam --split val", "Character and word error rate on the validation split."),
            ("ductus evaluate my.onnx --data lines/ --confusions 10", "Also shows what is taken for what."))
        {
            model, data, split, confusions, lines,
        };
        command.SetAction(parsed =>
        {
            string path = InstalledModels.Choose(parsed.GetRequiredValue(model), language: null, InstalledModels.Folders());
            using var loaded = RecognitionModel.Load(path);
            LineUnit unit = loaded.Metadata.Task == ModelTask.Words ? LineUnit.Words : LineUnit.Lines;
            LineSplit set = LineData.Open(parsed.GetRequiredValue(data), unit).Split(parsed.GetRequiredValue(split));
            return Evaluate(terminal, loaded, set, parsed.GetValue(confusions), parsed.GetValue(lines), cancel);
        });
        return command;
    }

    private static int Evaluate(Terminal terminal, RecognitionModel model, LineSplit split, long confusions, string? table, CancellationToken cancel)
    {
        foreach (string sentence in SkippedLine.Summarize(split.Skipped).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            terminal.Complain($"{split.Name}: {sentence}");
        int foreign = split.Samples.Count(sample => model.Codec.Unknown(sample.Text).Count > 0);
        if (foreign > 0)
            terminal.Complain($"{split.Name}: {foreign} lines hold characters outside the model's alphabet; these count as errors.");

        using var source = new LineSource(split, model.Metadata.Normalization);
        long started = Stopwatch.GetTimestamp();
        IReadOnlyList<LineReading> readings = ProgressBar.Show(terminal, split.Name, progress => Read(source, new PageReader(model), progress, cancel));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);

        foreach (string problem in source.Problems)
            terminal.Complain(problem);
        EvaluatedLine[] lines = [.. readings.Select(reading => reading.ToEvaluate)];
        Print(terminal.Output, lines, elapsed);
        foreach (Confusion confusion in Confusion.Of(lines).Take((int)Math.Min(confusions, int.MaxValue)))
            terminal.Output.WriteLine($"{confusion.Count,6}  {Shown(confusion.Transcription)} → {Shown(confusion.Recognition)}");
        if (table is not null)
            AtomicFile.Write(table, Encoding.UTF8.GetBytes(TableOf(readings)));
        return source.Problems.Count == 0 ? ExitStatus.Done : ExitStatus.Failed;
    }

    /// <summary>In chunks: the pixels of a large set would not fit into memory.</summary>
    private static List<LineReading> Read(LineSource source, PageReader reader, IProgress<ReadingProgress> progress, CancellationToken cancel)
    {
        var readings = new List<LineReading>();
        int done = 0;
        foreach (int[] chunk in Enumerable.Range(0, source.Count).Chunk(256))
        {
            var loaded = source.Load(chunk, cancel);
            var texts = reader.ReadLines([.. loaded.Select(line => line.Image)], progress: null, cancel);
            readings.AddRange(loaded.Zip(texts, (line, text) => new LineReading(line.Sample, text)));
            progress.Report(new ReadingProgress(done += chunk.Length, source.Count));
        }
        return readings;
    }

    private static void Print(TextWriter output, EvaluatedLine[] lines, TimeSpan elapsed)
    {
        var characters = CharacterErrorRate.Of(lines);
        var words = WordErrorRate.Of(lines);
        var exact = ExactLines.Of(lines);
        output.WriteLine(
            $"CER {Percent(characters.Cer, characters.Interval)}  WER {Percent(words.Wer, words.Interval)}  "
            + $"exact {Percent(exact.Percent, exact.Interval)}  {lines.Length} lines  greedy");
        output.WriteLine($"{lines.Length / elapsed.TotalSeconds:F1} lines/s from image files to text, {Environment.ProcessorCount} processors");
    }

    private static string Percent(double value, PercentInterval interval) => $"{value:F2} % [{interval.Low:F2}, {interval.High:F2}]";

    /// <summary>A character for a person: nothing and blanks would not be seen.</summary>
    private static string Shown(string character) => character switch { "" => "(nothing)", " " => "(space)", _ => character };

    private static string TableOf(IReadOnlyList<LineReading> readings)
    {
        var table = new StringBuilder("id\tedits\tconfidence\ttranscription\trecognition\n");
        foreach (var (sample, text) in readings)
            table.Append(CultureInfo.InvariantCulture,
                $"{Cell(sample.Id)}\t{EditDistance.InCodePoints(sample.Text, text.Text)}\t{text.Confidence:F4}\t{Cell(sample.Text)}\t{Cell(text.Text)}\n");
        return table.ToString();
    }

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');

    /// <summary>A line of the data set and what was read in it.</summary>
    private sealed record LineReading(LineSample Sample, RecognizedText Text)
    {
        public EvaluatedLine ToEvaluate => new(Sample.Text, Text.Text);
    }
}
