using Ductus.Imaging;
using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class FieldDrawingTests
{
    [FontFact]
    public void Draw_EqualSeeds_GivesEqualPixelsAndOthersOthers()
    {
        using HandwritingFont font = Load("kalam"), print = Load("arimo");

        byte[] first = Draw(font, print, seed: 4).Pixels.ToArray();

        Assert.Equal(first, Draw(font, print, seed: 4).Pixels.ToArray());
        Assert.NotEqual(first, Draw(font, print, seed: 5).Pixels.ToArray());
    }

    [FontFact]
    public void Draw_EveryFontAndManyForms_LeavesInkAndKeepsToSensibleSizes()
    {
        using SynthesisFonts fonts = SynthesisFonts.Load([SynthesisFonts.Capitals], " '-ABCDEFGHIJKLMNOPQRSTUVWXYZ"), print = SynthesisFonts.LoadPrint();

        Assert.Equal(4, print.Fonts.Count);
        Assert.True(fonts.Fonts.Count > 35);
        foreach (SynthesisFont font in fonts.Fonts)
        {
            for (int seed = 0; seed < 6; seed++)
            {
                GreyImage image = Draw(font.Font, print.Fonts[seed % 4].Font, seed);

                Assert.InRange(image.Height, 20, 300);
                Assert.InRange(image.Width, 40, 3000);
                Assert.True(image.Pixels.ToArray().Max() - image.Pixels.ToArray().Min() > 40, $"{font.Name}, seed {seed}: hardly any ink.");
            }
        }
    }

    /// <summary>Print stands where nothing is written, too.</summary>
    [FontFact]
    public void Draw_CaptionsAndRules_AreMoreInkThanTheNameAlone()
    {
        using HandwritingFont font = Load("kalam"), print = Load("arimo");
        FieldStyle plain = FieldStyle.Choose(new Random(1), 48, font) with { Print = FieldPrint.None, Ruling = FieldRuling.None, HasNumberAtTheEdge = false };

        int name = Ink(plain), caption = Ink(plain with { Print = FieldPrint.CaptionBefore }), above = Ink(plain with { Print = FieldPrint.CaptionAbove, Above = 2.8 }),
            comb = Ink(plain with { Ruling = FieldRuling.Comb }), frame = Ink(plain with { Ruling = FieldRuling.Frame }), edge = Ink(plain with { HasNumberAtTheEdge = true });

        Assert.All((int[])[caption, above, comb, frame, edge], ink => Assert.True(ink > name));

        int Ink(FieldStyle style)
        {
            style = style with { Line = style.Line with { Look = Look.BlackAndWhite } };
            return FieldDrawing.Draw("DUPONT", "MARTIN", font, print, style, new Random(3)).Pixels.Count((byte)0);
        }
    }

    [Fact]
    public void New_FormsWithoutPrint_Throws()
    {
        Assert.Throws<ArgumentException>(() => new SyntheticLines(null!, [], new SyntheticLineOptions { Source = SyntheticSource.Form }));
    }

    private static GreyImage Draw(HandwritingFont font, HandwritingFont print, int seed)
    {
        var random = new Random(seed);
        return FieldDrawing.Draw("JEAN-PIERRE", "MARTIN", font, print, FieldStyle.Choose(random, 48, font), random);
    }

    private static HandwritingFont Load(string id) =>
        HandwritingFonts.Training.Concat(HandwritingFonts.Print).First(source => source.Id == id).Load(FontFactAttribute.Folder);
}
