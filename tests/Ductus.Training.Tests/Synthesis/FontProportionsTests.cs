using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class FontProportionsTests
{
    [FontFact]
    public void Proportions_EveryFont_AreThoseOfWriting()
    {
        foreach (HandwritingFontSource source in HandwritingFonts.Training)
        {
            using HandwritingFont font = source.Load(FontFactAttribute.Folder);

            FontProportions letters = font.Proportions;
            Assert.True(letters.Ascent is > 1.2 and < 4.5 && letters.Descent is > 0.05 and < 3 && letters.Slant is > -0.3 and < 1.2 && letters.StrokeWidth is > 0.03 and < 0.4,
                $"{source.Id}: {letters}");
        }
    }

    [FontFact]
    public void Slant_ItalicHand_LeansFurtherThanAnUprightOne()
    {
        double SlantOf(string id)
        {
            using HandwritingFont font = HandwritingFonts.Training.Single(source => source.Id == id).Load(FontFactAttribute.Folder);
            return font.Proportions.Slant;
        }

        Assert.InRange(SlantOf("playwrite-fr-moderne"), -0.06, 0.06);
        Assert.True(SlantOf("herr-von-muellerhoff") > 0.4);
    }
}
