using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Tests.Imaging.Formats;

namespace Ductus.Tests.Layout;

public sealed class LineSegmenterTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(200)]       // pencil: 30 greys darker than the paper
    public void Segment_Lines_AreFoundInOrder(byte pen) =>
        AssertFound(new Sheet(700, 300).Write(50, 650, 80, pen).Write(50, 500, 150, pen).Write(90, 650, 220, pen));

    [Theory]
    [InlineData(0.1)]
    [InlineData(-0.1)]
    public void Segment_SlopingLines_AreFound(double slope)
    {
        Sheet sheet = new Sheet(700, 400).Write(50, 650, x => 150 + slope * (x - 350)).Write(50, 650, x => 220 + slope * (x - 350));

        AssertFound(sheet);
        Baseline baseline = LineSegmenter.Segment(sheet.Image).Lines.First().Baseline!;     // the segmenter gives one to every line
        Assert.Equal(slope, (baseline.Points[^1].Y - baseline.Points[0].Y) / (baseline.Points[^1].X - baseline.Points[0].X), 0.01);
    }

    [Fact]
    public void Segment_CurvedLines_AreFound() => AssertFound(new Sheet(900, 400)
        .Write(50, 850, x => 120 + 40 * Math.Pow((x - 450) / 400.0, 2)).Write(50, 850, x => 200 + 40 * Math.Pow((x - 450) / 400.0, 2)));

    /// <summary>Writing that is cut off by the edge has its outline on the page all the same.</summary>
    [Fact]
    public void Segment_WritingUpToTheEdges_StaysOnThePage()
    {
        Page page = LineSegmenter.Segment(new Sheet(700, 300).Write(0, 700, 80).Write(0, 700, 150).Write(0, 700, 220).Image);

        Assert.Equal(3, page.Lines.Count());
        Assert.All(page.Lines.SelectMany(line => line.Boundary.Points.Concat(line.Baseline!.Points)), point =>          // the segmenter gives one to every line
        {
            Assert.InRange(point.X, 0, 700);
            Assert.InRange(point.Y, 0, 300);
        });
        Assert.Equal(0, page.Regions[0].Boundary.Bounds.X);
    }

    [Fact]
    public void Segment_TwoColumns_AreReadOneAfterTheOther()
    {
        Sheet sheet = new(1200, 400);
        foreach (int left in (int[])[50, 700])
            for (int line = 0; line < 4; line++)
                sheet.Write(left, left + 450, 80 + 70 * line);

        AssertFound(sheet);
        Assert.Equal(2, LineSegmenter.Segment(sheet.Image).Regions.Count);
    }

    public static TheoryData<string> Disturbances => ["ruled", "squared", "margin", "scan edges", "slanting edge", "shadow", "noise", "specks", "light on dark"];

    [Theory]
    [MemberData(nameof(Disturbances))]
    public void Segment_DisturbedPage_FindsTheSameLines(string kind)
    {
        Sheet sheet = new(900, 600);
        for (int line = 0; line < 5; line++)
            sheet.Write(120, 780, 150 + 75 * line);

        AssertFound(kind switch
        {
            "ruled" => sheet.Paint((_, y, old) => y % 75 is 2 or 3 ? 0.7 * old : old),
            "squared" => sheet.Paint((x, y, old) => x % 30 == 0 || y % 30 == 0 ? 0.7 * old : old),
            "margin" => sheet.Paint((x, _, old) => x is 100 or 101 ? 0.6 * old : old),
            "scan edges" => sheet.Paint((x, y, old) => x < 27 || y < 18 || y >= 582 ? 12 : old),
            "slanting edge" => sheet.Paint((x, y, old) => x < 20 + 0.05 * y ? 60 : old),
            "shadow" => sheet.Paint((x, y, old) => old * (x + y > 700 ? 0.5 : 1)),
            "noise" => sheet.AddNoise(12),
            "specks" => AddSpecks(sheet, count: 150),
            _ => sheet.Paint((_, _, old) => 255 - old),
        });
    }

    public static TheoryData<string> EmptyPages =>
        ["white", "black", "noise", "strong noise", "gradient", "ruled", "squared", "sloping squares", "one ruling", "scan edges", "slanting edge", "specks", "shadow"];

    [Theory]
    [MemberData(nameof(EmptyPages))]
    public void Segment_EmptyPage_HasNoLines(string kind)
    {
        Sheet sheet = new(800, 600);
        GreyImage page = (kind switch
        {
            "white" => sheet.Fill(0, 0, 800, 600, 255),
            "black" => sheet.Fill(0, 0, 800, 600, 0),
            "noise" => sheet.AddNoise(4),
            "strong noise" => sheet.Fill(0, 0, 800, 600, 128).AddNoise(40),
            "gradient" => sheet.Paint((x, _, _) => 40 + x / 4.0).AddNoise(3),
            "ruled" => sheet.Paint((_, y, old) => y % 47 < 2 ? 0.7 * old : old).AddNoise(3),
            "squared" => sheet.Paint((x, y, old) => x % 30 == 0 || y % 30 == 0 ? 0.7 * old : old).AddNoise(3),
            "sloping squares" => sheet.Paint((x, y, old) => (x + 0.05 * y) % 30 < 2 || (y + 40 - 0.05 * x) % 30 < 2 ? 0.6 * old : old),
            "one ruling" => sheet.Fill(50, 300, 700, 3, 90),
            "scan edges" => sheet.Paint((x, y, old) => x < 24 || y < 18 || x >= 780 ? 12 : old).AddNoise(3),
            "slanting edge" => sheet.Paint((x, y, old) => x < 20 + 0.05 * y ? 60 : old).AddNoise(3),
            "specks" => AddSpecks(sheet, count: 150),
            _ => sheet.Paint((x, y, old) => old * (x + y > 700 ? 0.5 : 1)).AddNoise(3),
        }).Image;

        Assert.Empty(LineSegmenter.Segment(page).Regions);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 500)]
    [InlineData(500, 1)]
    [InlineData(2, 2)]
    public void Segment_HardlyAnyPixels_HasNoLines(int width, int height)
    {
        Page page = LineSegmenter.Segment(Pictures.Noise(width, height));

        Assert.Equal((width, height), (page.Width, page.Height));
        Assert.Empty(page.Regions);
    }

    /// <summary>Every line written is found, in the order of writing, and no other.</summary>
    private static void AssertFound(Sheet sheet)
    {
        Box[] found = [.. LineSegmenter.Segment(sheet.Image).Lines.Select(line => line.Boundary.Bounds)];

        Assert.Equal(sheet.Lines.Count, found.Length);
        Assert.All(sheet.Lines.Zip(found), pair => Assert.True(pair.First.IntersectionOverUnion(pair.Second) >= LineMatch.LeastOverlap, $"{pair}"));
    }

    /// <summary>Round specks of up to 5 pixels.</summary>
    private static Sheet AddSpecks(Sheet sheet, int count)
    {
        var random = new Random(8);
        for (int i = 0; i < count; i++)
        {
            int side = 1 + random.Next(4);
            sheet.Fill(random.Next(sheet.Width), random.Next(sheet.Height), side, side, 90);
        }
        return sheet;
    }
}
