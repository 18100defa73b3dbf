using Ductus.Decoding;
using Ductus.Decoding.LanguageModels;
using Ductus.Recognition;
using Ductus.Tests.Decoding.LanguageModels;

namespace Ductus.Tests.Decoding;

public class BeamDecoderTests
{
    private static readonly Codec Letters = new(["a", "b", " "]);
    private static readonly BeamOptions Everything = new() { Width = 10_000, LeastLogProbability = double.NegativeInfinity };

    [Fact]
    public void Decode_OneWord_IsAsSureAsItsShareOfAllReadings()
    {
        var codec = new Codec(["a", "b", "c"]);
        var random = new Random(10);
        for (int trial = 0; trial < 50; trial++)
        {
            LogProbabilities line = CtcPaths.Random(random, random.Next(1, 6), 4);
            var shares = CtcPaths.Readings(line).ToDictionary(
                reading => codec.Decode([.. reading.Key.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]), reading => Math.Exp(reading.Value), StringComparer.Ordinal);

            RecognizedText read = new BeamDecoder(codec, options: new() { Beam = Everything, Alternatives = 100 }).Decode(line);

            Assert.Equal(shares.MaxBy(reading => reading.Value).Key, read.Text);
            Assert.Equal(shares[read.Text], read.Confidence, 1e-4);
            Assert.All(read.Alternatives, other => Assert.Equal(shares[other.Text], other.Confidence, 1e-4));
            foreach (RecognizedWord word in read.Words)
            {
                Assert.Equal(read.Confidence, word.Confidence);
                Assert.All(word.Alternatives, other => Assert.Equal(shares[other.Text], other.Confidence, 1e-4));
                Assert.Equal(Math.Min(100, shares.Count - 1), word.Alternatives.Count);
            }
        }
    }

    [Fact]
    public void Decode_TwoWords_HasTheirPlacesConfidencesAndAlternatives()
    {
        // "ab b", the second word's b doubtful; blanks between.
        Logits logits = Line("a", "b", "", " ", "", "b|a", "");

        RecognizedText read = new BeamDecoder(Letters).Decode(logits);

        Assert.Equal("ab b", read.Text);
        Assert.Equal(["ab", "b"], read.Words.Select(word => word.Text));
        Assert.Equal([0, 4.5], read.Words.Select(word => word.FirstFrame));                // halfway from the space, which is seen at 3.5
        Assert.Equal([2.5, 5.5 + 5.0 / 6], read.Words.Select(word => Math.Round(word.EndFrame, 9)), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([(0, 2), (3, 4)], read.Words.Select(word => (word.FirstCharacter, word.EndCharacter)));
        Assert.Equal("a", read.Words[1].Alternatives[0].Text);
        Assert.Equal("ab a", read.Alternatives[0].Text);
        Assert.True(read.Words[0].Confidence > 0.95 && read.Words[1].Confidence is > 0.5 and < 0.8);
        Assert.Equal(read.Words[0].Confidence * read.Words[1].Confidence, read.Confidence, 1e-9);
        Assert.Equal(read.Text, string.Concat(read.Characters.Select(character => character.Character)));
        // Where the word is read as "bb", its b is there, too.
        Assert.InRange(read.Characters[3].Confidence, read.Words[1].Confidence, read.Words[1].Confidence + 0.02);
    }

    [Fact]
    public void Decode_ALanguageModel_TurnsADoubtfulLetterIntoTheUsualOne()
    {
        using LanguageModel model = LanguageModel.Open(LanguageModelTests.Train("aa aa aa aa aa aa ba aa aa ba aa"), owner: null);
        Logits logits = Line("a", "", "b|a", "");
        var weights = new LanguageModelWeights { Characters = new(1, 0), Words = new(0, 0, 0) };

        RecognizedText alone = new BeamDecoder(Letters).Decode(logits), together = new BeamDecoder(Letters, options: new() { LanguageModel = model, Weights = weights }).Decode(logits);

        Assert.Equal("ab", alone.Text);
        Assert.Equal("aa", together.Text);
        Assert.Equal("beam of 16 with small 5-grams", new BeamDecoder(Letters, options: new() { LanguageModel = model, Weights = weights }).Name);
        Assert.Equal("beam of 16", new BeamDecoder(Letters).Name);
    }

    /// <summary>The words before and after stay, and the language model weighs each reading of the one between together with them.</summary>
    [Fact]
    public void Decode_ALanguageModel_MakesAWordAsSureAsItsShareAmongItsNeighbours()
    {
        using LanguageModel model = LanguageModel.Open(LanguageModelTests.Train("aa b aa aa b ab aa b aa ba b aa ab"), owner: null);
        var weights = new LanguageModelWeights { Characters = new(0.7, 0.3), Words = new(0, 0, 0) };
        Logits logits = Line("a", "", " ", "b|a", "a|b", " ", "", "b");
        LogProbabilities part = LogProbabilities.Of(new Logits(logits.Values.Slice(3 * 4, 2 * 4).ToArray(), 4));

        RecognizedText read = new BeamDecoder(Letters, options: new() { LanguageModel = model, Weights = weights, Beam = Everything, Alternatives = 100 }).Decode(logits);

        Assert.Equal(3, read.Words.Count);
        var shares = CtcPaths.Readings(part, before: 3).Select(reading => (Text: Text(reading.Key), Share: Math.Exp(reading.Value + Weighed($"a {Text(reading.Key)} b"))))
            .GroupBy(reading => ClosedList.Spaced(reading.Text)).ToDictionary(reading => reading.Key, reading => reading.Sum(one => one.Share), StringComparer.Ordinal);
        double sum = shares.Values.Sum();
        Assert.Equal(shares[read.Words[1].Text] / sum, read.Words[1].Confidence, 1e-4);
        Assert.Equal(shares.Count - 1, read.Words[1].Alternatives.Count);
        Assert.All(read.Words[1].Alternatives, other => Assert.Equal(shares[other.Text] / sum, other.Confidence, 1e-4));

        static string Text(string key) => Letters.Decode([.. key.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]);

        double Weighed(string text)
        {
            IPrefixKnowledge knowledge = model.ForLine(new LanguageModelLabels(model, Letters), weights);
            int state = knowledge.Start;
            double sum = 0;
            foreach (int label in Letters.Encode(text))
                (sum, state) = (sum + knowledge.Score(state, label), knowledge.Next(state, label));
            return sum + knowledge.End(state);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("", "", "")]
    [InlineData(" ", "", " ")]
    public void Decode_NothingWritten_ReadsNothing(params string[] frames)
    {
        RecognizedText read = new BeamDecoder(Letters).Decode(Line(frames));

        Assert.Equal("", read.Text);
        Assert.Empty(read.Words);
        Assert.Empty(read.Characters);
        Assert.InRange(read.Confidence, 0.5, 1);
    }

    [Fact]
    public void Decode_NoFrames_ReadsNothing()
    {
        Assert.Equal("", new BeamDecoder(Letters).Decode(new Logits([], 4)).Text);
    }

    [Fact]
    public void Decode_OtherClasses_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => new BeamDecoder(Letters).Decode(new Logits(new float[5], 5)));

        Assert.Contains("4 classes; the logits have 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_Temperature_MakesWordsLessSure()
    {
        using LanguageModel model = LanguageModel.Open(LanguageModelTests.Train("aa aa aa aa aa aa ba aa aa ba aa"), owner: null);
        Logits logits = Line("a", "", "b|a", "");

        double[] confidences = [.. new[] { 1.0, 2, 4 }.Select(temperature => new BeamDecoder(
            Letters, options: new() { LanguageModel = model, Weights = new LanguageModelWeights { Temperature = temperature } }).Decode(logits).Confidence)];

        Assert.Equal(confidences.OrderDescending(), confidences);
        Assert.Equal(3, confidences.Distinct().Count());
    }

    /// <summary>A frame for each character; "" is the blank, "b|a" a b that may be an a.</summary>
    private static Logits Line(params string[] frames) => new(
        [.. frames.SelectMany(frame => (float[])[frame.Length == 0 ? 6 : 0, Strength(frame, 'a'), Strength(frame, 'b'), Strength(frame, ' ')])], 4);

    private static float Strength(string frame, char letter) => frame.IndexOf(letter, StringComparison.Ordinal) switch { 0 => 6, > 0 => 5, _ => 0 };
}
