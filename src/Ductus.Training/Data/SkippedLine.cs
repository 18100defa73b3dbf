namespace Ductus.Training.Data;

/// <summary>Why a line of a data set is not used.</summary>
public enum SkipReason
{
    ImageMissing,
    ImageUnreadable,
    LabelEmpty,

    /// <summary>The label is not UTF-8 or has more than one line.</summary>
    LabelMalformed,

    /// <summary>Whoever labelled the image said that nobody can read it.</summary>
    LabelUnreadable,

    /// <summary>The set has split folders and the line lies in none of them.</summary>
    OutsideSplits,

    /// <summary>The label has characters that the model's alphabet lacks.</summary>
    OutsideAlphabet,

    /// <summary>No font can write all characters of the text.</summary>
    NoFont,

    /// <summary>The image gives fewer frames than CTC needs for the label.</summary>
    TooNarrow,
}

/// <summary>A line of a data set that is not used, and why.</summary>
/// <param name="Detail">What was expected and what came, for a person to act on.</param>
public sealed record SkippedLine(string Id, SkipReason Reason, string Detail)
{
    /// <summary>One sentence per reason with the number of lines and the first three of them; empty when nothing was skipped.</summary>
    public static string Summarize(IReadOnlyCollection<SkippedLine> skipped) =>
        string.Join(Environment.NewLine, skipped.GroupBy(line => line.Reason).OrderBy(group => group.Key).Select(group =>
        {
            string examples = string.Join("; ", group.Take(3).Select(line => $"{line.Id}: {line.Detail}"));
            return $"{group.Count()} skipped, {Name(group.Key)} ({examples}{(group.Count() > 3 ? "; …" : "")})";
        }));

    private static string Name(SkipReason reason) => reason switch
    {
        SkipReason.ImageMissing => "image missing",
        SkipReason.ImageUnreadable => "image unreadable",
        SkipReason.LabelEmpty => "label empty",
        SkipReason.LabelMalformed => "label malformed",
        SkipReason.LabelUnreadable => "labelled as unreadable",
        SkipReason.OutsideSplits => "outside the split folders",
        SkipReason.OutsideAlphabet => "characters outside the alphabet",
        SkipReason.NoFont => "no font has all characters",
        SkipReason.TooNarrow => "too narrow for the label",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason for skipping a line."),
    };
}
