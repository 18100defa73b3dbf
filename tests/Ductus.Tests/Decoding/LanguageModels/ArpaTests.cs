using System.Globalization;
using Ductus.Decoding.LanguageModels;

namespace Ductus.Tests.Decoding.LanguageModels;

public class ArpaTests
{
    private const string Small = """
        A model by hand.

        \data\
        ngram 1=5
        ngram 2=3

        \1-grams:
        -1.5	<unk>
        -99	<s>	-0.25
        -0.5	a	-0.125
        -0.75	<space>	-0.5
        -1	</s>

        \2-grams:
        -0.25	<s> a
        -0.125	a <space>
        -0.5	<space> </s>

        \end\
        """;

    [Fact]
    public void Read_ByHand_HasItsNumbersInNaturalLogs()
    {
        var (table, alphabet) = Arpa.Read(new StringReader(Small));

        Assert.Equal(["<s>", "a", " ", "</s>"], alphabet);
        Assert.Equal(-1.5 * Math.Log(10), table.Unknown, 1e-5);
        Assert.Equal([-99 * Math.Log(10), -0.5 * Math.Log(10), -0.75 * Math.Log(10), -1 * Math.Log(10)], table.Levels[0].LogProbabilities.Select(log => (double)log), Near);
        Assert.Equal([-0.25 * Math.Log(10), -0.125 * Math.Log(10), -0.5 * Math.Log(10), 0], table.Levels[0].BackOffs.Select(log => (double)log), Near);
        Assert.Equal([[0, 1], [1, 2], [2, 3]], table.Levels[1].Keys.Select(key => KneserNeyTests.Symbolise(key, 2, table.SymbolBits)));
    }

    [Fact]
    public void Write_ThenRead_IsTheSameModel()
    {
        byte[] file = LanguageModelTraining.Train(
            [new LanguageModelSource("text", "", ["to be or not to be", "that is the question"])], new LanguageModelMetadata { Name = "x", Alphabet = [] },
            new CharacterModelOptions { Order = 4 }, words: null);
        using var model = LanguageModel.Open(file, owner: null);
        var text = new StringWriter();

        Arpa.Write(model.Characters, model.Metadata.Alphabet, text);
        var (table, alphabet) = Arpa.Read(new StringReader(text.ToString()));

        Assert.Equal(model.Metadata.Alphabet, alphabet);
        var again = PackedNgrams.Open(PackedNgrams.Pack(table));
        Assert.Equal(model.Characters.Unknown, again.Unknown, 1e-5);
        for (int level = 1; level <= 4; level++)
        {
            Assert.Equal(model.Characters.Nodes(level), again.Nodes(level));
            for (int node = 0; node < again.Nodes(level); node++)
            {
                Assert.Equal(model.Characters.LogProbability(level, node), again.LogProbability(level, node), 1e-4);
                if (level < 4)
                    Assert.Equal(model.Characters.BackOff(level, node), again.BackOff(level, node), 1e-4);
            }
        }
    }

    [Theory]
    [InlineData("▁")]
    [InlineData("|")]
    public void Read_OtherMarkForTheSpace_IsASpace(string mark)
    {
        var (_, alphabet) = Arpa.Read(new StringReader(Small.Replace("<space>", mark, StringComparison.Ordinal)));

        Assert.Contains(" ", alphabet);
    }

    [Theory]
    [InlineData("\\data\\", "\\dat\\", "expected \\data\\")]
    [InlineData("ngram 2=3", "ngram 3=3", "line 5: expected \"ngram 2=NUMBER\"; got \"ngram 3=3\"")]
    [InlineData("ngram 2=3", "ngram 2=4", "line 19: expected a log probability, 2 tokens; got \"\\end\\\"")]
    [InlineData("ngram 2=3", "ngram 2=2", "expected \\end\\ after the 2-grams")]
    [InlineData("-0.5	a	-0.125", "-0.5	a", "line 10: expected a back-off: the sequence goes on at line 16")]
    [InlineData("a <space>\n", "b <space>\n", "line 16: expected tokens that are 1-grams; \"b\" is none")]
    [InlineData("-0.25	<s> a", "-x	<s> a", "line 15: expected a number; got \"-x\"")]
    [InlineData("-0.25	<s> a", "0.25	<s> a", "line 15: expected the log of a probability, at most 0; got 0.25")]
    [InlineData("-0.25	<s> a", "-0.125	a <space>", "line 16: expected every sequence once; this one was there before, at line 15")]
    [InlineData("<space>", "<sp>", "expected the space among the 1-grams, as <space>, ▁ or |")]
    [InlineData("a	-0.125", "alpha	-0.125\n-0.5	a	-0.125", "expected tokens of one character; got \"alpha\": this is a model of words", "ngram 1=5", "ngram 1=6")]
    [InlineData("\\2-grams:", "\\3-grams:", "expected \\2-grams: after 5 sequences of 1; got \"\\3-grams:\"")]
    public void Read_Broken_NamesTheLine(string part, string instead, string expected, string otherPart = "\r", string otherInstead = "")
    {
        string broken = Small.ReplaceLineEndings("\n").Replace(part, instead, StringComparison.Ordinal).Replace(otherPart, otherInstead, StringComparison.Ordinal);

        var error = Assert.Throws<LanguageModelException>(() => Arpa.Read(new StringReader(broken)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Foreign_IsWrittenWithItsOwnMarksAndReadAgain()
    {
        var (table, alphabet) = Arpa.Read(new StringReader(Small));
        var packed = PackedNgrams.Open(PackedNgrams.Pack(table));
        var text = new StringWriter();

        Arpa.Write(packed, alphabet, text);
        var (again, sameAlphabet) = Arpa.Read(new StringReader(text.ToString()));

        Assert.Equal(alphabet, sameAlphabet);
        Assert.Equal(table.Levels[1].Keys, again.Levels[1].Keys);
    }

    [Fact]
    public void Read_WithoutAnUnknown_TakesTheRarest()
    {
        string closed = Small.ReplaceLineEndings("\n").Replace("-1.5	<unk>\n", "", StringComparison.Ordinal).Replace("ngram 1=5", "ngram 1=4", StringComparison.Ordinal);

        Assert.Equal(-1 * Math.Log(10), Arpa.Read(new StringReader(closed)).Table.Unknown, 1e-5);
    }

    [Fact]
    public void Read_SequenceWithoutItsBeginning_NamesTheLine()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"\\data\\\nngram 1=3\nngram 2=1\nngram 3=1\n\\1-grams:\n-1\ta\t0\n-1\tb\t0\n-1\t<space>\t0\n\\2-grams:\n-1\ta b\t0\n\\3-grams:\n-1\tb a b\n\\end\\\n");

        var error = Assert.Throws<LanguageModelException>(() => Arpa.Read(new StringReader(text)));

        Assert.Equal("line 12: expected the sequence that this one begins with among those of 2.", error.Message);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-4;
}
