using Ductus.Evaluation;
using Ductus.Layout;

namespace Ductus.Tests.Evaluation;

public class PairedLinesTests
{
    [Fact]
    public void Of_LinesWithTheSameIds_AreComparedWhateverTheirOrder() =>
        Assert.Equal([("one", "0ne"), ("two", "twa")], Pairs(Page(Line("a", 0, "one"), Line("b", 50, "two")), Page(Line("b", 52, "twa"), Line("a", 1, "0ne"))));

    [Fact]
    public void Of_LinesWithOtherIds_AreFoundByTheirPlaces() =>
        Assert.Equal([("one", "0ne"), ("two", "twa")], Pairs(Page(Line("a", 0, "one"), Line("b", 50, "two")), Page(Line("x", 45, "twa"), Line("y", 8, "0ne"))));

    /// <summary>Ids that two programs counted up mean nothing where the lines lie apart.</summary>
    [Fact]
    public void Of_SameIdElsewhere_IsAnotherLine() =>
        Assert.Equal([("one", "0ne"), ("two", "twa")], Pairs(Page(Line("l1", 0, "one"), Line("l2", 50, "two")), Page(Line("l1", 50, "twa"), Line("l2", 0, "0ne"))));

    [Fact]
    public void Of_MissingAndAddedLines_CountAsNothing() =>
        Assert.Equal([("one", ""), ("two", "two"), ("", "noise")], Pairs(Page(Line("a", 0, "one"), Line("b", 50, "two")), Page(Line("b", 50, "two"), Line("c", 300, "noise"))));

    [Fact]
    public void Of_LineThatNobodyTranscribed_IsLeftOutWithItsReading() =>
        Assert.Equal([("two", "two")], Pairs(Page(Line("a", 0, null), Line("b", 50, "two")), Page(Line("a", 0, "something"), Line("b", 50, "two"))));

    [Fact]
    public void Of_APage_NamesItsLines() => Assert.Equal(["p/a"], PairedLines.Of(Page(Line("a", 0, "one")), Page(Line("a", 0, "one")), "p").Select(line => line.Id));

    private static IEnumerable<(string, string)> Pairs(Page truth, Page reading) => PairedLines.Of(truth, reading, "p").Select(line => (line.Transcription, line.Recognition));

    private static TextLine Line(string id, int top, string? text) => new() { Id = id, Boundary = Boundary.FromBox(new Box(10, top, 300, 40)), Text = text };

    private static Page Page(params TextLine[] lines) => new()
    {
        Width = 400,
        Height = 400,
        Regions = [new TextRegion { Id = "r", Boundary = Boundary.FromBox(new Box(0, 0, 400, 400)), Lines = lines }],
    };
}
