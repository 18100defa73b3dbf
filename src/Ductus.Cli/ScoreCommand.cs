using System.CommandLine;
using System.Globalization;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;
using Ductus.Layout;

namespace Ductus.Cli;

/// <summary><c>ductus score</c>: measures anybody's readings, line by line against a text file.</summary>
internal static class ScoreCommand
{
    public static Command Create(Terminal terminal)
    {
        var truth = new Argument<string>("TRUTH")
        {
            Description = "UTF-8 text with the transcriptions, one line per line; - for standard input. Or a PAGE or ALTO file, or a folder of them.",
        };
        var reading = new Argument<string>("READING")
        {
            Description = "UTF-8 text with the readings of the same lines, in the same order; - for standard input. Or a PAGE or ALTO file of the same page, or a folder with files of the same names.",
        };
        var comparison = new ComparisonOptions();
        var output = new EvaluationOutput();
        var command = new ExplainedCommand("score",
            "Measures the readings of any program by the ruler of evaluate: line n of one text file against line n of another, or the lines of PAGE and ALTO files, which are found by their ids and places.",
            ("ductus score truth.txt tesseract.txt", "Error rates with 95 % intervals."),
            ("ductus score truth.txt loghi.txt --case fold --punctuation ignore", "Letters and digits alone, capitals or not."),
            ("ductus score truth/ kraken/ --html report.html", "PAGE or ALTO against PAGE or ALTO, page by page."),
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
            EvaluatedLine[] lines = IsDocument(truthPath) || IsDocument(readingPath) ? PairPages(terminal, truthPath, readingPath)
                : Pair(truthPath, TextLines.Read(truthPath, terminal), readingPath, TextLines.Read(readingPath, terminal));
            EvaluationResult result = ComparisonOptions.Measure(lines, comparison.Of(parsed), TextLines.NameOf(truthPath));
            var source = new EvaluationSource { Reader = TextLines.NameOf(readingPath), Data = TextLines.NameOf(truthPath) };
            terminal.Output.WriteLine(EvaluationOutput.Headline(result, decoder: null));
            output.Print(parsed, terminal, result);
            output.WriteFiles(parsed, result, () => source, page => EvaluationReport.Render(result, page, _ => null));
            return ExitStatus.Done;
        });
        return command;
    }

    private static bool IsDocument(string path) => Directory.Exists(path) || Path.GetExtension(path).ToUpperInvariant() is ".XML" or ".JSON";

    /// <summary>Pages of the same names, whatever their formats.</summary>
    private static EvaluatedLine[] PairPages(Terminal terminal, string truthPath, string readingPath)
    {
        // Two files are meant for each other whatever they are called.
        if (!Directory.Exists(truthPath) && !Directory.Exists(readingPath))
            return [.. PairPages(terminal, truthPath, readingPath, DocumentName.Stem(truthPath))];
        var truths = Documents(truthPath);
        var readings = Documents(readingPath);
        string[] missing = [.. truths.Keys.Except(readings.Keys)], others = [.. readings.Keys.Except(truths.Keys)];
        if (missing.Length > 0)
            throw new ReadingsException($"Expected a file for each page in both folders; {readingPath} has none for {missing.Length} of {truths.Count}, such as {missing[0]}.");
        if (others.Length > 0)
            terminal.Complain($"{readingPath} has {others.Length} files without a truth, such as {others[0]}: they are left out.");
        return [.. truths.SelectMany(truth => PairPages(terminal, truth.Value, readings[truth.Key], truth.Key))];
    }

    private static IEnumerable<EvaluatedLine> PairPages(Terminal terminal, string truthPath, string readingPath, string name)
    {
        IReadOnlyList<Page> truth = PageDocuments.Read(terminal, truthPath).Pages, reading = PageDocuments.Read(terminal, readingPath).Pages;
        return truth.Count == reading.Count ? truth.Zip(reading).SelectMany((pages, number) => PairedLines.Of(pages.First, pages.Second, truth.Count > 1 ? $"{name} page {number + 1}" : name))
            : throw new ReadingsException($"Expected as many pages in both files; {truthPath} has {truth.Count}, {readingPath} has {reading.Count}.");
    }

    private static SortedDictionary<string, string> Documents(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in InputFiles.Documents([folder], problem => throw new ReadingsException(problem)).Select(document => document.Path))
            if (!files.TryAdd(DocumentName.Stem(file), file))
                throw new ReadingsException($"{folder}: expected one file for {DocumentName.Stem(file)}; there are {Path.GetFileName(files[DocumentName.Stem(file)])} and {Path.GetFileName(file)}.");
        return files.Count > 0 ? files : throw new ReadingsException($"{folder}: expected PAGE or ALTO files (*.xml); the folder has none.");
    }

    private static EvaluatedLine[] Pair(string truthPath, IReadOnlyList<string> truth, string readingPath, IReadOnlyList<string> reading)
    {
        if (truth.Count != reading.Count)
            throw new ReadingsException(
                $"Expected as many lines in both files; {TextLines.NameOf(truthPath)} has {truth.Count}, {TextLines.NameOf(readingPath)} has {reading.Count}.");
        return [.. truth.Select((written, i) => new EvaluatedLine(written, reading[i]) { Id = (i + 1).ToString(CultureInfo.InvariantCulture) })];
    }
}
