using Ductus.Decoding;
using Ductus.Recognition;

namespace Ductus.Tests.Decoding;

public class CharacterDecoderTests
{
    private static readonly Codec Letters = new(["a", "b", "c"]);

    [Fact]
    public void Decode_OneFrame_IsTheBestClassWithTheOthersBehindIt()
    {
        // e⁰ : e¹ : e² among the characters; the blank does not count, however strong.
        RecognizedText read = new CharacterDecoder(Letters).Decode(new Logits([9, 1, 2, 0], 4));

        double sum = Math.E + Math.E * Math.E + 1;
        Assert.Equal("b", read.Text);
        Assert.Equal(Math.E * Math.E / sum, read.Confidence, 1e-6);
        Assert.Equal(["a", "c"], read.Alternatives.Select(other => other.Text));
        Assert.Equal(Math.E / sum, read.Alternatives[0].Confidence, 1e-6);
        Assert.Equal(1 / sum, read.Alternatives[1].Confidence, 1e-6);
        Assert.Equal("b", Assert.Single(read.Words).Text);
    }

    [Fact]
    public void Decode_Temperature_ChangesConfidencesAndNotTheReading()
    {
        var logits = new Logits([0, 1, 3, 0], 4);
        var calibrated = new CharacterDecoder(Letters, temperature: 2, alternatives: 1);

        Assert.Equal("b", calibrated.Decode(logits).Text);
        Assert.True(calibrated.Decode(logits).Confidence < new CharacterDecoder(Letters).Decode(logits).Confidence);
        Assert.Single(calibrated.Decode(logits).Alternatives);
        Assert.True(calibrated.IsCalibrated);
        Assert.False(new CharacterDecoder(Letters).IsCalibrated);
    }

    [Theory]
    [InlineData(8, 4, "1 frame; the logits have 2")]
    [InlineData(3, 3, "4 classes; the logits have 3")]
    public void Decode_OtherLogits_Throws(int values, int classes, string expected)
    {
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => new CharacterDecoder(Letters).Decode(new Logits(new float[values], classes))).Message, StringComparison.Ordinal);
    }
}
