using Ductus.Decoding.LanguageModels;
using Ductus.Recognition;

namespace Ductus.Tests.Decoding.LanguageModels;

public sealed class LanguageModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_ThenLoad_KnowsItsTextsAndWhatFollows()
    {
        byte[] file = Train("the cat sat on the mat; the cat sat.", "the dog sat on the cat.");
        File.WriteAllBytes(_folder["small.lm"], file);

        using var model = LanguageModel.Load(_folder["small.lm"]);

        Assert.Equal(("small", 5, 2), (model.Metadata.Name, model.Order, model.WordOrder));
        Assert.Equal(" .;acdeghmnost".Select(character => character.ToString()), model.Metadata.Alphabet);
        LanguageModelText text = Assert.Single(model.Metadata.Texts);
        Assert.Equal(("text", 2, 59L), (text.Name, text.Lines, text.Characters));
        Assert.Equal(64, text.Sha256.Length);
        Assert.True(model.WordCount is > 5 and < 12);
        Assert.True(Log(model, " the c", "a") > Log(model, " the c", "o"));
        Assert.True(Log(model, " the ca", "t") > Math.Log(0.3));
    }

    [Fact]
    public void Score_Characters_IsWeightedAndTheLineStartsAtASpace()
    {
        using LanguageModel model = LanguageModel.Open(Train("ab ab ba"), owner: null);
        var codec = new Codec(["a", "b", " ", "x"]);
        var knowledge = new CharacterKnowledge(model.Characters, new CharacterSymbols(codec, model.Metadata.Alphabet), new CharacterWeights(0.5, 0.25));

        double first = knowledge.Score(knowledge.Start, 1);
        int afterSpace = knowledge.Next(knowledge.Start, 3), afterA = knowledge.Next(knowledge.Start, 1);

        Assert.Equal(0.5 * Log(model, " ", "a") + 0.25, first, 1e-6);
        Assert.Equal(0, knowledge.Score(knowledge.Start, 3));
        Assert.Equal(first, knowledge.Score(afterSpace, 1), 1e-9);
        Assert.Equal(0.5 * Log(model, " a", " ") + 0.25, knowledge.End(afterA), 1e-6);
        Assert.True(knowledge.Score(afterA, 4) < knowledge.Score(afterA, 2));
    }

    [Fact]
    public void Load_CutShort_SaysSoAndWhere()
    {
        byte[] file = Train("some text to learn from");
        for (int length = 1; length < file.Length; length += 101)
        {
            File.WriteAllBytes(_folder["cut.lm"], file[..length]);

            var error = Assert.Throws<LanguageModelException>(() => LanguageModel.Load(_folder["cut.lm"]));

            Assert.StartsWith(_folder["cut.lm"] + ": expected", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "1 byte to 2 GiB; it has 0")]
    [InlineData("\\data\\\nngram 1=3\n and so on, and so on, and so on", "it does not start like one")]
    public void Load_OtherFile_SaysWhatWasExpected(string content, string expected)
    {
        File.WriteAllText(_folder["other.lm"], content);

        var error = Assert.Throws<LanguageModelException>(() => LanguageModel.Load(_folder["other.lm"]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OtherVersion_SaysWhich()
    {
        byte[] file = Train("some text to learn from");
        file[8] = 9;
        File.WriteAllBytes(_folder["new.lm"], file);

        Assert.Contains("version 1; got 9", Assert.Throws<LanguageModelException>(() => LanguageModel.Load(_folder["new.lm"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"small\"", "null   ")]
    [InlineData("\"temperature\":1", "\"temperature\":0")]
    public void Load_WrongMetadata_NamesTheFile(string part, string instead)
    {
        byte[] file = Train("some text to learn from");
        int place = file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(part));
        System.Text.Encoding.UTF8.GetBytes(instead).CopyTo(file.AsSpan(place));
        File.WriteAllBytes(_folder["wrong.lm"], file);

        var error = Assert.Throws<LanguageModelException>(() => LanguageModel.Load(_folder["wrong.lm"]));

        Assert.StartsWith(_folder["wrong.lm"] + ": ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_TooLittleText_SaysSo()
    {
        Assert.Contains("more than 5 characters; there are 3", Assert.Throws<LanguageModelException>(() => Train("ab")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_LinesThatShareAnExcludedOne_AreGoneWhereverTheyBreak()
    {
        const string Secret = "a secret sentence that nobody should have learned by heart";
        var excluded = new ExcludedLines("iam", [Secret, "too short"]);
        string[] text =
        [
            "nothing of it", "before it a  secret sentence", "that nobody should have", "learned by heart and on", "too short", Secret[..29],
            $"a paragraph with {Secret} inside",
        ];

        IReadOnlyList<string> kept = excluded.Remove(text);

        Assert.Equal(1, excluded.Count);
        Assert.Equal(["nothing of it", "too short", Secret[..29]], kept);
    }

    internal static byte[] Train(params string[] lines) => LanguageModelTraining.Train(
        [new LanguageModelSource("text", "", lines)], new LanguageModelMetadata { Name = "small", Alphabet = [] }, new CharacterModelOptions { Order = 5 }, new WordModelOptions { Order = 2 });

    private static double Log(LanguageModel model, string before, string next)
    {
        var context = new NgramContext(model.Characters);
        List<string> alphabet = [.. model.Metadata.Alphabet];
        int state = before.Aggregate(context.Empty(), (at, character) => context.Next(at, alphabet.IndexOf(character.ToString())));
        return context.LogProbability(state, alphabet.IndexOf(next));
    }
}
