using System.CommandLine;
using System.Globalization;
using Ductus.Documents;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;
using Ductus.Training.Data;

namespace Ductus.Cli;

/// <summary><c>ductus compare</c>: two readers on the same lines, and whether chance explains that they differ.</summary>
internal static class CompareCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancel)
    {
        Argument<string> first = Side("A"), second = Side("B");
        Option<string> data = EvaluateCommand.DataOption(), split = EvaluateCommand.SplitOption();
        var reader = new ReaderOptions();
        var comparison = new ComparisonOptions();
        var changes = WholeNumber.Option("--changes", "Prints the N lines whose number of errors changed most.", minimum: 0, fallback: 5);
        var html = new Option<string?>("--html") { Description = "Writes one page with the differences and the lines that changed most.", HelpName = "FILE" };
        var json = new Option<string?>("--json") { Description = "Writes measures, differences, intervals and p values as JSON.", HelpName = "FILE" };
        var command = new ExplainedCommand("compare",
            "Compares two readers on the same lines: differences with 95 % intervals (paired bootstrap) and p values (paired randomisation test).",
            ("ductus compare english my.onnx --data iam --split val", "Both models read the validation split."),
            ("ductus compare before.json after.json", "Two files that evaluate --json wrote; nothing is read again."),
            ("ductus compare before.json my.onnx --data lines/ --html changes.html", "A file and a model; also writes a page."))
        {
            first, second, data, split,
        };
        reader.AddTo(command);
        comparison.AddTo(command);
        command.Options.Add(changes);
        command.Options.Add(json);
        command.Options.Add(html);
        command.Validators.Add(result =>
        {
            // Tokens, not values: asking for a value here keeps it from being validated later.
            string[] names = [.. new[] { first, second }.SelectMany(side => result.GetResult(side)?.Tokens ?? []).Select(token => token.Value)];
            if (result.GetResult(data) is null && names.FirstOrDefault(ComparedSide.IsModel) is { } model)
                result.AddError($"'{model}' is no file with readings; a model needs --data to read.");
        });
        command.SetAction(parsed =>
        {
            string[] names = [parsed.GetRequiredValue(first), parsed.GetRequiredValue(second)];
            LineSplit? set = null;
            if (names.FirstOrDefault(ComparedSide.IsModel) is { } model)
            {
                set = ModelReadings.OpenFor(model, parsed.GetRequiredValue(data)).Split(parsed.GetRequiredValue(split));
                ModelReadings.ComplainOfSkipped(terminal, set);
            }
            ComparedSide[] sides = [.. names.Select(name => ComparedSide.IsModel(name)
                ? ComparedSide.OfModel(terminal, name, parsed.GetRequiredValue(data), set!, path => reader.Of(parsed, path), cancel) // opened above for models
                : ComparedSide.OfFile(name))];
            var (a, b) = sides[0].Match(sides[1]);
            EvaluationOptions options = comparison.Of(parsed);
            var compared = PairedComparison.Of(ComparisonOptions.Measure(a.Lines, options, a.Name), ComparisonOptions.Measure(b.Lines, options, b.Name));

            Print(terminal, compared, a.Source, b.Source, parsed.GetValue(changes));
            if (parsed.GetValue(json) is { } jsonPath)
                AtomicFile.Write(jsonPath, ComparisonJson.Write(compared, a.Source, b.Source));
            if (parsed.GetValue(html) is { } page)
            {
                var shown = ComparisonReport.ShownLines(compared).Select(line => line.First.Line.Id);
                var pictures = set is null ? new Dictionary<string, byte[]>() : LinePictures.Of(set, shown, cancel);
                AtomicFile.Write(page, ComparisonReport.Render(compared, a.Source, b.Source, line => pictures.GetValueOrDefault(line.Line.Id)));
            }
            return ExitStatus.Done;
        });
        return command;
    }

    private static Argument<string> Side(string name) => new(name)
    {
        Description = "A model (name or .onnx file), the JSON of evaluate --json or score --json, or the table of --lines.",
    };

    private static void Print(Terminal terminal, PairedComparison compared, EvaluationSource a, EvaluationSource b, long changes)
    {
        TextWriter output = terminal.Output;
        output.WriteLine($"A  {a.Reader}  {EvaluationOutput.Headline(compared.First, a.Decoder)}");
        output.WriteLine($"B  {b.Reader}  {EvaluationOutput.Headline(compared.Second, b.Decoder)}");
        output.WriteLine($"{compared.First.Options}; {compared.Options}");
        var table = new TerminalTable("measure", "A", "", "B", "", "B − A", "95 % interval", "p");
        foreach (PairedDifference difference in compared.Differences)
            table.Add(
                difference.First.Name, EvaluationOutput.Number(difference.First.Percent), EvaluationOutput.Interval(difference.First.Interval),
                EvaluationOutput.Number(difference.Second.Percent), EvaluationOutput.Interval(difference.Second.Interval),
                difference.Difference.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture), EvaluationOutput.Interval(difference.Interval),
                difference.PValue.ToString("F4", CultureInfo.InvariantCulture));
        table.Write(terminal);
        foreach (MeasureKind kind in (MeasureKind[])[MeasureKind.CharacterErrorRate, MeasureKind.WordErrorRate])
            output.WriteLine(compared[kind].ToSentence("A", "B"));

        IReadOnlyList<ChangedLine> changed = compared.ChangedLines();
        int better = changed.Count(line => line.Change < 0);
        output.WriteLine($"B has fewer errors on {better} lines, more on {changed.Count - better}, as many on {compared.First.Lines.Count - changed.Count}.");
        foreach (ChangedLine line in changed.Take((int)Math.Min(changes, int.MaxValue)))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line.Change,+4:+0;-0}  {line.First.Line.Id}  {line.First.Line.Transcription}"));
            output.WriteLine($"   A  {line.First.Line.Recognition}");
            output.WriteLine($"   B  {line.Second.Line.Recognition}");
        }
    }
}
