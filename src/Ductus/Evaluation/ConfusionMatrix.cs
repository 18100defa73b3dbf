using System.Text;

namespace Ductus.Evaluation;

/// <summary>
/// How often each character was read as each, for the characters that are written most. Two more rows and columns hold the rest:
/// characters that are not among them, and nothing (invented when it is the row, missed when it is the column). Immutable, share it.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly int[] _counts;

    private ConfusionMatrix(string[] characters, int[] counts) => (Characters, _counts) = (characters, counts);

    /// <summary>In code point order.</summary>
    public IReadOnlyList<string> Characters { get; }

    /// <summary>Place of all other characters together.</summary>
    public int Others => Characters.Count;

    /// <summary>Place of no character at all.</summary>
    public int Nothing => Characters.Count + 1;

    /// <summary>Rows, and as many columns.</summary>
    public int Size => Characters.Count + 2;

    /// <summary>Times that the one was written and the other read; 0…<see cref="Size"/> − 1.</summary>
    public int this[int written, int read] => _counts[written * Size + read];

    /// <param name="result">Its alignments are counted.</param>
    /// <param name="most">Characters with a row of their own, at least 1.</param>
    public static ConfusionMatrix Of(EvaluationResult result, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        string[] characters =
        [
            .. result.CharacterScores.Characters.Where(c => c.Written > 0).OrderByDescending(c => c.Written).Take(most)
                .Select(c => c.Character).Order(StringComparer.Ordinal),
        ];
        var places = characters.Select((character, place) => (Rune.GetRuneAt(character, 0).Value, place)).ToDictionary();
        var counts = new int[(characters.Length + 2) * (characters.Length + 2)];
        var matrix = new ConfusionMatrix(characters, counts);
        foreach (AlignedPair pair in result.Lines.SelectMany(line => line.Alignment.Pairs))
            counts[Place(pair.Written) * matrix.Size + Place(pair.Read)]++;
        return matrix;

        int Place(Rune? character) => character is not { } rune ? matrix.Nothing : places.GetValueOrDefault(rune.Value, matrix.Others);
    }
}
