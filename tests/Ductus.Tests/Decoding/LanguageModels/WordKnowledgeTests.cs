using Ductus.Decoding.LanguageModels;
using Ductus.Recognition;

namespace Ductus.Tests.Decoding.LanguageModels;

public class WordKnowledgeTests
{
    private static readonly Codec Letters = new([" ", "'", ",", "1", "A", "B", "a", "b"]);

    [Theory]
    [InlineData("Don't stop -- it's 1,200 o'clock, 'he' said.", "don't|stop|-|-|it's|<num>|,|<num>|o'clock|,|'|he|'|said|.")]
    [InlineData("rock''n roll'", "rock|'|'|n|roll|'")]
    [InlineData("the 1st", "the|<num>")]
    [InlineData("  ", "")]
    public void Tokens_OfText_AreItsWords(string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', WordTokens.Of(text)));
    }

    [Fact]
    public void Score_LetterByLetter_IsTheSumOverTheWords()
    {
        var vocabulary = Vocabulary.Open(Vocabulary.Pack(["a", "ab", "a'b", "b", ",", "'", WordTokens.Unknown, WordTokens.Number]));
        ushort[] stream = [.. KneserNeyTests.Text(seed: 6, 300, vocabulary.Count), .. Enumerable.Range(0, vocabulary.Count).Select(word => (ushort)word)];
        var ngrams = PackedNgrams.Open(PackedNgrams.Pack(KneserNey.Estimate(NgramCounts.Of(stream, vocabulary.Count, 3), [])));
        var weights = new WordWeights(0.7, 0.4, -1.5);
        var random = new Random(7);
        for (int trial = 0; trial < 500; trial++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => Letters[random.Next(1, Letters.Classes)]));

            var knowledge = new WordKnowledge(vocabulary, ngrams, new WordLabels(Letters, vocabulary), weights);
            double score = 0;
            int state = knowledge.Start;
            foreach (int label in Letters.Encode(text))
            {
                score += knowledge.Score(state, label);
                state = knowledge.Next(state, label);
            }
            score += knowledge.End(state);

            Assert.True(Math.Abs(Expected(text, vocabulary, ngrams, weights) - score) < 1e-6, text);
        }
    }

    [Fact]
    public void Vocabulary_Words_AreFoundLetterByLetter()
    {
        string[] words = ["a", "an", "and", "été", "Ünder", "zoo"];
        var vocabulary = Vocabulary.Open(Vocabulary.Pack(words));

        Assert.Equal(words.Length, vocabulary.Count);
        Assert.All(words, word => Assert.Equal(word, vocabulary[vocabulary.Find(word)]));
        Assert.Equal(-1, vocabulary.Find("anda"));
        Assert.Equal(-1, vocabulary.Find("é"));
        Assert.Equal(-1, vocabulary.Find(""));
        Assert.Equal(3, vocabulary.Follow(vocabulary.All, "a"u8) is var range ? range.To - range.From : 0);
        Assert.Throws<LanguageModelException>(() => Vocabulary.Open(Vocabulary.Pack(words).AsMemory(0, 20)));
    }

    private static double Expected(string text, Vocabulary vocabulary, PackedNgrams ngrams, WordWeights weights)
    {
        var context = new NgramContext(ngrams);
        double sum = 0;
        int state = context.Empty(), unknown = vocabulary.Find(WordTokens.Unknown);
        foreach (string word in WordTokens.Of(text))
        {
            int number = vocabulary.Find(word) is >= 0 and var known ? known : unknown;
            sum += weights.Weight * context.LogProbability(state, number) + (number == unknown ? weights.Unknown : weights.Known);
            state = context.Next(state, number);
        }
        return sum;
    }
}
