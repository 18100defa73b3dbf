using Ductus.Evaluation;
using FsCheck;
using FsCheck.Fluent;

namespace Ductus.Tests.Evaluation;

public sealed class ComparisonRulesTests
{
    [Theory]
    [InlineData("Mr. Müller", "mr. müller")]
    [InlineData("ΣΊΣΥΦΟΣ Σίσυφος", "σίσυφοσ σίσυφοσ")]
    [InlineData("ſtraße STRASSE ẞ", "straße strasse ß")]
    [InlineData("Iıİi", "iıİi")]
    [InlineData("𐐀", "𐐨")]
    public void Apply_FoldedCase_IsOneCodePointForOne(string text, string expected)
    {
        Assert.Equal(expected, new ComparisonRules { Case = LetterCase.Fold }.Apply(text));
    }

    [Theory]
    [InlineData("end , of", "end of")]
    [InlineData("end, of", "end of")]
    [InlineData("\"well-known\" – don't!", "wellknown dont")]
    [InlineData("...", "")]
    [InlineData("3 + 4 = € 7", "3 + 4 = € 7")]
    [InlineData("  a\tb ", "a b")]
    public void Apply_PunctuationIgnored_LeavesSingleSpaces(string text, string expected)
    {
        Assert.Equal(expected, new ComparisonRules { Punctuation = PunctuationRule.Ignore }.Apply(text));
    }

    [Theory]
    [InlineData("Đường Nguyễn Huệ", "Duong Nguyen Hue")]
    [InlineData("l’été à Łódź, smørrebrød", "l’ete a Lodz, smorrebrod")]
    public void Apply_MarksIgnored_LeavesBareLetters(string text, string expected)
    {
        Assert.Equal(expected, new ComparisonRules { Marks = LetterMarks.Ignore }.Apply(text));
        Assert.Equal("case kept, punctuation kept, marks ignored, NFC", new ComparisonRules { Marks = LetterMarks.Ignore }.ToString());
    }

    [Theory]
    [InlineData(UnicodeForm.Nfc, "e\u0301 \ufb01 \u00b2 \u2026", "é \ufb01 \u00b2 \u2026")]
    [InlineData(UnicodeForm.Nfkc, "e\u0301 \ufb01 \u00b2 \u2026", "é fi 2 ...")]
    public void Apply_UnicodeForm_DecidesWhatIsOneCharacter(UnicodeForm form, string text, string expected)
    {
        Assert.Equal(expected, new ComparisonRules { Unicode = form }.Apply(text));
    }

    [Fact]
    public void Apply_NothingFolded_KeepsSpacesAndPunctuation()
    {
        Assert.Equal(" A ,  b ", new ComparisonRules().Apply(" A ,  b "));
    }

    [Fact]
    public void Apply_Twice_ChangesNothingMore()
    {
        var rules =
            from letters in (LetterCase[])[LetterCase.Keep, LetterCase.Fold]
            from punctuation in (PunctuationRule[])[PunctuationRule.Keep, PunctuationRule.Ignore]
            from form in (UnicodeForm[])[UnicodeForm.Nfc, UnicodeForm.Nfkc]
            from marks in (LetterMarks[])[LetterMarks.Keep, LetterMarks.Ignore]
            select new ComparisonRules { Case = letters, Punctuation = punctuation, Marks = marks, Unicode = form };
        var texts = Gen.Elements<string>("a", "B", " ", ".", "\u0301", "\ufb01", "ß", "Σ", "\ud800", "İ", "\u0345", "\u1fb3", "\u212a", "·", "¨").ArrayOf();

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(texts.ToArbitrary(), parts =>
            rules.All(rule => rule.Apply(string.Concat(parts)) is var once && rule.Apply(once) == once)));
    }

    [Fact]
    public void ToString_AllRules_NamesEach()
    {
        Assert.Equal("case kept, punctuation kept, NFC", new ComparisonRules().ToString());
        Assert.Equal("case folded, punctuation ignored, NFKC",
            new ComparisonRules { Case = LetterCase.Fold, Punctuation = PunctuationRule.Ignore, Unicode = UnicodeForm.Nfkc }.ToString());
    }
}
