using Ductus.Recognition;
using FsCheck;
using FsCheck.Fluent;

namespace Ductus.Tests.Recognition;

public class CodecTests
{
    [Fact]
    public void Encode_CharactersOfTheAlphabet_GivesLabelsFromOne()
    {
        var codec = new Codec(["a", "b", " "]);

        Assert.Equal([2, 1, 3, 2], codec.Encode("ba b"));
        Assert.Equal(4, codec.Classes);
    }

    [Fact]
    public void Encode_DecomposedText_MeetsTheComposedCharacter()
    {
        var codec = new Codec(["\u00e9"]);

        Assert.Equal([1], codec.Encode("e\u0301"));
    }

    [Fact]
    public void Encode_CharacterOfSeveralCodePoints_IsOneLabelWhereTheAlphabetHasIt()
    {
        const string withMacronAndTilde = "m\u0304\u0330"; // no composed form
        string character = withMacronAndTilde.Normalize();
        var whole = new Codec(["m", character]);
        var parts = Codec.FromTexts([withMacronAndTilde]);

        Assert.Equal([2, 1], whole.Encode(withMacronAndTilde + "m"));
        Assert.Equal(3, parts.Encode(withMacronAndTilde).Length);
        Assert.Equal(character, parts.Decode(parts.Encode(withMacronAndTilde)));
    }

    [Fact]
    public void Encode_UnknownCharacters_NamesEachOnce()
    {
        var codec = new Codec(["a", "b"]);

        var error = Assert.Throws<ArgumentException>(() => codec.Encode("axbyx"));

        Assert.Contains("\"axbyx\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("alphabet of 2: \"x\" (U+0078), \"y\" (U+0079).", error.Message, StringComparison.Ordinal);
        Assert.Equal(["x", "y", "x"], codec.Unknown("axbyx"));
        Assert.Empty(codec.Unknown("abba"));
    }

    [Fact]
    public void Decode_LabelsThatComposeTogether_GivesNfc()
    {
        var codec = new Codec(["e", "\u0301"]);

        Assert.Equal("\u00e9", codec.Decode([1, 2]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    public void Decode_LabelOutsideTheAlphabet_Throws(int label)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Codec(["a", "b"]).Decode([1, label]));

        Assert.Contains("must be 1…2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("")]
    [InlineData("e\u0301")]
    [InlineData("\t")]
    [InlineData("\ud83d")]
    public void Constructor_NotOneNormalCharacter_Throws(string character)
    {
        var error = Assert.Throws<ArgumentException>(() => new Codec(["a", character]));

        Assert.Contains("Character 1 of the alphabet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_CharacterTwice_NamesItAndItsPlaces()
    {
        var error = Assert.Throws<ArgumentException>(() => new Codec(["a", "b", "a"]));

        Assert.Contains("has \"a\" (U+0061) twice, at 0 and 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_NoCharacters_Throws() => Assert.Throws<ArgumentException>(() => new Codec([]));

    [Fact]
    public void FromTexts_AnyOrder_SortsByCodePoint()
    {
        var codec = Codec.FromTexts(["b😀a", "za"]);

        Assert.Equal(["a", "b", "z", "😀"], codec.Alphabet);
    }

    [Fact]
    public void FromTexts_Decomposed_HasLettersAndMarksOfTheirOwn()
    {
        var codec = Codec.FromTexts(["Tế Ệ"], isDecomposed: true);

        Assert.Equal([" ", "E", "T", "e", "\u0301", "\u0302", "\u0323"], codec.Alphabet);
        Assert.Equal("Tệ ế É", codec.Decode(codec.Encode("Tệ ế É")));
        Assert.Equal(["ơ", "á"], codec.Unknown("ơá"));
    }

    [Fact]
    public void DecodeOfEncode_AnyText_IsTheTextInNfc()
    {
        const string characters = "aAeé\u0301\u0304 .,ạấ\u1100\u1161\u11a8가ßſ😀\u200d👩";
        Gen<string> texts = Gen.Elements(characters.EnumerateRunes().Select(rune => rune.ToString()).ToArray())
            .NonEmptyListOf().Select(list => string.Concat(list));

        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            Codec codec = Codec.FromTexts([text]), parts = Codec.FromTexts([text], isDecomposed: true);
            return codec.Decode(codec.Encode(text)) == text.Normalize() && parts.Decode(parts.Encode(text)) == text.Normalize();
        }).QuickCheckThrowOnFailure();
    }
}
