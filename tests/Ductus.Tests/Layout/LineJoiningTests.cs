using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class LineJoiningTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(6, 2)]
    public void Join_NextPiece_ContinuesTheLineWhereItIsLevelWithIt(int step, int lines)
    {
        List<LinePiece> pieces = [Piece(150, 250, 50 + step), Piece(0, 130, 50)];

        List<List<LinePiece>> joined = Join(pieces);

        Assert.Equal(lines, joined.Count);
        if (lines == 1)
            Assert.Equal([pieces[1], pieces[0]], joined[0]);
    }

    [Fact]
    public void Join_TooLongAGap_PartsTheLine() => Assert.Equal(2, Join([Piece(0, 300, 50), Piece(390, 700, 50)]).Count);

    [Fact]
    public void Join_SomethingParts_IsNeverBridged()
    {
        List<LinePiece> pieces = [Piece(0, 130, 50), Piece(150, 250, 50)];

        Assert.Equal(2, Join(pieces, isParted: (left, right, row) => left == 129 && right == 150 && row == 50).Count);
    }

    [Fact]
    public void Join_WideGapsOneBelowTheOther_PartColumns()
    {
        List<LinePiece> pieces = [.. Enumerable.Range(0, 4).SelectMany(line => (LinePiece[])[Piece(0, 200, 20 * line), Piece(240, 440, 20 * line)])];

        Assert.Equal(8, Join(pieces).Count);
    }

    [Fact]
    public void Join_WideGapsBesideALineWrittenAcross_AreWordGaps()
    {
        List<LinePiece> pieces = [.. Enumerable.Range(0, 4).SelectMany(line => (LinePiece[])[Piece(0, 200, 20 * line), Piece(240, 440, 20 * line)])];
        pieces.Add(Piece(0, 440, 30));

        Assert.Equal(5, Join(pieces).Count);
    }

    private static LinePiece Piece(int left, int right, float row) =>
        new(left, [.. Enumerable.Repeat(row, right - left)], [.. Enumerable.Repeat(1f, right - left)]);

    private static List<List<LinePiece>> Join(List<LinePiece> pieces, GapTest? isParted = null) =>
        LineJoining.Join(pieces, wordGap: 25, longestGap: 80, sigma: 3, isParted ?? ((_, _, _) => false));
}
