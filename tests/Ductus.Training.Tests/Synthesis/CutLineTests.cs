using Ductus.Imaging;
using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class CutLineTests
{
    private static readonly LineStyle Plain = new()
    {
        Hand = new Hand { XHeightPixels = 20, Jitter = 0, Wobble = 0, Wave = 0, Ink = new Ink { Level = 0, Fading = 0, Pressure = 0 } },
        Paper = Paper.Blank,
        LineSpacing = 2.5,
    };

    [FontFact]
    public void Draw_Alone_HasAQuarterOfItsHeightFreeAboveAndBelow()
    {
        GreyImage line = Draw(Plain with { LineSpacing = 0 });

        int[] inked = [.. Enumerable.Range(0, line.Height).Where(y => line.Row(y).IndexOfAnyInRange((byte)0, (byte)128) >= 0)];
        int height = inked[^1] - inked[0] + 1;
        Assert.InRange(inked[0], 0.2 * height, 0.35 * height);
        Assert.InRange(line.Height - 1 - inked[^1], 0.2 * height, 0.35 * height);
    }

    [FontFact]
    public void Draw_WithNeighbours_ShowsWhatReachesIntoTheCut()
    {
        GreyImage alone = Draw(Plain with { LineSpacing = 0 }), among = Draw(Plain);

        Assert.Equal((alone.Width, alone.Height), (among.Width, among.Height));
        Assert.True(Ink(among, 0, 3) > Ink(alone, 0, 3));
        Assert.True(Ink(among, among.Height - 3, among.Height) > Ink(alone, alone.Height - 3, alone.Height));
        Assert.Equal(Ink(alone, 28, 38), Ink(among, 28, 38));
    }

    [FontFact]
    public void Draw_BlackAndWhite_HasNoGreys()
    {
        GreyImage line = Draw(Plain with { Look = Look.BlackAndWhite });

        Assert.True(line.Pixels.IndexOfAnyExcept((byte)0, (byte)255) < 0);
        Assert.True(line.Pixels.Contains((byte)0));
    }

    [FontFact]
    public void Draw_DryInk_LeavesLess()
    {
        Ink dry = Plain.Hand.Ink with { Dryness = 0.9 };

        double full = Total(Draw(Plain)), broken = Total(Draw(Plain with { Hand = Plain.Hand with { Ink = dry } }));

        Assert.InRange(broken / full, 0.3, 0.95);
    }

    [FontFact]
    public void Draw_SpreadingInk_LeavesMore()
    {
        Ink wet = Plain.Hand.Ink with { Bleed = 0.05 };

        Assert.InRange(Total(Draw(Plain with { Hand = Plain.Hand with { Ink = wet } })) / Total(Draw(Plain)), 1.05, 1.6);
    }

    [FontFact]
    public void Draw_LongReach_IsHigher()
    {
        int usual = Draw(Plain with { LineSpacing = 0 }).Height, reaching = Draw(Plain with { LineSpacing = 0, Hand = Plain.Hand with { Reach = 1.5 } }).Height;

        Assert.InRange((double)reaching / usual, 1.15, 1.5);
    }

    private static double Total(GreyImage image) => Ink(image, 0, image.Height);

    private static double Ink(GreyImage image, int first, int end)
    {
        double sum = 0;
        for (int y = first; y < end; y++)
            foreach (byte pixel in image.Row(y))
                sum += 255 - pixel;
        return sum;
    }

    private static GreyImage Draw(LineStyle style)
    {
        using HandwritingFont font = HandwritingFonts.Training.Single(source => source.Id == "kalam").Load(FontFactAttribute.Folder);
        return CutLine.Draw("dog goes", new NeighbourLines("ggggggggg", "llllllllll"), font, style, new Random(1));
    }
}
