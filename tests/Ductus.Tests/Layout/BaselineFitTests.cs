using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class BaselineFitTests
{
    [Fact]
    public void Fit_LevelLettersWithTails_StandsUnderTheLetters()
    {
        LineInk line = Line(x => 110, letters: 40);

        Baseline baseline = BaselineFit.Fit(line);

        Assert.All(baseline.Points, point => Assert.InRange(point.Y, 109, 111));
        Assert.Equal((0, line.InkBox.Right), (baseline.Points[0].X, baseline.Points[^1].X));
    }

    [Fact]
    public void Fit_BendingLine_FollowsIt()
    {
        Func<double, double> feet = x => 110 + 8 * Math.Pow((x - 200) / 200, 2);

        Baseline baseline = BaselineFit.Fit(Line(feet, letters: 40));

        Assert.True(baseline.Points.Count > 2);
        Assert.All(baseline.Points, point => Assert.InRange(point.Y - feet(point.X), -1.5, 1.5));
    }

    [Fact]
    public void Fit_OneWord_IsStraight() => Assert.Equal(2, BaselineFit.Fit(Line(x => 110 + 0.3 * x % 5, letters: 8)).Points.Count);

    /// <summary>Stems 20 high every 10 columns on the given feet; every fifth hangs 15 below.</summary>
    private static LineInk Line(Func<double, double> feet, int letters)
    {
        LineInk line = Drawing.LevelLine(middle: 100, width: 10 * letters);
        for (int i = 0; i < letters; i++)
        {
            int bottom = (int)Math.Round(feet(10 * i + 2));
            line.Parts.Add(Drawing.Block(10 * i, bottom - 20, 4, i % 5 == 2 ? 35 : 20));
        }
        return line;
    }
}
