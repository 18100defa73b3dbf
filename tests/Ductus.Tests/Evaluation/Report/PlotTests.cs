using Ductus.Evaluation.Report;

namespace Ductus.Tests.Evaluation.Report;

public sealed class PlotTests
{
    [Fact]
    public void Linear_Values_HasRoundLabelsFromZero()
    {
        var axis = PlotAxis.Linear([3, 47], " %");

        Assert.Equal(["0 %", "10 %", "20 %", "30 %", "40 %", "50 %"], axis.Ticks.Select(tick => tick.Label));
        Assert.Equal((0, 0.5, 1), (axis.Place(0), axis.Place(25), axis.Place(50)));
    }

    [Fact]
    public void Linear_BelowZero_HasZeroInside()
    {
        Assert.Equal(["−2", "−1", "0", "1", "2", "3"], PlotAxis.Linear([-1.5, 2.5]).Ticks.Select(tick => tick.Label));
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0.0 })]
    [InlineData(new[] { double.PositiveInfinity })]
    public void Linear_NothingToShow_IsStillAnAxis(double[] values)
    {
        var axis = PlotAxis.Linear(values);

        Assert.Equal(1, axis.Place(double.PositiveInfinity));
        Assert.Equal(0, axis.Place(0));
    }

    [Fact]
    public void Logarithmic_ThreeDecades_PlacesEachAlike()
    {
        var axis = PlotAxis.Logarithmic([0.1, 100]);

        Assert.Equal(0, axis.Place(0.1), 12);
        Assert.Equal(1.0 / 3, axis.Place(1), 12);
        Assert.Equal(1, axis.Place(100), 12);
        Assert.Equal(["0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "50", "100"], axis.Ticks.Select(tick => tick.Label));
        Assert.Equal(0, axis.Place(0));
    }

    [Fact]
    public void Categories_TwoNames_SitInTheMiddleOfTheirHalves()
    {
        var axis = PlotAxis.Categories(["a", "b"]);

        Assert.Equal([(0.25, "a"), (0.75, "b")], axis.Ticks.Select(tick => (axis.Place(tick.Value), tick.Label)));
    }

    [Fact]
    public void ToSvg_BarAndPoint_HaveTipsAndEscapedNames()
    {
        string svg = new Plot("a < b", PlotAxis.Categories(["<x>"]), PlotAxis.Linear([2])).Bar(0, 1, 2, "5 & 6").Point(0.5, 1, "").ToSvg();

        var xml = HtmlPage.WellFormed(svg).Root!; // parsed
        Assert.Equal("a < b", xml.Attribute("aria-label")?.Value);
        Assert.Equal("5 & 6", xml.Descendants("title").Single().Value);
        Assert.Contains("<x>", xml.Descendants("text").Select(text => text.Value));
    }
}
