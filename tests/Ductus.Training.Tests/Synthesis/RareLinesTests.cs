using Ductus.Training.Synthesis;

namespace Ductus.Training.Tests.Synthesis;

public sealed class RareLinesTests
{
    private static readonly string[] Texts = ["the cat sat on a mat, and so did I", "a quiz about zebras", "we went home at once. It rained"];

    [FontFact]
    public void Compose_ManyLines_HoldEveryCharacterAndNoOther()
    {
        using SynthesisFonts fonts = SynthesisFonts.Load(["kalam", "patrick-hand"], LineTextOptions.English);
        var rare = new RareLines(Texts, fonts.Fonts);
        var random = new Random(1);

        string[] lines = [.. Enumerable.Range(0, 4000).Select(_ => rare.Compose(random))];

        Assert.Equal(LineTextOptions.English.Order(), string.Concat(lines).Distinct().Order());
        Assert.All(lines, line => Assert.InRange(line.Length, 10, 100));
        Assert.All(lines, line => Assert.Equal(line.Trim(), line));
        Assert.All(lines, line => Assert.DoesNotContain("  ", line, StringComparison.Ordinal));
        // As many lines hold the letter Q, which no text has, as would be left to chance with a share of a hundredth.
        Assert.InRange(lines.Count(line => line.Contains('Q', StringComparison.Ordinal)), 40, 2000);
    }

    [FontFact]
    public void Compose_OtherAlphabet_StaysInsideIt()
    {
        const string Alphabet = "abcdefghijklmnopqrstuvwxyzé12 ";
        using SynthesisFonts fonts = SynthesisFonts.Load(["kalam"], Alphabet);
        var rare = new RareLines(["un café noir"], fonts.Fonts);
        var random = new Random(1);

        string all = string.Concat(Enumerable.Range(0, 300).Select(_ => rare.Compose(random)));

        Assert.Empty(all.EnumerateRunes().Except(Alphabet.EnumerateRunes()));
        Assert.Contains('1', all);
    }

    [FontFact]
    public void Compose_AlphabetWithSpacesAndFormatCharacters_NeverMakesThemWords()
    {
        using SynthesisFonts fonts = SynthesisFonts.Load(["kalam"], "abc \u00A0\u00AD\u0301");
        var rare = new RareLines(["a cab", "b"], fonts.Fonts);
        var random = new Random(1);

        Assert.Empty(string.Concat(Enumerable.Range(0, 300).Select(_ => rare.Compose(random))).Except("abc ABC"));
    }

    [Fact]
    public void Number_AnySeed_HasADigit()
    {
        var random = new Random(1);

        Assert.All(Enumerable.Range(0, 500).Select(_ => RareNumber.Compose(random)), number => Assert.Contains(number, char.IsAsciiDigit));
    }
}
