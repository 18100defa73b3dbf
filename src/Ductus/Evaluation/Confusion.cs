using System.Text;

namespace Ductus.Evaluation;

/// <summary>A character of the transcription, what was read in its place and how often; empty stands for "nothing there".</summary>
public sealed record Confusion(string Transcription, string Recognition, int Count)
{
    /// <summary>Every confusion of a minimal alignment in code points, most frequent first, then in code point order.</summary>
    /// <remarks>Where several alignments are minimal, substitutions are preferred to pairs of a deletion and an insertion.</remarks>
    public static IReadOnlyList<Confusion> Of(IEnumerable<EvaluatedLine> lines)
    {
        var counts = new Dictionary<(string, string), int>();
        foreach (EvaluatedLine line in lines)
            foreach (var pair in Differences(CodePoints.Of(line.Transcription), CodePoints.Of(line.Recognition)))
                counts[pair] = counts.GetValueOrDefault(pair) + 1;
        return
        [
            .. counts.Select(c => new Confusion(c.Key.Item1, c.Key.Item2, c.Value))
                .OrderByDescending(c => c.Count)
                .ThenBy(c => c.Transcription, StringComparer.Ordinal)
                .ThenBy(c => c.Recognition, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<(string Transcription, string Recognition)> Differences(Rune[] transcription, Rune[] recognition)
    {
        // distances[i, j]: edit distance of the last characters from i and from j on
        var distances = new int[transcription.Length + 1, recognition.Length + 1];
        for (int i = transcription.Length; i >= 0; i--)
        {
            for (int j = recognition.Length; j >= 0; j--)
            {
                if (i == transcription.Length || j == recognition.Length)
                    distances[i, j] = transcription.Length - i + recognition.Length - j;
                else
                    distances[i, j] = Math.Min(
                        distances[i + 1, j + 1] + (transcription[i] == recognition[j] ? 0 : 1),
                        Math.Min(distances[i + 1, j], distances[i, j + 1]) + 1);
            }
        }

        for (int i = 0, j = 0; i < transcription.Length || j < recognition.Length;)
        {
            bool both = i < transcription.Length && j < recognition.Length;
            if (both && transcription[i] == recognition[j] && distances[i, j] == distances[i + 1, j + 1])
            {
                i++;
                j++;
            }
            else if (both && distances[i, j] == distances[i + 1, j + 1] + 1)
            {
                yield return (transcription[i++].ToString(), recognition[j++].ToString());
            }
            else if (i < transcription.Length && distances[i, j] == distances[i + 1, j] + 1)
            {
                yield return (transcription[i++].ToString(), "");
            }
            else
            {
                yield return ("", recognition[j++].ToString());
            }
        }
    }
}
