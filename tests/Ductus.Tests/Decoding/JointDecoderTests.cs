using Ductus.Decoding;
using Ductus.Recognition;

namespace Ductus.Tests.Decoding;

public class JointDecoderTests
{
    private static readonly Codec Letters = new(["a", "b", " "]), Others = new(["b", "a", " "]);

    [Fact]
    public void Decode_SameAlphabetAndFrames_ReadsTheirMean()
    {
        var joint = new JointDecoder([(Letters, new GreedyDecoder(Letters)), (Letters, new GreedyDecoder(Letters))]);

        // The first is a little surer of an a than the second of a b.
        RecognizedText read = joint.Decode([new([0, 4, 0, 0], 4), new([0, 0, 3, 0], 4)]);

        Assert.Equal("a", read.Text);
        Assert.InRange(read.Confidence, 0.4, 0.55);
    }

    [Fact]
    public void Decode_OtherAlphabets_Vote()
    {
        var joint = new JointDecoder([(Letters, new GreedyDecoder(Letters)), (Others, new GreedyDecoder(Others)), (Others, new GreedyDecoder(Others))]);

        RecognizedText read = joint.Decode([new([0, 3, 0, 0], 4), new([0, 3, 0, 0], 4), new([0, 3, 0, 0], 4)]);

        Assert.Equal("b", read.Text);
        Assert.Equal("a", read.Words[0].Alternatives[0].Text);
    }

    [Fact]
    public void Vote_WordByWord_TakesWhatMostHave()
    {
        RecognizedText read = Rover.Vote([(Read("the cat sat", 0.6), 30), (Read("the bat sat on", 0.6), 60), (Read("he bat sat", 0.6), 30)]);

        Assert.Equal("the bat sat", read.Text);
        Assert.Equal(["the", "bat", "sat"], read.Words.Select(word => word.Text));
        Assert.Equal(read.Text, string.Concat(read.Characters.Select(character => character.Character)));
        Assert.All(read.Words, word => Assert.Equal(word.Text, string.Concat(read.Characters.Skip(word.FirstCharacter).Take(word.EndCharacter - word.FirstCharacter).Select(one => one.Character))));
        // The second line has twice as many frames: places are told in those of the first.
        Assert.Equal(2, read.Words[1].FirstFrame);
    }

    [Fact]
    public void Vote_OneAgainstOne_TakesTheSurer()
    {
        Assert.Equal("bat", Rover.Vote([(Read("cat", 0.5), 9), (Read("bat", 0.9), 9)]).Text);
        Assert.Equal("cat", Rover.Vote([(Read("cat", 0.9), 9), (Read("bat", 0.5), 9)]).Text);
        Assert.Equal("cat", Rover.Vote([(Read("cat", 0.9), 9)]).Text);
        Assert.Equal("", Rover.Vote([(Read("", 0.9), 9), (Read("", 0.9), 9)]).Text);
    }

    [Fact]
    public void Decode_ListsOfModelsThatDoNotAlign_TakeTheSurestEntryWhole()
    {
        string[] list = ["ab a", "ba b", "b"];
        var joint = new JointDecoder([(Letters, new ClosedList(list, Letters)), (Others, new ClosedList(list, Others))]);

        RecognizedText read = joint.Decode([Line(Letters, "ab a", 3), Line(Others, "ba b", 6)]);

        Assert.Equal("ba b", read.Text);
        Assert.NotNull(read.Margin);
    }

    [Fact]
    public void Decode_WrongCount_Throws()
    {
        Assert.Throws<ArgumentException>(() => new JointDecoder([]));
        Assert.Contains("need as many logits; got 0", Assert.Throws<ArgumentException>(() => new JointDecoder([(Letters, new GreedyDecoder(Letters))]).Decode([])).Message, StringComparison.Ordinal);
    }

    /// <summary>A frame for each character and a blank behind it.</summary>
    private static Logits Line(Codec codec, string text, float strength) => new(
        [.. codec.Encode(text).SelectMany(label => (int[])[label, Codec.Blank]).SelectMany(label => Enumerable.Range(0, codec.Classes).Select(one => one == label ? strength : 0))], codec.Classes);

    private static RecognizedText Read(string text, double confidence) => new(text, confidence,
        [.. text.Select((character, i) => new RecognizedCharacter(character.ToString(), i, i + 1, confidence))]);
}
