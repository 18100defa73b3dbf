using Ductus.Layout;

namespace Ductus.Tests.Layout;

/// <summary>Two lines whose cores reach from 90 to 110 and from 150 to 170; strokes are 3 wide.</summary>
public sealed class InkAssignmentTests
{
    private readonly LineInk _upper = Drawing.LevelLine(100), _lower = Drawing.LevelLine(160);
    private readonly Component _letter = Drawing.Block(50, 90, 15, 20), _letterBelow = Drawing.Block(50, 150, 15, 20);

    [Fact]
    public void Assign_InkInACore_BelongsToThatLineWithItsTail()
    {
        Component tailed = Drawing.Block(100, 92, 5, 56);

        Assign([_letter, _letterBelow, tailed], specks: []);

        Assert.Equal([_letter, tailed], ByPlace(_upper));
        Assert.Equal([_letterBelow], ByPlace(_lower));
    }

    [Theory]
    [InlineData(70, 3, true)]       // a dot 17 above the core of the upper line
    [InlineData(130, 3, false)]     // 17 above that of the lower one
    [InlineData(124, 9, false)]     // an accent between the lines, nearer to the upper one: accents stand above their letters
    [InlineData(114, 9, true)]      // a comma
    public void Assign_Mark_BelongsToTheLineItStandsWith(int y, int side, bool isUpper)
    {
        Component mark = Drawing.Block(55, y, side, side);

        Assign([_letter, _letterBelow], specks: [mark]);

        Assert.Contains(mark, isUpper ? _upper.Parts : _lower.Parts);
    }

    [Theory]
    [InlineData(150, 100)]      // within the core, but four letters away from any
    [InlineData(55, 30)]        // far above
    public void Assign_SpeckFarFromLetters_BelongsToNone(int x, int y)
    {
        Assign([_letter, _letterBelow], specks: [Drawing.Block(x, y, 3, 3)]);

        Assert.Equal([_letter], _upper.Parts);
        Assert.Equal([_letterBelow], _lower.Parts);
    }

    [Fact]
    public void Assign_InkInBothCores_IsParted()
    {
        Component bar = Drawing.Block(80, 90, 5, 80);

        Assign([_letter, _letterBelow, bar], specks: []);

        Component above = Assert.Single(_upper.Parts, part => part != _letter), below = Assert.Single(_lower.Parts, part => part != _letterBelow);
        Assert.Equal(bar.Area, above.Area + below.Area);
        Assert.Equal((90, 170), (above.Box.Y, below.Box.Bottom));
        Assert.Equal(above.Box.Bottom, below.Box.Y);
        Assert.InRange(below.Box.Y, 110, 150);
    }

    [Fact]
    public void Assign_LittleInkFarBeyondTheEnd_IsDropped()
    {
        Component stray = Drawing.Block(180, 100, 2, 20);       // 115 after the letter, where 70 are allowed

        Assign([_letter, stray], specks: []);

        Assert.Equal([_letter], _upper.Parts);
    }

    private void Assign(IReadOnlyList<Component> letters, IReadOnlyList<Component> specks) =>
        InkAssignment.Assign([_upper, _lower], letters, specks, strokeWidth: 3);

    private static IEnumerable<Component> ByPlace(LineInk line) => line.Parts.OrderBy(part => part.Box.X);
}
