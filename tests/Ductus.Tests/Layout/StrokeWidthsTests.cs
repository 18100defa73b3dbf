using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class StrokeWidthsTests
{
    [Fact]
    public void Usual_StemsAmongDust_IsTheStems()
    {
        List<Component> components = [Drawing.Block(0, 0, 4, 30), Drawing.Block(20, 0, 4, 30), .. Enumerable.Range(0, 100).Select(i => Drawing.Block(40 + 2 * i, 0, 1, 1))];

        Assert.Equal(4, StrokeWidths.Usual(components, mostWeight: 30));
    }

    [Fact]
    public void Usual_Frame_DoesNotOutweighTheWords()
    {
        List<Component> components = [Drawing.Block(0, 0, 1, 50), .. Enumerable.Range(0, 5).Select(i => Drawing.Block(10 + 10 * i, 0, 4, 12))];

        Assert.Equal(4, StrokeWidths.Usual(components, mostWeight: 12));
        Assert.Equal(1, StrokeWidths.Usual(components, mostWeight: 50));
    }

    [Fact]
    public void Usual_NoInk_IsOne() => Assert.Equal(1, StrokeWidths.Usual([], mostWeight: 10));
}
