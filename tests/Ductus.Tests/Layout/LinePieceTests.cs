using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class LinePieceTests
{
    [Fact]
    public void InkBetween_Columns_CountsThoseInside()
    {
        var piece = new LinePiece(10, rows: [5, 5, 5], ink: [1, 2, 4]);

        Assert.Equal((7, 13), (piece.Ink, piece.Right));
        Assert.Equal([2.0, 6, 7, 0], new[] { piece.InkBetween(11, 12), piece.InkBetween(11, 99), piece.InkBetween(0, 99), piece.InkBetween(20, 30) });
    }

    [Fact]
    public void DistanceTo_PieceBelow_IsTheMeanOverSharedColumns()
    {
        LinePiece upper = new(0, rows: [1, 1, 1, 1], ink: [1, 1, 1, 1]), lower = new(2, rows: [4, 6, 9], ink: [1, 1, 1]);

        Assert.Equal(4, upper.DistanceTo(lower));           // columns 2 and 3: 3 and 5
        Assert.Equal(-4, lower.DistanceTo(upper));
        Assert.Equal(3.5, upper.DistanceTo(lower, beyond: 2));      // columns 0 and 1 as column 2
    }

    [Fact]
    public void DistanceTo_NothingShared_IsAbsent() =>
        Assert.Null(new LinePiece(0, [1], [1]).DistanceTo(new LinePiece(5, [1], [1])));

    [Fact]
    public void EndLine_RisingPiece_IsBelievedByHalfOverTheGivenColumns()
    {
        var piece = new LinePiece(0, rows: [0, 1, 2, 3, 4], ink: [1, 1, 1, 1, 1]);

        Assert.Equal((3, 0.5), piece.EndLine(columns: 5, atLeft: false));       // slope 1 drawn to 0.5 about row 2
        Assert.Equal((1, 0.5), piece.EndLine(columns: 5, atLeft: true));
    }
}
