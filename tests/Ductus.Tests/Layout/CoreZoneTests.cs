using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class CoreZoneTests
{
    [Fact]
    public void Measure_LettersWithStemsAndTails_AreTheSmallLetters()
    {
        List<Component> components = [.. Enumerable.Range(0, 40).Select(i => Drawing.Block(10 * i, i % 5 == 0 ? 80 : 90, 4, i % 7 == 0 ? 40 : 20))];

        LineInk line = Assert.Single(CoreZone.Measure([Drawing.Level(middle: 100, width: 400)], components, sigma: 10));

        Assert.InRange(line.CoreTop, -12, -8);
        Assert.InRange(line.CoreBase, 8, 12);
    }

    [Fact]
    public void Measure_OneLineUnlikeTheOthers_HasACoreNotMuchLarger()
    {
        List<Component> components = [.. Enumerable.Range(0, 3).SelectMany(line =>
            Enumerable.Range(0, 40).Select(i => Drawing.Block(10 * i, 90 + 200 * line, 4, 20))), Drawing.Block(0, 660, 4, 80)];
        LineCurve[] middles = [.. Enumerable.Range(0, 4).Select(line => Drawing.Level(100 + 200 * line, 400))];

        List<LineInk> lines = CoreZone.Measure(middles, components, sigma: 10);

        Assert.InRange(lines[3].CoreHeight, lines[0].CoreHeight, 1.5 * lines[0].CoreHeight);
    }
}
