using Ductus.Decoding;
using Ductus.Recognition;

namespace Ductus.Tests.Decoding;

public class ClosedListTests
{
    private static readonly Codec Letters = new(["a", "b", " "]);

    [Fact]
    public void Decode_SmallRandomLines_GivesEveryTextTheSumOfItsPaths()
    {
        string[] texts = ["a", "ab", "ba", "aab", "b"];
        var random = new Random(11);
        for (int trial = 0; trial < 100; trial++)
        {
            Logits logits = new([.. Enumerable.Range(0, random.Next(1, 6) * 4).Select(_ => (float)(random.NextDouble() * 6 - 3))], 4);
            // Spaces at the ends do not tell readings apart.
            var readings = CtcPaths.Readings(LogProbabilities.Of(logits)).GroupBy(reading => Text(reading.Key))
                .ToDictionary(reading => reading.Key, reading => reading.Where(one => IsListed(one.Key)).Sum(one => Math.Exp(one.Value)), StringComparer.Ordinal);
            double[] expected = [.. texts.Select(text => readings.GetValueOrDefault(text)).OrderDescending()];

            RecognizedText read = new ClosedList(texts, Letters, alternatives: 100).Decode(logits);

            Assert.Equal(texts.MaxBy(text => readings.GetValueOrDefault(text)), read.Text);
            // All confidences have one sum, in which the best of the other readings is, too, with at least three quarters of its paths, since a beam finds them.
            double free = CtcPaths.Readings(LogProbabilities.Of(logits)).GroupBy(reading => Text(reading.Key)).Where(reading => !texts.Contains(reading.Key))
                .Max(reading => reading.Sum(one => Math.Exp(one.Value)));
            Assert.InRange(read.Confidence, expected[0] / (expected.Sum() + free) - 1e-6, expected[0] / (expected.Sum() + 0.75 * free) + 1e-6);
            for (int i = 0; i < read.Alternatives.Count; i++)
                Assert.Equal(expected[i + 1] / expected[0], read.Alternatives[i].Confidence / read.Confidence, 1e-4);
            if (expected[1] > 0)
                Assert.Equal(Math.Log(expected[0] / expected[1]), read.Margin!.Value, 1e-3);
        }
    }

    [Fact]
    public void Decode_WritingOfSomethingElse_IsNotSure()
    {
        Logits logits = Line("b", "", "b", "", "b");

        Assert.InRange(new ClosedList(["aaa", "bbb"], Letters).Decode(logits).Confidence, 0.9, 1);
        RecognizedText other = new ClosedList(["aaa", "aba"], Letters).Decode(logits);

        Assert.Equal("aba", other.Text);
        Assert.InRange(other.Confidence, 0, 0.01);
    }

    [Fact]
    public void Decode_TextOfSeveralWords_HasThem()
    {
        RecognizedText read = new ClosedList(["a b", "b"], Letters).Decode(Line("a", "", " ", "b"));

        Assert.Equal(["a", "b"], read.Words.Select(word => word.Text));
        Assert.Equal(3, read.Characters[2].FirstFrame);
    }

    [Fact]
    public void Decode_TooFewFrames_ReadsNothing()
    {
        Assert.Equal("", new ClosedList(["abab"], Letters).Decode(Line("a", "b")).Text);
    }

    [Fact]
    public void New_CharactersThatTheModelCannotWrite_AreNamedAndCounted()
    {
        var error = Assert.Throws<ArgumentException>(() => new ClosedList(["ab", "año", "cab", "ba"], Letters));

        Assert.Contains("2 of 4 texts have characters that the model cannot write (c o ñ), such as \"año\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_NothingOnTheList_SaysSo()
    {
        Assert.Contains("at least 1 text; it is empty", Assert.Throws<ArgumentException>(() => new ClosedList([" ", ""], Letters)).Message, StringComparison.Ordinal);
    }

    private static string Text(string key) => Letters.Decode(Labels(key)).Trim();

    /// <summary>A list knows one space at either end, no more.</summary>
    private static bool IsListed(string key) => Letters.Decode(Labels(key)) is var text && text.Length - text.TrimStart().Length <= 1 && text.Length - text.TrimEnd().Length <= 1;

    private static int[] Labels(string key) => [.. key.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

    private static Logits Line(params string[] frames) => new(
        [.. frames.SelectMany(frame => (float[])[frame.Length == 0 ? 6 : 0, frame == "a" ? 6 : 0, frame == "b" ? 6 : 0, frame == " " ? 6 : 0])], 4);
}
