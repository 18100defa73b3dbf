using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;
using Ductus.Recognition;
using Ductus.Training.Data;
using Ductus.Training.Runs;

namespace Ductus.Cli;

/// <summary><c>ductus evaluate</c>: reads a split of a data set and compares with its transcriptions.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        var model = new Argument<string>("MODEL") { Description = "Name of an installed model or path of an .onnx file." };
        Option<string> data = DataOption(), split = SplitOption();
        data.Required = true;
        var unit = new Option<LineUnit?>("--unit")
        {
            Description = "lines or words, where the data set knows the boxes of words; characters. Default: what the model was made for.",
            HelpName = "lines|words|characters",
            CustomParser = result => Enum.TryParse(result.Tokens[^1].Value, ignoreCase: true, out LineUnit given) && Enum.IsDefined(given) ? given : Wrong(result),
        };
        var classes = new Option<string?>("--classes")
        {
            Description = "Of a data set of characters with several kinds of classes, the one that is meant, such as 47 or balanced. Default: the one with the model's characters.",
            HelpName = "NAME",
        };
        var record = new Option<string?>("--record")
        {
            Description = "Adds the scores to the record of the run that made the model, from which ductus runs writes pages of results.",
            HelpName = "RUN",
        };
        var reader = new ReaderOptions();
        var comparison = new ComparisonOptions();
        var output = new EvaluationOutput();
        var command = new ExplainedCommand("evaluate",
            "Measures a model: error rates with 95 % intervals, accuracies, what is taken for what, and speed.",
            ("ductus evaluate english --data iam --split val", "Error rates on the validation split."),
            ("ductus evaluate my.onnx --data lines/ --confusions 10", "Also shows what is taken for what."),
            ("ductus evaluate my.onnx --data lines/ --html report.html", "Writes a page with plots, confusions, best and worst lines."),
            ("ductus evaluate my.onnx --data lines/ --json mine.json", "Keeps figures and readings, for compare and for other programs."))
        {
            model, data, split, unit, classes, record,
        };
        reader.AddTo(command);
        comparison.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            long started = Stopwatch.GetTimestamp();
            string folder = parsed.GetRequiredValue(data);
            string? summary = parsed.GetValue(record) is { } run ? SummaryOf(run, parsed.GetRequiredValue(model)) : null;
            LineSplit set = ModelReadings.OpenFor(parsed.GetRequiredValue(model), folder, parsed.GetValue(unit), parsed.GetValue(classes)).Split(parsed.GetRequiredValue(split));
            ModelReadings.ComplainOfSkipped(terminal, set);
            ModelReadings readings = ModelReadings.Read(terminal, parsed.GetRequiredValue(model), folder, set, path => reader.Of(parsed, path), started, cancel);
            EvaluationResult result = ComparisonOptions.Measure(readings.Lines, comparison.Of(parsed), readings.Source.DataAndSplit);

            if (readings.GreedyName is { } greedy)
                terminal.Output.WriteLine(EvaluationOutput.Headline(ComparisonOptions.Measure(readings.GreedyLines, comparison.Of(parsed), readings.Source.DataAndSplit), greedy, readings.AreCharacters));
            terminal.Output.WriteLine(EvaluationOutput.Headline(result, readings.Source.Decoder, readings.AreCharacters));
            if (readings.CorrectedLines.Count > 0)
                terminal.Output.WriteLine(EvaluationOutput.Headline(
                    ComparisonOptions.Measure(readings.CorrectedLines, comparison.Of(parsed), readings.Source.DataAndSplit), "the same, spelling corrected"));
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{readings.LinesPerSecond:F1} lines/s from image files to text, {Environment.ProcessorCount} processors"));
            output.Print(parsed, terminal, result);
            if (readings.AreCharacters)
                EvaluationOutput.PrintLookAlikes(terminal, result);
            output.WriteFiles(parsed, result, readings.SourceNow, source =>
            {
                var pictures = LinePictures.Of(set, EvaluationReport.ShownLines(result).Select(line => line.Line.Id), cancel);
                return EvaluationReport.Render(result, source, line => pictures.GetValueOrDefault(line.Line.Id));
            });
            if (summary is not null && readings.Problems.Count == 0)
                Record(summary, readings, comparison.Of(parsed));
            else if (summary is not null)
                terminal.Complain($"{summary}: nothing added, for not everything could be read.");
            terminal.Output.WriteLine(readings.SourceNow().Time);
            return readings.Problems.Count == 0 ? ExitStatus.Done : ExitStatus.Failed;
        });
        return command;
    }

    /// <summary>The file with the record of a run, if it is the one that made the model.</summary>
    private static string SummaryOf(string folder, string nameOrPath)
    {
        string path = Path.Combine(folder, RunSummary.FileName);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{folder}: expected the folder of a finished run, with its {RunSummary.FileName}; there is none.", path);
        var run = RunSummary.Load(path);
        var model = ModelMetadata.Read(InstalledModels.Choose(nameOrPath, language: null, InstalledModels.Folders()));
        if ((run.Name, run.Date) != (model.Name, model.Date))
            throw new RunSummaryException($"{path}: expected the record of {model.Name} of {model.Date:yyyy-MM-dd}, which is measured; got that of {run.Name} of {run.Date:yyyy-MM-dd}.");
        // Two runs of a day may have one name; not one validation.
        return run.Scores.SequenceEqual(model.Scores) ? path
            : throw new RunSummaryException($"{path}: expected the record of the run that made {model.Name}; got that of another run of the same name and day, with other scores.");
    }

    /// <summary>Greedy and beam are scores of their own.</summary>
    private static void Record(string path, ModelReadings readings, EvaluationOptions options)
    {
        // As it is now: another evaluation may have added to it while this one read.
        var run = RunSummary.Load(path);
        IReadOnlyList<ModelScore> Scores(IReadOnlyList<EvaluatedLine> lines, string how) => MeasuredScores.Of(
            ComparisonOptions.Measure(lines, options, readings.Source.DataAndSplit), readings.AreCharacters, readings.Source.Data, readings.Source.Split!, $"{how}; {options}");   // of a split, by a decoder
        if (readings.GreedyName is { } greedy)
            run = run.WithMeasured(Scores(readings.GreedyLines, greedy));
        run.WithMeasured(Scores(readings.Lines, readings.Source.Decoder!)).Save(path);
    }

    private static LineUnit? Wrong(ArgumentResult result)
    {
        result.AddError($"--unit must be lines, words or characters; got '{result.Tokens[^1].Value}'.");
        return null;
    }

    public static Option<string> DataOption() => new("--data", "-d")
    {
        Description = "A data set of lines: lines.tsv or labels.tsv with images, the IAM database as published, image + .gt.txt pairs, or packed lines.",
        HelpName = "FOLDER",
    };

    public static Option<string> SplitOption() => new("--split", "-s")
    {
        Description = "The part of the data set to read.",
        HelpName = "NAME",
        DefaultValueFactory = _ => LineSplit.Val,
    };
}
