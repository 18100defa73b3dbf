using System.CommandLine;
using Ductus.Evaluation;

namespace Ductus.Cli;

/// <summary>The options that say how lines are compared, the same in every command that does.</summary>
internal sealed class ComparisonOptions
{
    private readonly Option<LetterCase> _case = Choice.Option<LetterCase>("--case",
        "fold: capital and small letters are the same.");

    private readonly Option<PunctuationRule> _punctuation = Choice.Option<PunctuationRule>("--punctuation",
        "ignore: punctuation is taken out of both texts, and spaces that are left over with it.");

    private readonly Option<LetterMarks> _marks = Choice.Option<LetterMarks>("--marks",
        "ignore: letters are compared without their marks, é and ế as e, đ as d.");

    private readonly Option<UnicodeForm> _unicode = Choice.Option<UnicodeForm>("--unicode",
        "nfkc: also ﬁ is fi and ² is 2.");

    private readonly Option<ResampledUnit> _intervals = Choice.Option<ResampledUnit>("--intervals",
        "What the 95 % intervals resample; writers: how far figures would move with other writers.");

    public void AddTo(Command command)
    {
        command.Options.Add(_case);
        command.Options.Add(_punctuation);
        command.Options.Add(_marks);
        command.Options.Add(_unicode);
        command.Options.Add(_intervals);
    }

    public EvaluationOptions Of(ParseResult parsed) => new()
    {
        Rules = new() { Case = parsed.GetValue(_case), Punctuation = parsed.GetValue(_punctuation), Marks = parsed.GetValue(_marks), Unicode = parsed.GetValue(_unicode) },
        Bootstrap = new() { Unit = parsed.GetValue(_intervals) },
    };

    /// <exception cref="ReadingsException">There is no line to measure, or intervals over writers are asked for and nobody knows the writers.</exception>
    public static EvaluationResult Measure(IReadOnlyList<EvaluatedLine> lines, EvaluationOptions options, string from)
    {
        if (lines.Count == 0)
            throw new ReadingsException($"{from}: expected at least 1 line; there is none.");
        if (options.Bootstrap.Unit == ResampledUnit.Writers && lines.All(line => line.Writer is null))
            throw new ReadingsException($"{from}: --intervals writers needs lines whose writers are known; none of the {lines.Count} lines has one.");
        return EvaluationResult.Of(lines, options);
    }
}

/// <summary>Readings cannot be measured or compared; the message says which and why.</summary>
internal sealed class ReadingsException(string message) : Exception(message);
