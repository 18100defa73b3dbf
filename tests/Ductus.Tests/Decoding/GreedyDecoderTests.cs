using Ductus.Decoding;
using Ductus.Recognition;

namespace Ductus.Tests.Decoding;

public class GreedyDecoderTests
{
    private static readonly Codec Letters = new(["a", "b", " "]);

    [Fact]
    public void BestPath_BlankBetweenEqualLabels_KeepsBoth()
    {
        float[] logits = [0, 9, 0, 9, 0, 0, 0, 9, 0];     // (T=3, C=3): a, blank, a

        Assert.Equal([1, 1], GreedyDecoder.BestPath(logits, classes: 3));
    }

    [Fact]
    public void BestPath_RepeatsWithoutBlank_AreOne()
    {
        float[] logits = [0, 9, 0, 0, 8, 0, 0, 0, 9];     // a, a, b

        Assert.Equal([1, 2], GreedyDecoder.BestPath(logits, classes: 3));
    }

    [Fact]
    public void BestPath_OnlyBlanks_IsEmpty() => Assert.Empty(GreedyDecoder.BestPath([1, 0, 1, 0], classes: 2));

    [Fact]
    public void BestPath_EquallyStrongClasses_TakesTheFirst() => Assert.Equal([1], GreedyDecoder.BestPath([2, 3, 3, 3, 3, 3], classes: 3));

    [Fact]
    public void BestPath_BrokenShape_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => GreedyDecoder.BestPath(new float[7], classes: 3));

        Assert.Contains("multiples of 3; got 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BestPath_SmallRandomLogits_IsTheCollapsedStrongestOfAllPaths()
    {
        var random = new Random(7);
        for (int trial = 0; trial < 300; trial++)
        {
            int frames = random.Next(0, 6), classes = random.Next(1, 5);
            float[] logits = [.. Enumerable.Range(0, frames * classes).Select(_ => (float)(random.NextDouble() * 8 - 4))];

            int[] expected = Collapse(AllPaths(frames, classes).MaxBy(path => path.Select((label, t) => logits[t * classes + label]).Sum())!);

            Assert.Equal(expected, GreedyDecoder.BestPath(logits, classes));
        }
    }

    [Fact]
    public void Decode_SmallRandomLogits_ReadsTheBestPathWithItsCharactersFrames()
    {
        var random = new Random(11);
        var codec = new Codec(["a", "b", "c"]);
        for (int trial = 0; trial < 300; trial++)
        {
            float[] values = [.. Enumerable.Range(0, random.Next(1, 6) * 4).Select(_ => (float)(random.NextDouble() * 8 - 4))];

            RecognizedText read = new GreedyDecoder(codec).Decode(new Logits(values, 4));

            Assert.Equal(codec.Decode(GreedyDecoder.BestPath(values, 4)), read.Text);
            Assert.Equal(read.Text, string.Concat(read.Characters.Select(character => character.Character)));
            foreach (RecognizedCharacter character in read.Characters)
            {
                var frames = Enumerable.Range(character.FirstFrame, character.EndFrame - character.FirstFrame);
                int label = codec.Encode(character.Character)[0];
                Assert.NotEmpty(frames);
                Assert.Equal(frames.Max(frame => Softmax(values, frame, 4)[label]), character.Confidence, 1e-5);
            }
            if (read.Characters.Count > 0)
                Assert.Equal(Math.Pow(read.Characters.Aggregate(1.0, (product, c) => product * c.Confidence), 1.0 / read.Characters.Count), read.Confidence, 1e-5);
        }
    }

    [Fact]
    public void Decode_TwoFramesOfOneCharacter_GivesItsFramesAndItsHighestProbability()
    {
        // blank; a with probability 3/6; a with 9/12; blank; b with 3/6
        float third = MathF.Log(3), ninth = MathF.Log(9);
        float[] logits = [third, 0, 0, 0, 0, third, 0, 0, 0, ninth, 0, 0, third, 0, 0, 0, 0, 0, third, 0];

        RecognizedText read = new GreedyDecoder(Letters).Decode(new Logits(logits, 4));

        Assert.Equal("ab", read.Text);
        Assert.Equal((1, 3), (read.Characters[0].FirstFrame, read.Characters[0].EndFrame));
        Assert.Equal((4, 5), (read.Characters[1].FirstFrame, read.Characters[1].EndFrame));
        Assert.Equal(0.75, read.Characters[0].Confidence, 1e-5);
        Assert.Equal(0.5, read.Characters[1].Confidence, 1e-5);
        Assert.Equal(Math.Sqrt(0.75 * 0.5), read.Confidence, 1e-5);
    }

    [Fact]
    public void Decode_Temperature_SoftensTheConfidence()
    {
        float[] logits = [0, MathF.Log(9), 0, 0];

        Assert.Equal(9 / 12.0, new GreedyDecoder(Letters).Decode(new Logits(logits, 4)).Confidence, 1e-5);
        Assert.Equal(3 / 6.0, new GreedyDecoder(Letters, temperature: 2).Decode(new Logits(logits, 4)).Confidence, 1e-5);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GreedyDecoder(Letters, temperature: 0).Decode(new Logits(logits, 4)));
    }

    [Fact]
    public void Decode_SpacesAtTheEnds_AreDropped()
    {
        int[] path = [3, 1, 3, 2, 3, 0];
        float[] logits = [.. path.SelectMany(label => Enumerable.Range(0, 4).Select(c => c == label ? 5f : 0f))];

        RecognizedText read = new GreedyDecoder(Letters).Decode(new Logits(logits, 4));

        Assert.Equal("a b", read.Text);
        Assert.Equal(3, read.Characters.Count);
    }

    [Fact]
    public void Decode_NothingWritten_IsAsSureAsItsBlanks()
    {
        float[] logits = [MathF.Log(3), 0, 0, 0, MathF.Log(9), 0, 0, 0];

        RecognizedText read = new GreedyDecoder(Letters).Decode(new Logits(logits, 4));

        Assert.Equal("", read.Text);
        Assert.Equal(Math.Sqrt(0.5 * 0.75), read.Confidence, 1e-5);
        Assert.Equal(0, new GreedyDecoder(Letters).Decode(new Logits([], 4)).Confidence);
    }

    [Fact]
    public void Decode_OtherClassesThanTheCodec_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => new GreedyDecoder(Letters).Decode(new Logits(new float[5], 5)));

        Assert.Contains("codec has 4 classes; the logits have 5", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int[]> AllPaths(int frames, int classes) => frames == 0 ? [[]]
        : AllPaths(frames - 1, classes).SelectMany(path => Enumerable.Range(0, classes).Select(label => (int[])[.. path, label]));

    private static int[] Collapse(int[] path) =>
        [.. path.Where((label, t) => label != Codec.Blank && (t == 0 || path[t - 1] != label))];

    private static double[] Softmax(float[] values, int frame, int classes)
    {
        double[] powers = [.. values[(frame * classes)..((frame + 1) * classes)].Select(value => Math.Exp(value))];
        return [.. powers.Select(power => power / powers.Sum())];
    }
}
