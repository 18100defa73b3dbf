using Ductus.Evaluation;
using FsCheck;
using FsCheck.Fluent;

namespace Ductus.Tests.Evaluation;

public sealed class AlignmentTests
{
    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("abc", "abc", "abc", "abc")]
    [InlineData("nun", "uun", "nun", "uun")]
    [InlineData("nein", "uei", "nein", "uei-")]
    [InlineData("a", "ab", "a-", "ab")]
    [InlineData("aab", "ab", "aab", "a-b")]
    [InlineData("ab", "ba", "ab", "ba")]
    public void Of_SmallWords_PutsThemSideBySide(string written, string read, string left, string right)
    {
        var pairs = Alignment.Of(written, read).Pairs;

        Assert.Equal(left, string.Concat(pairs.Select(pair => pair.Written?.ToString() ?? "-")));
        Assert.Equal(right, string.Concat(pairs.Select(pair => pair.Read?.ToString() ?? "-")));
    }

    [Fact]
    public void Of_ComposedAgainstDecomposed_Matches()
    {
        var alignment = Alignment.Of("e\u0301t\U0001F58B", "\u00e9t\U0001F58B");

        Assert.Equal((0, 3), (alignment.Distance, alignment.Matches));
    }

    [Fact]
    public void Of_RandomTexts_IsMinimalWithMostSubstitutions()
    {
        var pairs = Gen.Choose(0, 2).ArrayOf().Where(a => a.Length <= 6).Two();

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(pairs.ToArbitrary(), pair =>
        {
            var (edits, matches) = Best(pair.Item1, pair.Item2);
            var alignment = Alignment.Of(Text(pair.Item1), Text(pair.Item2));
            return alignment.Distance == edits && alignment.Matches == matches
                && alignment.Distance == EditDistance.Between<int>(pair.Item1, pair.Item2);
        }));
    }

    [Fact]
    public void Of_RandomTexts_KeepsBothTextsWhole()
    {
        var random = new Random(3);
        for (int round = 0; round < 200; round++)
        {
            string written = Text([.. Enumerable.Range(0, random.Next(30)).Select(_ => random.Next(4))]);
            string read = Text([.. Enumerable.Range(0, random.Next(30)).Select(_ => random.Next(4))]);

            var alignment = Alignment.Of(written, read);

            Assert.Equal(written, string.Concat(alignment.Pairs.Select(pair => pair.Written?.ToString() ?? "")));
            Assert.Equal(read, string.Concat(alignment.Pairs.Select(pair => pair.Read?.ToString() ?? "")));
            Assert.Equal(Levenshtein(written, read), alignment.Distance);
            Assert.Equal(alignment.Pairs.Count(pair => pair.Written is not null && pair.Written == pair.Read), alignment.Matches);
        }
    }

    /// <summary>All alignments, one after the other: fewest edits, then fewest matches.</summary>
    private static (int Edits, int Matches) Best(ReadOnlySpan<int> written, ReadOnlySpan<int> read)
    {
        if (written.IsEmpty || read.IsEmpty)
            return (written.Length + read.Length, 0);
        var both = Best(written[1..], read[1..]);
        bool equal = written[0] == read[0];
        var missed = Best(written[1..], read);
        var added = Best(written, read[1..]);
        return new[]
        {
            (both.Edits + (equal ? 0 : 1), both.Matches + (equal ? 1 : 0)), (missed.Edits + 1, missed.Matches), (added.Edits + 1, added.Matches),
        }.Min();
    }

    /// <summary>As the definition has it, with remembered results; no table, no prefixes, other recursion than the library's.</summary>
    private static int Levenshtein(string written, string read)
    {
        var known = new Dictionary<(int, int), int>();
        return Distance(written.Length, read.Length);

        int Distance(int i, int j)
        {
            if (i == 0 || j == 0)
                return i + j;
            if (!known.TryGetValue((i, j), out int distance))
                known[(i, j)] = distance = Math.Min(
                    Distance(i - 1, j - 1) + (written[i - 1] == read[j - 1] ? 0 : 1), Math.Min(Distance(i - 1, j), Distance(i, j - 1)) + 1);
            return distance;
        }
    }

    private static string Text(int[] letters) => string.Concat(letters.Select(letter => (char)('a' + letter)));
}
