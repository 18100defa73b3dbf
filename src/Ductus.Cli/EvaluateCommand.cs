using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;
using Ductus.Training.Data;

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
            model, data, split, unit, classes,
        };
        reader.AddTo(command);
        comparison.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            long started = Stopwatch.GetTimestamp();
            string folder = parsed.GetRequiredValue(data);
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
            terminal.Output.WriteLine(readings.SourceNow().Time);
            return readings.Problems.Count == 0 ? ExitStatus.Done : ExitStatus.Failed;
        });
        return command;
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
