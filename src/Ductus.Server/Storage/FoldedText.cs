using Ductus.Evaluation;

namespace Ductus.Server.Storage;

/// <summary>Text as it is searched: small letters, no marks, one space between words, so that <c>Dương</c> is found by <c>duong</c>, in either database.</summary>
internal static class FoldedText
{
    private static readonly ComparisonRules Rules = new() { Case = LetterCase.Fold, Marks = LetterMarks.Ignore };

    public static string Of(string text) => string.Join(' ', Rules.Apply(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        // Two letters in one, which people look for as two.
        .Replace("œ", "oe", StringComparison.Ordinal).Replace("æ", "ae", StringComparison.Ordinal).Replace("ß", "ss", StringComparison.Ordinal);

    /// <summary>Patterns for LIKE … ESCAPE '\', one for each word that is looked for: all of them have to be found.</summary>
    public static IReadOnlyList<string> Patterns(string search) =>
    [
        .. Of(search).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%"),
    ];
}
