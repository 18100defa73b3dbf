using System.Buffers;
using System.Text;

namespace Ductus.Decoding.LanguageModels;

/// <summary>
/// Lines that a language model must not know, since readers are measured with them: whatever text shares one of them is refused. Only
/// lines of 30 characters and more count; shorter ones occur by chance. Immutable, share it.
/// </summary>
public sealed class ExcludedLines
{
    /// <summary>Characters a line must have to be looked for.</summary>
    public const int LeastCharacters = 30;

    private readonly SearchValues<string> _search;
    private readonly Dictionary<string, int> _longestByStart = new(StringComparer.Ordinal);

    /// <param name="data">Names of the data sets that the lines are of.</param>
    /// <param name="lines">Their transcriptions.</param>
    public ExcludedLines(string data, IEnumerable<string> lines)
    {
        Data = data;
        string[] wanted = [.. lines.Select(ClosedList.Spaced).Where(line => line.Length >= LeastCharacters).Distinct(StringComparer.Ordinal)];
        Count = wanted.Length;
        _search = SearchValues.Create(wanted, StringComparison.Ordinal);
        foreach (string line in wanted)
            _longestByStart[line[..LeastCharacters]] = Math.Max(line.Length, _longestByStart.GetValueOrDefault(line[..LeastCharacters]));
    }

    /// <summary>Names of the data sets that the lines are of.</summary>
    public string Data { get; }

    /// <summary>Different lines that are looked for.</summary>
    public int Count { get; }

    /// <summary>The lines of a text without those that share an excluded one, be it broken into lines elsewhere.</summary>
    public IReadOnlyList<string> Remove(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder();
        var starts = new int[lines.Count];
        for (int i = 0; i < lines.Count; i++)
        {
            starts[i] = text.Length;
            text.Append(ClosedList.Spaced(lines[i])).Append(' ');
        }
        string all = text.ToString();
        var refused = new bool[lines.Count];
        for (int at = 0; all.AsSpan(at).IndexOfAny(_search) is >= 0 and var next; at++)
        {
            at += next;
            int first = Line(at), last = Line(at + _longestByStart[all.Substring(at, LeastCharacters)] - 1);
            refused.AsSpan(first, last - first + 1).Fill(true);
        }
        return [.. lines.Where((_, i) => !refused[i])];

        int Line(int place) => Array.BinarySearch(starts, place) is var found && found >= 0 ? found : ~found - 1;
    }
}
