using Ductus.Imaging;
using Ductus.Layout;
using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class PageDrawingTests
{
    private static readonly Letter ShortLetter = new()
    {
        PlaceAndDate = "Ashford, 2 May",
        Salutation = "Dear Jane,",
        Paragraphs = ["The bridge is open again and we all walked across it on Sunday, even the dog.", "Write soon!"],
        Close = "Yours,",
        Signature = "Philip",
    };

    private static readonly PageStyle Small = new()
    {
        Width = 700,
        Height = 700,
        LeftMargin = 60,
        RightMargin = 40,
        TopMargin = 70,
        BottomMargin = 30,
        LineSpacing = 52,
        SkewRadians = 0.02,
        Hand = new Hand { XHeightPixels = 15 },
    };

    [FontFact]
    public void Draw_SameSeed_GivesTheSamePixelsAndPage()
    {
        DrawnPage first = Draw(Small, seed: 5), second = Draw(Small, seed: 5), other = Draw(Small, seed: 6);

        Assert.True(first.Image.Pixels.SequenceEqual(second.Image.Pixels));
        Assert.Equal(first.Page.Lines.Select(line => line.Boundary.Bounds), second.Page.Lines.Select(line => line.Boundary.Bounds));
        Assert.False(first.Image.Pixels.SequenceEqual(other.Image.Pixels));
    }

    [FontFact]
    public void Draw_Letter_HasItsWordsInReadingOrder()
    {
        DrawnPage drawn = Draw(Small, seed: 5);

        string[] blocks = [.. drawn.Page.Regions.Select(region => string.Join(' ', region.Lines.Select(line => line.Text)))];
        Assert.Equal(["Ashford, 2 May", "Dear Jane,", .. ShortLetter.Paragraphs, "Yours,", "Philip"], blocks);
        double[] heights = [.. drawn.Page.Lines.Select(line => line.Baseline!.Points[0].Y)];     // drawn lines always have one
        Assert.Equal(heights.Order(), heights);
        Assert.True(drawn.Page.Lines.Count() > drawn.Page.Regions.Count, "The first paragraph is longer than a line.");
        Assert.Equal(drawn.Page.Lines.Count(), drawn.Page.Lines.Select(line => line.Id).Distinct().Count());
    }

    [FontFact]
    public void Draw_OnBlankPaper_InkLiesInsideTheBoundariesAndFillsThem()
    {
        foreach (double skew in new[] { -0.026, 0, 0.02 })
        {
            DrawnPage drawn = Draw(Small with { SkewRadians = skew, Paper = Paper.Blank with { Blur = 0.6 } }, seed: 11);
            TextLine[] lines = [.. drawn.Page.Lines];
            Box?[] ink = InkPerLine(drawn.Image, lines, out int outside);

            Assert.Equal(0, outside);
            for (int i = 0; i < lines.Length; i++)
            {
                // On each side the ink reaches to within bleed, blur and the corner a turned box adds.
                Box bounds = lines[i].Boundary.Bounds, found = Assert.NotNull(ink[i]);
                int slack = 7 + (int)(Math.Abs(skew) * bounds.Width);
                Assert.InRange(found.X - bounds.X, 0, slack);
                Assert.InRange(bounds.Right - found.Right, 0, slack);
                Assert.InRange(found.Y - bounds.Y, 0, slack);
                Assert.InRange(bounds.Bottom - found.Bottom, 0, slack);
            }
        }
    }

    [FontFact]
    public void Draw_TurnedSheet_TurnsTheBaselines()
    {
        DrawnPage drawn = Draw(Small with { SkewRadians = 0.02, Paper = Paper.Blank }, seed: 3);

        double[] slopes = [.. drawn.Page.Lines.Select(line => line.Baseline!.Points).Select(points => (points[1].Y - points[0].Y) / (points[1].X - points[0].X))];

        // A hand adds at most 0.006 of its own.
        Assert.All(slopes, slope => Assert.InRange(slope, 0.02 - 0.0065, 0.02 + 0.0065));
    }

    [FontFact]
    public void Draw_PaperWithEverything_IsMostlyPaperWithSomeInk()
    {
        var paper = new Paper { Level = 220, Shading = 20, EdgeShadow = 20, Folded = true, Specks = 30, Ruling = Ruling.LinesAndMargin };
        GreyImage image = Draw(Small with { Paper = paper }, seed: 2).Image;

        int[] levels = new int[256];
        foreach (byte pixel in image.Pixels)
            levels[pixel]++;
        Assert.InRange(levels[..120].Sum() / (double)image.Pixels.Length, 0.01, 0.1);
        Assert.InRange(levels[170..].Sum() / (double)image.Pixels.Length, 0.8, 0.99);
    }

    [FontFact]
    public void Draw_SheetTooSmall_SaysHowMuchIsMissing()
    {
        var error = Assert.Throws<ArgumentException>(() => Draw(Small with { Height = 300 }, seed: 1));

        Assert.Matches("needs a sheet of [4-6][0-9]{2} pixels; this one has 300", error.Message);
    }

    [FontFact]
    public void Draw_WordLongerThanTheSheet_NamesIt()
    {
        using HandwritingFont font = HandwritingFonts.HeldOut[0].Load(FontFactAttribute.Folder);
        TextBlock[] blocks = [new("a Donaudampfschifffahrtsgesellschaftskapitaensmuetze")];

        var error = Assert.Throws<ArgumentException>(() => PageDrawing.Draw(blocks, font, Small with { Width = 300 }, seed: 1));

        Assert.Contains("\"Donaudampf", error.Message, StringComparison.Ordinal);
    }

    [FontFact]
    public void Draw_NoMargins_SaysThatTheTextRunsOff()
    {
        var error = Assert.Throws<ArgumentException>(() => Draw(Small with { LeftMargin = -8 }, seed: 1));

        Assert.Contains("runs off the sheet of 700×700 pixels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Style_TurnedTooFar_IsRefused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new PageStyle { SkewRadians = 0.027 });

        Assert.Contains("0.0262", error.Message, StringComparison.Ordinal);
    }

    [FontFact]
    public void RandomPage_AnySeed_FitsItsSheet()
    {
        foreach (HandwritingFontSource source in HandwritingFonts.HeldOut)
        {
            using HandwritingFont font = source.Load(FontFactAttribute.Folder);
            for (int seed = 0; seed < 4; seed++)
            {
                DrawnPage drawn = RandomPage.Draw(font, seed);

                Assert.All(drawn.Page.Lines.Select(line => line.Boundary.Bounds), box => Assert.True(
                    box.X >= 0 && box.Y >= 0 && box.Right <= drawn.Image.Width && box.Bottom <= drawn.Image.Height, $"{source.Id}, seed {seed}: {box}"));
            }
        }
    }

    private static DrawnPage Draw(PageStyle style, int seed)
    {
        using HandwritingFont font = HandwritingFonts.HeldOut[0].Load(FontFactAttribute.Folder);
        return PageDrawing.Draw(ShortLetter.Blocks(), font, style, seed);
    }

    /// <summary>The bounds of the dark pixels inside each line's boundary, and how many lie in none.</summary>
    private static Box?[] InkPerLine(GreyImage image, TextLine[] lines, out int outside)
    {
        var found = new Box?[lines.Length];
        outside = 0;
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                if (image[x, y] >= 225)
                    continue;
                bool inside = false;
                for (int i = 0; i < lines.Length; i++)
                {
                    if (!Contains(lines[i].Boundary.Points, x + 0.5, y + 0.5))
                        continue;
                    inside = true;
                    Box old = found[i] ?? new Box(x, y, 1, 1);
                    int left = Math.Min(old.X, x), top = Math.Min(old.Y, y);
                    found[i] = new Box(left, top, Math.Max(old.Right, x + 1) - left, Math.Max(old.Bottom, y + 1) - top);
                }
                outside += inside ? 0 : 1;
            }
        }
        return found;
    }

    // Convex and clockwise as seen: inside is to the right of every side.
    private static bool Contains(IReadOnlyList<Point> polygon, double x, double y)
    {
        for (int i = 0; i < polygon.Count; i++)
        {
            Point from = polygon[i], to = polygon[(i + 1) % polygon.Count];
            if ((to.X - from.X) * (y - from.Y) - (to.Y - from.Y) * (x - from.X) < 0)
                return false;
        }
        return true;
    }
}
