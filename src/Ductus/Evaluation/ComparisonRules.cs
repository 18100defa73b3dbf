using System.Globalization;
using System.Text;

namespace Ductus.Evaluation;

/// <summary>Whether capital and small letters differ.</summary>
public enum LetterCase
{
    /// <summary>They differ.</summary>
    Keep,

    /// <summary>They are the same letter.</summary>
    Fold,
}

/// <summary>Whether marks of punctuation count.</summary>
public enum PunctuationRule
{
    /// <summary>They count as characters, and as parts of their words.</summary>
    Keep,

    /// <summary>They are taken out of both texts.</summary>
    Ignore,
}

/// <summary>Whether marks on letters count.</summary>
public enum LetterMarks
{
    /// <summary>A letter with another mark is another letter.</summary>
    Keep,

    /// <summary>Letters are compared without their marks.</summary>
    Ignore,
}

/// <summary>Which spellings of a character in Unicode are the same character.</summary>
public enum UnicodeForm
{
    /// <summary>Canonical composition: é is one character, however it was typed.</summary>
    Nfc,

    /// <summary>Compatibility composition: also ﬁ is fi, ² is 2, … is three full stops.</summary>
    Nfkc,
}

/// <summary>What is done to transcription and reading alike before anything is measured. A figure means nothing without these.</summary>
public sealed record ComparisonRules
{
    /// <summary>Folding is of one code point for one, the same in every language: ſ is s, ς is σ; ß is not ss, and Turkish ı is not i.</summary>
    public LetterCase Case { get; init; } = LetterCase.Keep;

    /// <summary>
    /// Ignoring takes out every code point of Unicode's categories P (symbols such as + and € stay) and puts nothing in its place:
    /// "well-known" becomes "wellknown". Then runs of white space become one space, and the ends of the line have none, so that
    /// "end , of" and "end, of" are both "end of".
    /// </summary>
    public PunctuationRule Punctuation { get; init; } = PunctuationRule.Keep;

    /// <summary>
    /// Ignoring takes out every mark that canonical decomposition parts from its letter, and strokes through letters, which it does not: é and ế are e, Đ is
    /// D, ø is o. What is left of Vietnamese are its bare letters, by which errors of tones are told from others.
    /// </summary>
    public LetterMarks Marks { get; init; } = LetterMarks.Keep;

    public UnicodeForm Unicode { get; init; } = UnicodeForm.Nfc;

    /// <summary>The text as the measures see it, normalised by <see cref="Unicode"/>.</summary>
    /// <remarks>A lone surrogate becomes U+FFFD. Applying the rules again changes nothing.</remarks>
    public string Apply(string text)
    {
        NormalizationForm form = Unicode == UnicodeForm.Nfkc ? NormalizationForm.FormKC : NormalizationForm.FormC;
        text = CodePoints.Normalize(text, form);
        if (Marks == LetterMarks.Ignore)
            text = CodePoints.Normalize(WithoutMarks(text), form);
        if (Case == LetterCase.Fold)
            text = CodePoints.Normalize(Folded(text), form);
        if (Punctuation == PunctuationRule.Ignore)
            text = CodePoints.Normalize(WithoutPunctuation(text), form);
        return text;
    }

    /// <summary>The rules in a few words, as they stand beside figures.</summary>
    public override string ToString() => string.Join(", ",
        Case == LetterCase.Keep ? "case kept" : "case folded",
        (Punctuation == PunctuationRule.Keep ? "punctuation kept" : "punctuation ignored") + (Marks == LetterMarks.Keep ? "" : ", marks ignored"),
        Unicode == UnicodeForm.Nfc ? "NFC" : "NFKC");

    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            // Capitals first: letters with two small forms, such as σ and ς, share their capital. .NET leaves ſ without one.
            folded.Append(rune.Value == 'ſ' ? "s" : Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)).ToString());
        return folded.ToString();
    }

    private static string WithoutMarks(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (Rune rune in CodePoints.Normalize(text, NormalizationForm.FormD).EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark))
            bare.Append(rune.Value switch { 'đ' => "d", 'Đ' => "D", 'ø' => "o", 'Ø' => "O", 'ł' => "l", 'Ł' => "L", 'ħ' => "h", 'Ħ' => "H", 'ŧ' => "t", 'Ŧ' => "T", _ => rune.ToString() });
        return bare.ToString();
    }

    private static string WithoutPunctuation(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes().Where(rune => !IsPunctuation(rune)))
            kept.Append(rune.ToString());
        return string.Join(' ', kept.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsPunctuation(Rune rune) => Rune.GetUnicodeCategory(rune)
        is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;
}
