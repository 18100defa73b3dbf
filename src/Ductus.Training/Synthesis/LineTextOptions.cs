using Ductus.Recognition;
using Ductus.Training.Data;

namespace Ductus.Training.Synthesis;

/// <summary>What a file of texts holds.</summary>
public enum TextForm
{
    /// <summary>Running text, a paragraph per line, to be cut into lines of writing.</summary>
    Running,

    /// <summary>One line of writing per line: names, words, places.</summary>
    Lines,
}

/// <summary>How texts become lines of writing.</summary>
public sealed record LineTextOptions
{
    /// <summary>English letters, digits and the punctuation of the IAM database.</summary>
    public const string English = " !\"#&'()*+,-./0123456789:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>The characters of a split's texts, in the order of code points: what a model that learns from it knows.</summary>
    /// <exception cref="LineDataException">A set has no such split.</exception>
    public static string AlphabetOf(IEnumerable<LineData> sets, string split) =>
        string.Concat(Codec.FromTexts(sets.SelectMany(set => set.Split(split).Samples).Select(sample => sample.Text).Append(" ")).Alphabet);

    public TextForm Form { get; init; } = TextForm.Running;

    /// <summary>Every character a line may hold; those of composed letters one by one, NFC.</summary>
    public string Alphabet
    {
        get;
        init => field = value.Length > 0 ? value : throw new ArgumentException("An alphabet needs characters.", nameof(Alphabet));
    } = English;

    /// <summary>Characters of the shortest line that running text is broken into; the end of a paragraph may be shorter, as on a page.</summary>
    public int MinLength
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MinLength), value, "A line has at least 1 character.");
    } = 20;

    /// <summary>Characters of the longest; only a single word may be longer, and one of more than twice as many is broken.</summary>
    public int MaxLength
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MaxLength), value, "A line has at least 1 character.");
    } = 80;

    /// <summary>Seed of the places where running text is broken.</summary>
    public int Seed { get; init; } = 1;
}
