using System.Globalization;
using System.Text;

namespace Ductus.Server.Storage;

/// <summary>Text as it is searched: small letters, no marks, one space between words, so that <c>Dương</c> is found by <c>duong</c>, in either database.</summary>
internal static class FoldedText
{
    /// <summary>Letters whose stroke is none of the marks that Unicode takes off.</summary>
    private static readonly Dictionary<char, string> Strokes = new() { ['đ'] = "d", ['ł'] = "l", ['ø'] = "o", ['œ'] = "oe", ['æ'] = "ae", ['ß'] = "ss" };

    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (char character in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsWhiteSpace(character))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                    folded.Append(' ');
            }
            else if (char.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                _ = Strokes.TryGetValue(character, out string? letters) ? folded.Append(letters) : folded.Append(character);
        }
        return folded.ToString().TrimEnd();
    }

    /// <summary>Patterns for LIKE … ESCAPE '\', one for each word that is looked for: all of them have to be found.</summary>
    public static IReadOnlyList<string> Patterns(string search) =>
    [
        .. Of(search).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%"),
    ];
}
