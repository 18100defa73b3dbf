using System.Text.RegularExpressions;
using Ductus.Decoding;
using Ductus.Recognition;

namespace Ductus.Tests.Decoding;

public class TextPatternTests
{
    [Fact]
    public void Fits_RandomPatternsAndTexts_AgreesWithDotNet()
    {
        var random = new Random(12);
        for (int trial = 0; trial < 2000; trial++)
        {
            string pattern = Random(random, depth: 3);
            var expected = new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            var parsed = TextPattern.Parse(pattern);

            for (int i = 0; i < 10; i++)
            {
                string text = string.Concat(Enumerable.Range(0, random.Next(0, 6)).Select(_ => "ab1.-"[random.Next(5)]));
                Assert.True(expected.IsMatch(text) == parsed.Fits(text), $"{pattern} with {text}");
            }
        }
    }

    [Theory]
    [InlineData(@"\d{1,2}\.\d{1,2}\.\d{4}", "3.12.1931", true)]
    [InlineData(@"\d{1,2}\.\d{1,2}\.\d{4}", "3.12.31", false)]
    [InlineData(@"£?[0-9]+(\.[0-9]{2})?", "£12.50", true)]
    [InlineData("[^a-z]*", "ABC", true)]
    [InlineData("[^a-z]*", "ABc", false)]
    [InlineData("[]-]", "]", true)]
    [InlineData("(a*)*", "aaa", true)]
    [InlineData("", "", true)]
    [InlineData("é", "e\u0301", true)]          // the same in NFC
    public void Fits_UsualPatterns_AsExpected(string pattern, string text, bool expected)
    {
        Assert.Equal(expected, TextPattern.Parse(pattern).Fits(text));
    }

    [Theory]
    [InlineData("(ab", "expected ) after (")]
    [InlineData("ab)", "character 3: expected no ) without a (")]
    [InlineData("[ab", "expected ] after [")]
    [InlineData("*a", "expected something before * to repeat")]
    [InlineData("a{3,1}", "got 3 and 1")]
    [InlineData("a{,3}", "expected a number of repetitions up to 200; got \"\"")]
    [InlineData("a{1", "expected } after {m,n")]
    [InlineData("a{900}", "got \"900\"")]
    [InlineData("a\\", "expected a character after \\")]
    [InlineData("\\q", "got \\q")]
    [InlineData("[z-a]", "got z-a")]
    [InlineData("((a{100}){100}){100}", "more than 10000 places")]
    public void Parse_Malformed_NamesThePlace(string pattern, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => TextPattern.Parse(pattern));

        Assert.StartsWith($"Pattern \"{pattern}\", character ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NestedDeeply_IsRefusedOrDoneAtOnce()
    {
        Assert.Contains("at most 100 ( in each other", Assert.Throws<ArgumentException>(() => TextPattern.Parse(new string('(', 100_000))).Message, StringComparison.Ordinal);
        Assert.True(TextPattern.Parse("((((((){200}){200}){200}){200}){200})").Fits(""));
    }

    [Fact]
    public void Decode_WordsOfAPattern_AreWeighedWithAllOfIt()
    {
        var codec = new Codec(["1", "2", "a", "b", " "]);
        // "1 a" or "2 b": the 2 is a little likelier by itself, but no b follows.
        float[] first = [0, 5, 5.4f, 0, 0, 0], blank = [9, 0, 0, 0, 0, 0], space = [0, 0, 0, 0, 0, 9], last = [0, 0, 0, 9, 0, 0];
        Logits logits = new([.. first, .. blank, .. space, .. blank, .. last], 6);

        RecognizedText read = new BeamDecoder(codec, options: new() { Pattern = TextPattern.Parse("1 a|2 b") }).Decode(logits);

        Assert.Equal("1 a", read.Text);
        Assert.True(read.Words[0].Confidence > 10 * read.Words[0].Alternatives.Sum(other => other.Confidence));
        Assert.True(read.Margin > 3);
    }

    [Fact]
    public void Decode_WithAPattern_ReadsTheBestThatFits()
    {
        var codec = new Codec(["1", "l", ".", " "]);
        // l.l with the 1 close behind
        float[] doubtful = [0, 5, 6, 0, 0], blank = [6, 0, 0, 0, 0], point = [0, 0, 0, 6, 0];
        Logits logits = new([.. doubtful, .. blank, .. point, .. blank, .. doubtful], 5);

        RecognizedText free = new BeamDecoder(codec).Decode(logits), fitting = new BeamDecoder(codec, options: new() { Pattern = TextPattern.Parse(@"\d\.\d") }).Decode(logits);
        RecognizedText none = new BeamDecoder(codec, options: new() { Pattern = TextPattern.Parse(@"\d{9}") }).Decode(logits);

        Assert.Equal("l.l", free.Text);
        Assert.Equal("1.1", fitting.Text);
        Assert.InRange(fitting.Confidence, 0.01, 0.4);              // l.l was likelier
        Assert.Equal(("", 0), (none.Text, none.Confidence));
    }

    [Fact]
    public void Knowledge_OfAPattern_FollowsItWithASpaceAtEitherEnd()
    {
        var codec = new Codec(["a", "b", " "]);
        var knowledge = new PatternKnowledge(TextPattern.Parse("a b|a"), codec);
        foreach (var (text, fits) in new[] { ("a", true), (" a", true), (" a ", true), ("a b", true), (" a b ", true), ("b", false), ("  a", false), ("a  ", false), ("a ba", false), ("", false) })
        {
            int state = knowledge.Start;
            double score = 0;
            foreach (int label in codec.Encode(text))
            {
                score += knowledge.Score(state, label);
                if (double.IsNegativeInfinity(score))
                    break;
                state = knowledge.Next(state, label);
            }
            Assert.Equal(fits, score == 0 && knowledge.End(state) == 0);
        }
    }

    private static string Random(Random random, int depth) => random.Next(depth == 0 ? 4 : 9) switch
    {
        0 => "a",
        1 => "b",
        2 => @"\d",
        3 => "[^a.]",
        4 => $"({Random(random, depth - 1)}|{Random(random, depth - 1)})",
        5 => $"({Random(random, depth - 1)})?",
        6 => $"({Random(random, depth - 1)})*",
        7 => $"({Random(random, depth - 1)}){{{random.Next(0, 2)},{random.Next(2, 4)}}}",
        _ => Random(random, depth - 1) + Random(random, depth - 1),
    };
}
