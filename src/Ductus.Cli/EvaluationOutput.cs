using System.CommandLine;
using System.Globalization;
using Ductus.Documents;
using Ductus.Evaluation;
using Ductus.Evaluation.Report;

namespace Ductus.Cli;

/// <summary>Where the results of one evaluation go: figures and confusions to the terminal, the rest to files.</summary>
internal sealed class EvaluationOutput
{
    private readonly Option<long> _confusions = WholeNumber.Option("--confusions",
        "Prints the N most frequent confusions: times, what was written, what was read.", minimum: 0, fallback: 0);

    private readonly Option<string?> _lines = new("--lines")
    {
        Description = "Writes every line to a tab-separated file: id, errors, confidence, transcription, reading.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _json = new("--json")
    {
        Description = "Writes figures, breakdowns and every line as JSON; compare takes such a file.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _html = new("--html")
    {
        Description = "Writes one page with plots, confusions and lines read well and badly; it needs no other file.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_confusions);
        command.Options.Add(_lines);
        command.Options.Add(_json);
        command.Options.Add(_html);
    }

    /// <summary>The first line of every evaluation, for people and for scripts: error rates, or of single characters accuracies.</summary>
    public static string Headline(EvaluationResult result, string? decoder, bool areCharacters = false)
    {
        if (areCharacters)
        {
            var accuracies = CharacterAccuracy.Of([.. result.Lines.Select(line => line.Line)], result.Options)
                .Select(accuracy => $"{accuracy.Name} {Number(accuracy.Percent)} % {Interval(accuracy.Interval)}");
            return $"{string.Join("  ", accuracies)}  {result.Lines.Count} characters{(decoder is null ? "" : $"  {decoder}")}";
        }
        string figures = string.Join("  ", ((MeasureKind[])[MeasureKind.CharacterErrorRate, MeasureKind.WordErrorRate, MeasureKind.ExactLines])
            .Select(kind => $"{Measure.NameOf(kind)} {Figure(result[kind])}"));
        return $"{figures}  {result.Lines.Count} lines{(decoder is null ? "" : $"  {decoder}")}";
    }

    /// <summary>The measures, the rules they were taken by and, if asked for, the confusions.</summary>
    public void Print(ParseResult parsed, Terminal terminal, EvaluationResult result)
    {
        terminal.Output.WriteLine(result.Options.ToString());
        var table = new TerminalTable("measure", "percent", "95 % interval", "");
        foreach (Measure measure in result.Measures)
            table.Add(measure.Name, Number(measure.Percent), Interval(measure.Interval), measure.Title);
        CharacterScores characters = result.CharacterScores;
        foreach (var (name, score) in ((string, PrecisionRecall)[])[("micro F1", characters.Micro), ("macro F1", characters.Macro)])
            table.Add(name, Number(score.F1), "", $"of characters: precision {Number(score.Precision)}, recall {Number(score.Recall)}");
        table.Write(terminal);
        if (result.Calibration is { } calibration)
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"confidence of {calibration.Words} words: {100 * calibration.MeanConfidence:F2} % on average, {100 * calibration.Accuracy:F2} % right, expected calibration error {calibration.ExpectedError:F2} points"));
        foreach (Confusion confusion in result.Confusions.Take((int)Math.Min(parsed.GetValue(_confusions), int.MaxValue)))
            terminal.Output.WriteLine($"{confusion.Count,6}  {Shown(confusion.Transcription)} → {Shown(confusion.Recognition)}");
    }

    /// <summary>How many errors are between characters that are written alike.</summary>
    public static void PrintLookAlikes(Terminal terminal, EvaluationResult result)
    {
        int errors = result.Confusions.Sum(confusion => confusion.Count);
        var groups = result.Confusions.Select(confusion => (Group: LookAlikes.GroupOf(confusion.Transcription, confusion.Recognition), confusion.Count))
            .Where(one => one.Group is not null).GroupBy(one => one.Group).Select(group => (group.Key, Count: group.Sum(one => one.Count))).OrderByDescending(group => group.Count).ToArray();
        terminal.Output.WriteLine($"{errors} errors, {groups.Sum(group => group.Count)} of them between look-alikes"
            + (groups.Length == 0 ? "" : ": " + string.Join(", ", groups.Select(group => $"{group.Key} {group.Count}"))));
    }

    /// <summary>Writes the files that were asked for, each whole or not at all.</summary>
    /// <param name="parsed">Names the files.</param>
    /// <param name="result">What was measured.</param>
    /// <param name="source">Who read what; asked for after the page has been made, so that its time is in it.</param>
    /// <param name="page">Makes the page.</param>
    public void WriteFiles(ParseResult parsed, EvaluationResult result, Func<EvaluationSource> source, Func<EvaluationSource, string> page)
    {
        if (parsed.GetValue(_lines) is { } lines)
            AtomicFile.Write(lines, ReadingsFile.TableOf(result));
        if (parsed.GetValue(_html) is { } html)
            AtomicFile.Write(html, page(source()));
        if (parsed.GetValue(_json) is { } json)
            AtomicFile.Write(json, EvaluationJson.Write(result, source()));
    }

    /// <summary>A percentage and its interval.</summary>
    public static string Figure(Measure measure) => $"{Number(measure.Percent)} % {Interval(measure.Interval)}";

    public static string Interval(PercentInterval interval) => $"[{Number(interval.Low)}, {Number(interval.High)}]";

    public static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    /// <summary>A character for a person: nothing and blanks would not be seen.</summary>
    private static string Shown(string character) => character switch { "" => "(nothing)", " " => "(space)", _ => character };
}
