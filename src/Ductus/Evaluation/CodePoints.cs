using System.Text;

namespace Ductus.Evaluation;

/// <summary>Text as the measures see it: Unicode code points and words.</summary>
internal static class CodePoints
{
    /// <summary>The code points after NFC.</summary>
    /// <remarks>A lone surrogate counts as U+FFFD, as in every UTF-8 file it would be written to.</remarks>
    public static Rune[] Of(string text) => [.. text.ToNfc().EnumerateRunes()];

    /// <summary>The whitespace-separated tokens after NFC.</summary>
    public static string[] Words(string text) =>
        text.ToNfc().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public static string ToNfc(this string text) => Normalize(text, NormalizationForm.FormC);

    public static string Normalize(string text, NormalizationForm form)
    {
        // Normalize refuses lone surrogates, which a damaged transcription may hold.
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            return WellFormed(text).Normalize(form);
        }
    }

    /// <summary>The text with U+FFFD in place of lone surrogates.</summary>
    public static string WellFormed(string text) => string.Concat(text.EnumerateRunes());
}
