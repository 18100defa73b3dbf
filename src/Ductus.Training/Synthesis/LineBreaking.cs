using System.Text;

namespace Ductus.Training.Synthesis;

/// <summary>Breaks a paragraph into lines as they come to be on a page: between words, no two of a length.</summary>
internal static class LineBreaking
{
    public static IEnumerable<string> Break(IReadOnlyList<string> words, LineTextOptions options, Random random)
    {
        var line = new StringBuilder();
        int wanted = Wanted();
        foreach (string word in words.SelectMany(word => Pieces(word, options.MaxLength)))
        {
            // A word goes where it leaves the line nearer to its wanted length.
            int longer = line.Length + 1 + word.Length;
            if (line.Length > 0 && (longer > options.MaxLength || (line.Length >= options.MinLength && longer - wanted > wanted - line.Length)))
            {
                yield return line.ToString();
                line.Clear();
                wanted = Wanted();
            }
            if (line.Length > 0)
                line.Append(' ');
            line.Append(word);
        }
        if (line.Length > 0)
            yield return line.ToString();

        // Most lines in the middle, few at the ends; with 20…80, around 45 as in the IAM database.
        int Wanted()
        {
            double place = (random.NextDouble() + random.NextDouble() + random.NextDouble()) / 3;
            return (int)Math.Round(options.MinLength + Math.Min(1, 0.8 * place) * (options.MaxLength - options.MinLength));
        }
    }

    /// <summary>The word, or where it is no word but something endless, parts of it.</summary>
    private static IEnumerable<string> Pieces(string word, int most)
    {
        for (; word.Length > 2 * most; word = word[most..])
            yield return word[..most];
        yield return word;
    }
}
