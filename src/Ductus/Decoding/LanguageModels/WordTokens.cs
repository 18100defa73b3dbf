using System.Text;

namespace Ductus.Decoding.LanguageModels;

/// <summary>
/// How text comes apart into words for a word model: runs of letters, with apostrophes between letters, in lower case; numbers, which
/// are all one; every other character by itself. Spaces only separate.
/// </summary>
internal static class WordTokens
{
    /// <summary>Stands for every word outside the vocabulary, and for every number. No text has these as words.</summary>
    public const string Unknown = "<unk>", Number = "<num>";

    public enum Kind
    {
        Space,
        Letter,
        Digit,
        Apostrophe,
        Other,
    }

    public static Kind KindOf(Rune character)
    {
        if (character.Value is '\'' or '’')
            return Kind.Apostrophe;
        if (Rune.IsWhiteSpace(character))
            return Kind.Space;
        if (Rune.IsDigit(character))
            return Kind.Digit;
        return Rune.IsLetter(character) || Rune.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.NonSpacingMark ? Kind.Letter : Kind.Other;
    }

    /// <summary>The words of a text, in order.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var word = new StringBuilder();
        bool isNumber = false, apostrophe = false;
        foreach (Rune character in text.EnumerateRunes())
        {
            Kind kind = KindOf(character);
            if (kind == Kind.Apostrophe && word.Length > 0 && !apostrophe)
            {
                apostrophe = true;                            // belongs to the word only if a letter follows
                continue;
            }
            if (apostrophe)
            {
                apostrophe = false;
                if (kind == Kind.Letter)
                    word.Append('\'');
                else
                {
                    yield return Ended();
                    yield return "'";
                }
            }
            if (kind is Kind.Letter or Kind.Digit)
            {
                isNumber |= kind == Kind.Digit;
                word.Append(Rune.ToLowerInvariant(character));
                continue;
            }
            if (word.Length > 0)
                yield return Ended();
            if (kind != Kind.Space)
                yield return kind == Kind.Apostrophe ? "'" : character.ToString();
        }
        if (word.Length > 0)
            yield return Ended();
        if (apostrophe)
            yield return "'";

        string Ended()
        {
            string ended = isNumber ? Number : word.ToString();
            word.Clear();
            isNumber = false;
            return ended;
        }
    }
}
