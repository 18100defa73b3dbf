using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class PageZonesTests
{
    private static readonly Component Above = Drawing.Block(100, 100, 50, 20), Below = Drawing.Block(100, 300, 50, 20);

    [Fact]
    public void Part_RulingBetween_MakesTwoZones()
    {
        List<IReadOnlyList<Component>> zones = PageZones.Part(Ink([Below, Above], Horizontal(200)), width: 500);

        Assert.Equal([[Above], [Below]], zones);
    }

    [Fact]
    public void Part_WritingAcrossTheRuling_KeepsThePageWhole()
    {
        Component across = Drawing.Block(200, 150, 40, 100);

        Assert.Single(PageZones.Part(Ink([Above, Below, across], Horizontal(200)), width: 500));
    }

    [Fact]
    public void Part_ShortRuling_KeepsThePageWhole() =>
        Assert.Single(PageZones.Part(Ink([Above, Below], Horizontal(200)), width: 2000));

    [Theory]
    [InlineData(6, 2)]
    [InlineData(7, 1)]
    public void Part_ManyRulings_AreWritingRules(int rulings, int zones) =>
        Assert.Equal(zones, PageZones.Part(Ink([Above, Below], [.. Enumerable.Range(0, rulings).Select(i => Horizontal(150 + 20 * i))]), width: 500).Count);

    [Theory]
    [InlineData(6, 6)]
    [InlineData(7, 0)]
    public void Partings_ManyVerticalRulings_AreSquares(int rulings, int partings)
    {
        RuledLine[] vertical = [.. Enumerable.Range(0, rulings).Select(i => new RuledLine(RulingDirection.Vertical, [new Point(0, 20 * i), new Point(400, 20 * i)]))];

        Assert.Equal(partings, PageZones.Partings(Ink([Above], [Horizontal(200), .. vertical])).Count);
    }

    private static RuledLine Horizontal(double y) => new(RulingDirection.Horizontal, [new Point(0, y), new Point(500, y)]);

    private static PageInk Ink(Component[] components, params RuledLine[] rulings) =>
        new() { Components = components, Rulings = rulings, StrokeWidth = 3 };
}
