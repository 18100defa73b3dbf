namespace Ductus.Evaluation;

/// <summary>What is measured over a set of lines; docs/evaluation.md has an example of each.</summary>
public enum MeasureKind
{
    /// <summary>Edits ÷ characters of the transcriptions, over the whole set.</summary>
    CharacterErrorRate,

    /// <summary>Edits in words ÷ words of the transcriptions, over the whole set.</summary>
    WordErrorRate,

    /// <summary>Lines not read exactly ÷ lines.</summary>
    SentenceErrorRate,

    /// <summary>Lines read without a single error ÷ lines.</summary>
    ExactLines,

    /// <summary>Equal characters at equal index ÷ characters of the transcriptions.</summary>
    PositionalCharacterAccuracy,

    /// <summary>Matches of a minimal alignment ÷ characters of the transcriptions.</summary>
    AlignedCharacterAccuracy,

    /// <summary>Mean over lines of edits ÷ the longer length.</summary>
    MeanLineError,

    /// <summary>Matches of a minimal alignment of words ÷ words of the transcriptions; of single words, those read exactly.</summary>
    WordAccuracy,
}

/// <summary>One figure over a set of lines: a ratio of two sums, and how sure it is.</summary>
public sealed record Measure
{
    public required MeasureKind Kind { get; init; }

    /// <summary>Sum over the lines of what is counted: edits, matches, exact lines.</summary>
    public required double Numerator { get; init; }

    /// <summary>Sum over the lines of what it is counted in: characters, words, lines.</summary>
    public required double Denominator { get; init; }

    /// <summary>95 %, by bootstrap.</summary>
    public required PercentInterval Interval { get; init; }

    /// <summary>Error rates may pass 100 where more was invented than written, and are infinite where something was read and nothing written.</summary>
    public double Percent => Bootstrap.Percent(Numerator, Denominator);

    /// <summary>As tables call it.</summary>
    public string Name => NameOf(Kind);

    /// <summary>What it is, in a few words.</summary>
    public string Title => TitleOf(Kind);

    public static string NameOf(MeasureKind kind) => kind switch
    {
        MeasureKind.CharacterErrorRate => "CER",
        MeasureKind.WordErrorRate => "WER",
        MeasureKind.SentenceErrorRate => "SER",
        MeasureKind.ExactLines => "exact",
        MeasureKind.PositionalCharacterAccuracy => "positional",
        MeasureKind.AlignedCharacterAccuracy => "aligned",
        MeasureKind.MeanLineError => "line error",
        MeasureKind.WordAccuracy => "words",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such measure."),
    };

    public static string TitleOf(MeasureKind kind) => kind switch
    {
        MeasureKind.CharacterErrorRate => "character error rate",
        MeasureKind.WordErrorRate => "word error rate",
        MeasureKind.SentenceErrorRate => "sentence error rate: lines not exactly right",
        MeasureKind.ExactLines => "lines exactly right",
        MeasureKind.PositionalCharacterAccuracy => "positional character accuracy",
        MeasureKind.AlignedCharacterAccuracy => "aligned character accuracy",
        MeasureKind.MeanLineError => "mean over lines of edits ÷ the longer length",
        MeasureKind.WordAccuracy => "word accuracy",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such measure."),
    };

    public static bool HigherIsBetter(MeasureKind kind) => kind
        is MeasureKind.ExactLines or MeasureKind.PositionalCharacterAccuracy or MeasureKind.AlignedCharacterAccuracy or MeasureKind.WordAccuracy;

    /// <summary>What one line adds to the two sums. This is the one definition of each measure.</summary>
    internal static (double Numerator, double Denominator) PartsOf(MeasureKind kind, LineErrors line) => kind switch
    {
        MeasureKind.CharacterErrorRate => (line.Edits, line.Characters),
        MeasureKind.WordErrorRate => (line.WordEdits, line.Words),
        MeasureKind.SentenceErrorRate => (line.IsExact ? 0 : 1, 1),
        MeasureKind.ExactLines => (line.IsExact ? 1 : 0, 1),
        MeasureKind.PositionalCharacterAccuracy => (line.PositionalMatches, line.Characters),
        MeasureKind.AlignedCharacterAccuracy => (line.Alignment.Matches, line.Characters),
        MeasureKind.MeanLineError => (line.LineError, 1),
        MeasureKind.WordAccuracy => (line.WordMatches, line.Words),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such measure."),
    };
}
