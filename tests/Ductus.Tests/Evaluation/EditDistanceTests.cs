using Ductus.Evaluation;
using FsCheck;
using FsCheck.Fluent;

namespace Ductus.Tests.Evaluation;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "abc", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("abc", "axc", 1)]
    [InlineData("ab", "ba", 2)]
    [InlineData("kitten", "sitting", 3)]
    public void InCodePoints_SmallWords_CountsEdits(string first, string second, int expected)
    {
        Assert.Equal(expected, EditDistance.InCodePoints(first, second));
    }

    [Fact]
    public void InCodePoints_ComposedAgainstDecomposed_IsZero()
    {
        Assert.Equal(0, EditDistance.InCodePoints("e\u0301t\u00e9", "\u00e9te\u0301"));
    }

    [Fact]
    public void InCodePoints_CharacterOutsideTheFirstPlane_CountsOnce()
    {
        Assert.Equal(1, EditDistance.InCodePoints("a\U0001F58B", "a"));
    }

    [Fact]
    public void InCodePoints_LoneSurrogate_CountsAsReplacementCharacter()
    {
        Assert.Equal(0, EditDistance.InCodePoints("a\ud83d", "a\ufffd"));
    }

    [Fact]
    public void InCodePoints_LongerThanTheStackRow_CountsEdits()
    {
        Assert.Equal(300, EditDistance.InCodePoints(new string('a', 300), new string('b', 300)));
    }

    [Theory]
    [InlineData("a b c", "a c", 1)]
    [InlineData("  a\tb ", "a b", 0)]
    [InlineData("one two", "onetwo", 2)]
    public void InWords_Tokens_CountsWholeWords(string first, string second, int expected)
    {
        Assert.Equal(expected, EditDistance.InWords(first, second));
    }

    [Fact]
    public void Between_RandomSequences_EqualsBruteForce()
    {
        var pairs = Gen.Choose(0, 2).ArrayOf().Where(a => a.Length <= 6).Two();

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(pairs.ToArbitrary(), pair =>
            EditDistance.Between<int>(pair.Item1, pair.Item2) == BruteForce(pair.Item1, pair.Item2)));
    }

    [Fact]
    public void Between_RandomSequences_IsAMetric()
    {
        var triples = Gen.Choose(0, 3).ArrayOf().Three();

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(triples.ToArbitrary(), triple =>
        {
            var (a, b, c) = triple;
            int ab = EditDistance.Between<int>(a, b);
            return EditDistance.Between<int>(b, a) == ab
                && EditDistance.Between<int>(a, a) == 0
                && (ab > 0 || a.SequenceEqual(b))
                && ab >= Math.Abs(a.Length - b.Length) && ab <= Math.Max(a.Length, b.Length)
                && EditDistance.Between<int>(a, c) <= ab + EditDistance.Between<int>(b, c);
        }));
    }

    /// <summary>Breadth-first search over all sequences one edit away: shares nothing with dynamic programming.</summary>
    private static int BruteForce(int[] from, int[] to)
    {
        string goal = string.Join(',', to);
        int longest = Math.Max(from.Length, to.Length);
        int[] alphabet = [.. from.Union(to)];
        var reached = new HashSet<string> { string.Join(',', from) };
        List<int[]> border = [from];
        for (int distance = 0; ; distance++)
        {
            if (reached.Contains(goal))
                return distance;
            border = [.. border.SelectMany(s => OneEditAway(s, alphabet)).Where(s => s.Length <= longest && reached.Add(string.Join(',', s)))];
        }
    }

    private static IEnumerable<int[]> OneEditAway(int[] sequence, int[] alphabet)
    {
        for (int i = 0; i <= sequence.Length; i++)
        {
            foreach (int symbol in alphabet)
                yield return [.. sequence[..i], symbol, .. sequence[i..]];
            if (i == sequence.Length)
                continue;
            yield return [.. sequence[..i], .. sequence[(i + 1)..]];
            foreach (int symbol in alphabet)
                yield return [.. sequence[..i], symbol, .. sequence[(i + 1)..]];
        }
    }
}
