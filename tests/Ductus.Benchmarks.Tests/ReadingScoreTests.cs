namespace Ductus.Benchmarks.Tests;

public sealed class ReadingScoreTests
{
    [Fact]
    public void Of_TwoLines_CountsEditsOverAllCharacters()
    {
        // One substitution in 4 characters, one deletion in 6: 2 of 10.
        Assert.Equal("20.00", ReadingScore.Of(["bird\tbord", "letter\tleter"]));
    }

    [Fact]
    public void Of_RowWithoutReading_IsRefused()
    {
        Assert.Contains("got \"bird\"", Assert.Throws<FormatException>(() => ReadingScore.Of(["bird"])).Message, StringComparison.Ordinal);
    }
}
