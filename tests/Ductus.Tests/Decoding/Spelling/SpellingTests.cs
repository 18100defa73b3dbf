using Ductus.Decoding;
using Ductus.Decoding.Spelling;
using Ductus.Recognition;

namespace Ductus.Tests.Decoding.Spelling;

public sealed class SpellingTests : IDisposable
{
    private static readonly Codec Letters = new(["a", "b", "c", "t", "T", "1", ",", " "]);
    private readonly TemporaryFolder _folder = new();

    public SpellingTests()
    {
        // A dictionary of the project's own.
        File.WriteAllText(_folder["xx_XX.aff"], "SET UTF-8\nTRY abct\n");
        File.WriteAllText(_folder["xx_XX.dic"], "2\ncat\nbat\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Dictionary_Words_AreThereAndNear()
    {
        using var dictionary = Load();

        Assert.Equal("xx_XX", dictionary.Name);
        Assert.True(dictionary.Has("cat"));
        Assert.False(dictionary.Has("caat"));
        Assert.Contains("cat", dictionary.Near("caat"));
    }

    [Fact]
    public void Load_NoSuchLanguage_NamesThePackage()
    {
        string other = Assert.Throws<SpellingDictionaryException>(() => SpellingDictionary.Load("fr", [_folder.Path])).Message;

        Assert.Contains("\"fr\" is installed; looked for fr*.aff in", other, StringComparison.Ordinal);
        Assert.Contains("the package hunspell-fr-classical", other, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("caat", "cat")]         // a doubtful letter too many
    [InlineData("caat,", "cat,")]       // punctuation stays
    [InlineData("cat", "cat")]          // is a word
    [InlineData("Taat", "Taat")]        // may be a name
    [InlineData("ca1t", "ca1t")]        // has a digit
    [InlineData("tt", "tt")]            // too short
    public void Decode_DoubtfulWords_AreCorrectedBesideTheReading(string written, string corrected)
    {
        using var dictionary = Load();
        var decoder = new SpellingCorrection(new BeamDecoder(Letters), Letters, dictionary);

        RecognizedText read = decoder.Decode(Line(written, strength: 3));

        Assert.Equal(written, read.Text);
        Assert.Equal(corrected, read.Corrected);
        Assert.Equal("beam of 16, corrected with xx_XX", decoder.Name);
    }

    [Fact]
    public void Decode_AWordThatWasReadSurely_Stays()
    {
        using var dictionary = Load();

        Assert.Equal("caat", new SpellingCorrection(new BeamDecoder(Letters), Letters, dictionary).Decode(Line("caat", strength: 20)).Corrected);
    }

    [Fact]
    public void Decode_NothingLikelyEnough_Stays()
    {
        using var dictionary = Load();
        var strict = new SpellingCorrection(new BeamDecoder(Letters), Letters, dictionary, new SpellingOptions { MostLoss = 0 });

        Assert.Equal("caat", strict.Decode(Line("caat", strength: 3)).Corrected);
    }

    private SpellingDictionary Load() => SpellingDictionary.Load("xx", [_folder.Path]);

    /// <summary>A frame for each letter and a blank behind it.</summary>
    private static Logits Line(string text, float strength) => new(
        [.. text.SelectMany(letter => Frame(Letters.Encode(letter.ToString())[0], strength).Concat(Frame(Codec.Blank, strength)))], Letters.Classes);

    private static float[] Frame(int label, float strength) => [.. Enumerable.Range(0, Letters.Classes).Select(one => one == label ? strength : 0)];
}
