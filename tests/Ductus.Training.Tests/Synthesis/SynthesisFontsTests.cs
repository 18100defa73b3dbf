using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class SynthesisFontsTests
{
    [FontFact]
    public void Load_Names_GivesEachOnceInOrder()
    {
        using SynthesisFonts fonts = SynthesisFonts.Load(["playwrite-ca", "kalam", "kalam"], "abc");

        Assert.Equal(["kalam", "playwrite-ca"], fonts.Fonts.Select(font => font.Name));
    }

    [FontFact]
    public void Load_All_IsEveryTrainingFontAndNoneHeldOut()
    {
        using SynthesisFonts fonts = SynthesisFonts.Load([SynthesisFonts.All], "abc");

        Assert.Equal(HandwritingFonts.Training.Select(font => font.Id).Order(StringComparer.Ordinal), fonts.Fonts.Select(font => font.Name));
    }

    [FontFact]
    public void Load_FontFile_IsNamedAfterIt()
    {
        string file = HandwritingFonts.Training.Single(font => font.Id == "kalam").FileIn(FontFactAttribute.Folder);

        using SynthesisFonts fonts = SynthesisFonts.Load([file], "abc");

        Assert.Equal("kalam-latin-400-normal", Assert.Single(fonts.Fonts).Name);
    }

    [Fact]
    public void Load_UnknownName_ListsTheKnownOnes()
    {
        var error = Assert.Throws<ArgumentException>(() => SynthesisFonts.Load(["comic"], "abc"));

        Assert.Contains("annie-use-your-telescope", error.Message, StringComparison.Ordinal);
        Assert.Contains("got \"comic\"", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What tests read as a hand never seen must not be learned from.</summary>
    [Fact]
    public void Load_HeldOutFont_IsUnknown() =>
        Assert.Throws<ArgumentException>(() => SynthesisFonts.Load([HandwritingFonts.HeldOut[0].Id], "abc"));
}
