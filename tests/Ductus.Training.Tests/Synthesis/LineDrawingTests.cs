using Ductus.Imaging;
using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class LineDrawingTests
{
    private static readonly Ink Full = new() { Pressure = 0, Fading = 0, Level = 0 };

    private static readonly Hand Steady = new() { XHeightPixels = 40, Jitter = 0, Wobble = 0, Wave = 0, Ink = Full };

    [FontFact]
    public void Draw_EquallySeeded_GivesTheSamePixels()
    {
        GreyImage first = Draw("The same line", new Hand(), new Paper(), seed: 3), second = Draw("The same line", new Hand(), new Paper(), seed: 3);
        GreyImage other = Draw("The same line", new Hand(), new Paper(), seed: 4);

        Assert.True(first.Pixels.SequenceEqual(second.Pixels));
        Assert.False(first.Pixels.SequenceEqual(other.Pixels));
    }

    [FontFact]
    public void Draw_SmallLetters_HaveTheHeightOfTheHand()
    {
        foreach (int xHeight in new[] { 12, 40, 100 })
        {
            GreyImage line = Draw("xzxz", Steady with { XHeightPixels = xHeight }, Paper.Blank);

            // The margin is 0.3 x-heights and 2 pixels of bleed on both sides.
            Assert.InRange(line.Height - 2 * (0.3 * xHeight + 2), 0.8 * xHeight, 1.35 * xHeight);
        }
    }

    [FontFact]
    public void Draw_BroaderPen_LeavesMoreInk()
    {
        double thin = InkOf(Steady), broad = InkOf(Steady with { Ink = Full with { PenWidth = 0.05 } });

        Assert.InRange(broad / thin, 1.15, 2.5);
    }

    [FontFact]
    public void Draw_FadingInk_IsNeverDarkerThanFull()
    {
        double full = InkOf(Steady), fading = InkOf(Steady with { Ink = Full with { Fading = 0.5 } });

        Assert.InRange(fading / full, 0.5, 0.95);
    }

    [FontFact]
    public void Draw_EveryFontAndHand_FindsRoom()
    {
        foreach (HandwritingFontSource source in HandwritingFonts.Training.Concat(HandwritingFonts.HeldOut))
        {
            using HandwritingFont font = source.Load(FontFactAttribute.Folder);
            var random = new Random(1);
            for (int i = 0; i < 3; i++)
            {
                GreyImage line = LineDrawing.Draw("(\"Qfjgyp\") W!", font, Hand.Choose(random, 20, font), Paper.Choose(random), random);

                Assert.InRange(line.Height, 40, 140);
            }
        }
    }

    [FontFact]
    public void Draw_OnlySpaces_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Draw("  ", Steady, Paper.Blank));

        Assert.Contains("leave ink", error.Message, StringComparison.Ordinal);
    }

    private static double InkOf(Hand hand)
    {
        double sum = 0;
        foreach (byte pixel in Draw("minimum", hand, Paper.Blank).Pixels)
            sum += 255 - pixel;
        return sum;
    }

    private static GreyImage Draw(string text, Hand hand, Paper paper, int seed = 1)
    {
        using HandwritingFont font = HandwritingFonts.HeldOut[0].Load(FontFactAttribute.Folder);
        return LineDrawing.Draw(text, font, hand, paper, new Random(seed));
    }
}
