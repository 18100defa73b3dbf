using System.CommandLine;
using System.Globalization;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;

namespace Ductus.Cli;

/// <summary><c>ductus score</c>: measures anybody's readings, line by line against a text file.</summary>
internal static class ScoreCommand
{
    public static Command Create(Terminal terminal)
    {
        var truth = new Argument<string>("TRUTH") { Description = "UTF-8 text with the transcriptions, one line per line; - for standard input." };
        var reading = new Argument<string>("READING") { Description = "UTF-8 text with the readings of the same lines, in the same order; - for standard input." };
        var comparison = new ComparisonOptions();
        var output = new EvaluationOutput();
        var command = new ExplainedCommand("score",
            "Measures the readings of any program by the ruler of evaluate: line n of one text file against line n of another.",
            ("ductus score truth.txt tesseract.txt", "Error rates with 95 % intervals."),
            ("ductus score truth.txt loghi.txt --case fold --punctuation ignore", "Letters and digits alone, capitals or not."),
            ("cat read.txt | ductus score truth.txt - --html report.html", "Reads standard input; writes a page with plots and lines."))
        {
            truth, reading,
        };
        comparison.AddTo(command);
        output.AddTo(command);
        command.Validators.Add(result =>
        {
            if (new[] { truth, reading }.All(argument => result.GetResult(argument)?.Tokens is [{ Value: TextLines.StandardInput }]))
                result.AddError("Standard input (-) can be read only once.");
        });
        command.SetAction(parsed =>
        {
            string truthPath = parsed.GetRequiredValue(truth), readingPath = parsed.GetRequiredValue(reading);
            EvaluatedLine[] lines = Pair(truthPath, TextLines.Read(truthPath, terminal), readingPath, TextLines.Read(readingPath, terminal));
            EvaluationResult result = ComparisonOptions.Measure(lines, comparison.Of(parsed), TextLines.NameOf(truthPath));
            var source = new EvaluationSource { Reader = TextLines.NameOf(readingPath), Data = TextLines.NameOf(truthPath) };
            terminal.Output.WriteLine(EvaluationOutput.Headline(result, decoder: null));
            output.Print(parsed, terminal, result);
            output.WriteFiles(parsed, result, () => source, page => EvaluationReport.Render(result, page, _ => null));
            return ExitStatus.Done;
        });
        return command;
    }

    private static EvaluatedLine[] Pair(string truthPath, IReadOnlyList<string> truth, string readingPath, IReadOnlyList<string> reading)
    {
        if (truth.Count != reading.Count)
            throw new ReadingsException(
                $"Expected as many lines in both files; {TextLines.NameOf(truthPath)} has {truth.Count}, {TextLines.NameOf(readingPath)} has {reading.Count}.");
        return [.. truth.Select((written, i) => new EvaluatedLine(written, reading[i]) { Id = (i + 1).ToString(CultureInfo.InvariantCulture) })];
    }
}
