namespace Ductus.Evaluation;

/// <summary>Levenshtein distance: the fewest insertions, deletions and substitutions that turn one sequence into the other.</summary>
/// <remarks>Source: V. I. Levenshtein 1966; computed as Wagner and Fischer 1974.</remarks>
public static class EditDistance
{
    /// <returns>0…max(lengths); symmetric in its arguments.</returns>
    /// <remarks>O(n·m) time, O(m) memory.</remarks>
    public static int Between<T>(ReadOnlySpan<T> first, ReadOnlySpan<T> second)
        where T : IEquatable<T>
    {
        int prefix = first.CommonPrefixLength(second);
        first = first[prefix..];
        second = second[prefix..];

        // distances[j]: distance of the first i elements of `first` to the first j of `second`
        Span<int> distances = second.Length < 256 ? stackalloc int[second.Length + 1] : new int[second.Length + 1];
        for (int j = 0; j <= second.Length; j++)
            distances[j] = j;
        for (int i = 1; i <= first.Length; i++)
        {
            int diagonal = distances[0];
            distances[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int substituted = first[i - 1].Equals(second[j - 1]) ? diagonal : diagonal + 1;
                diagonal = distances[j];
                distances[j] = Math.Min(substituted, Math.Min(diagonal, distances[j - 1]) + 1);
            }
        }
        return distances[second.Length];
    }

    /// <summary>Distance in code points after NFC.</summary>
    public static int InCodePoints(string first, string second) => Between<System.Text.Rune>(CodePoints.Of(first), CodePoints.Of(second));

    /// <summary>Distance in whitespace-separated tokens after NFC.</summary>
    public static int InWords(string first, string second) => Between<string>(CodePoints.Words(first), CodePoints.Words(second));
}
