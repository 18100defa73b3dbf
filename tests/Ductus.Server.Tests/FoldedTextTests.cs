using Ductus.Server.Storage;

namespace Ductus.Server.Tests;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("Dương  Thị\nĐào ", "duong thi dao")]
    [InlineData("Œuvre, ÆSIR, Straße, Łódź, Øre", "oeuvre, aesir, strasse, lodz, ore")]
    [InlineData("  ", "")]
    public void Of_AnyText_IsAsPeopleLookForIt(string text, string folded) => Assert.Equal(folded, FoldedText.Of(text));

    [Fact]
    public void Patterns_CharactersThatMeanSomething_MeanThemselves() => Assert.Equal([@"%100\%%", @"%a\_b%", @"%c\\d%"], FoldedText.Patterns(@"100% A_b c\d"));
}
