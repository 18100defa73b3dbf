using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Tests.Layout;

public sealed class LineImageTests
{
    [Fact]
    public void Cut_LevelLine_IsCopiedWithFreeSpaceAround()
    {
        // A box of 40 × 20: 5 rows free above and below, 3.4 columns at both ends, to whole pixels
        GreyImage page = new Sheet(100, 100).Fill(10, 30, 40, 20, 60).Image;

        GreyImage cut = LineImage.Cut(page, Line(new Box(10, 30, 40, 20)));

        Assert.Equal((48, 30), (cut.Width, cut.Height));
        Assert.Equal(page.Crop(6, 25, 48, 30).Pixels.ToArray(), cut.Pixels.ToArray());
    }

    [Fact]
    public void Cut_OtherInkBesideTheLine_IsPaintedOver()
    {
        GreyImage page = new Sheet(100, 100).Fill(10, 30, 10, 20, 60).Fill(30, 51, 10, 5, 60).Fill(7, 40, 2, 2, 250).Image;

        GreyImage cut = LineImage.Cut(page, Line(new Box(10, 30, 40, 20)));

        Assert.Equal(10 * 20, cut.Pixels.ToArray().Count(pixel => pixel < 200));
        Assert.Equal(250, cut[1, 15]);          // what is lighter than the paper stays
    }

    [Fact]
    public void Cut_LineAtThePagesEdge_IsFilledUpWithPaper()
    {
        GreyImage page = new Sheet(60, 40, paper: 180).Fill(0, 10, 20, 20, 60).Image;

        GreyImage cut = LineImage.Cut(page, Line(new Box(0, 10, 60, 20)));

        Assert.Equal((68, 30), (cut.Width, cut.Height));
        Assert.Equal([180, 180, 180, 180, 60], cut.Row(15)[..5].ToArray());
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-0.1)]
    public void Cut_SlopingLine_BecomesLevel(double slope)
    {
        // A stroke of 4 rows along the baseline
        GreyImage page = new Sheet(400, 200).Paint((x, y, old) => x is >= 50 and < 350 && Math.Abs(y + 0.5 - 100 - slope * (x - 200)) <= 2 ? 60 : old).Image;
        var boundary = new Boundary([new(40, 80 - slope * 160), new(360, 80 + slope * 160), new(360, 120 + slope * 160), new(40, 120 - slope * 160)]);
        var baseline = new Baseline([new(40, 100 - slope * 160), new(360, 100 + slope * 160)]);

        GreyImage cut = LineImage.Cut(page, new TextLine { Id = "l1", Boundary = boundary, Baseline = baseline });

        int[] dark = [.. Enumerable.Range(0, cut.Height).Where(y => cut.Row(y).ToArray().Count(pixel => pixel < 145) > 20)];
        Assert.InRange(dark.Length, 4, 5);
        Assert.InRange(dark[^1] - dark[0], 3, 4);
    }

    [Fact]
    public void Cut_LineOutsideThePage_IsRefused()
    {
        TextLine line = Line(new Box(500, 10, 60, 20));

        string message = Assert.Throws<ArgumentException>(() => LineImage.Cut(new Sheet(60, 40).Image, line)).Message;

        Assert.Contains("l1", message, StringComparison.Ordinal);
        Assert.Contains("outside the page of 60×40", message, StringComparison.Ordinal);
    }

    private static TextLine Line(Box box) => new() { Id = "l1", Boundary = Boundary.FromBox(box) };
}
