using Ductus.Layout;
using FsCheck;
using FsCheck.Fluent;

namespace Ductus.Tests.Layout;

public sealed class ReadingOrderTests
{
    [Fact]
    public void Of_LinesBelowEachOther_IsDownwards() => Assert.Equal([2, 0, 1], ReadingOrder.Of([Line(0, 20), Line(5, 40), Line(2, 0)]));

    [Fact]
    public void Of_WordsBesideEachOther_IsFromTheLeft() => Assert.Equal([1, 2, 0], ReadingOrder.Of([Word(60, 1), Word(0, 2), Word(30, 0)]));

    [Fact]
    public void Of_TwoColumns_IsOneAfterTheOther() =>
        Assert.Equal([0, 2, 4, 1, 3, 5], ReadingOrder.Of([Word(0, 0), Word(60, 0), Word(0, 20), Word(60, 20), Word(0, 40), Word(60, 40)]));

    [Fact]
    public void Of_ColumnsThatBeginAtOtherHeights_IsOneAfterTheOther() =>
        Assert.Equal([1, 3, 0, 2], ReadingOrder.Of([Word(60, 9), Word(0, 0), Word(60, 29), Word(0, 20)]));

    [Fact]
    public void Of_HeadingAboveColumns_SeparatesThemFromThoseAbove() =>
        Assert.Equal([0, 1, 2, 3, 4], ReadingOrder.Of([Word(0, 0), Word(60, 0), Line(0, 20), Word(0, 40), Word(60, 40)]));

    [Fact]
    public void Of_LetterWithTheAddressAtTheRight_BeginsWithTheAddress()
    {
        // address, date, salutation, text over the whole width, signature at the right
        Box[] lines = [Word(60, 0), Word(60, 20), Word(0, 40), Line(0, 60), Line(0, 80), Word(60, 100)];

        Assert.Equal([0, 1, 2, 3, 4, 5], ReadingOrder.Of(lines));
    }

    [Fact]
    public void Of_Nothing_IsNothing() => Assert.Empty(ReadingOrder.Of([]));

    [Fact]
    public void Of_AnyBoxes_NamesEachOnce()
    {
        Gen<Box[]> boxes = Gen.Choose(0, 9).Four().Select(v => new Box(v.Item1, v.Item2, v.Item3 + 1, v.Item4 + 1)).ArrayOf();

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(boxes.ToArbitrary(), drawn =>
            Assert.Equal(Enumerable.Range(0, drawn.Length), ReadingOrder.Of(drawn).Order())));
    }

    private static Box Line(int x, int y) => new(x, y, 100, 10);

    private static Box Word(int x, int y) => new(x, y, 25, 10);
}
