using Ductus.Imaging;
using static Ductus.Tests.Imaging.Formats.Pictures;

namespace Ductus.Tests.Imaging.Formats;

public sealed class Jpeg2000FormatTests
{
    [Fact]
    public void Read_LosslessFile_IsTheSame()
    {
        GreyImage image = Noise(61, 37);

        Assert.Equal(Rows(image), Rows(Read(LeptonicaWriting.Jpeg2000Of(image))));
    }

    [Theory]
    [InlineData(false, "76 150 0 100")]
    [InlineData(true, "76 150 255 224")]
    public void Read_ColoursAndOpacity_LieOnWhite(bool hasAlpha, string expected)
    {
        uint[] colours = [.. Enumerable.Repeat(new uint[] { 0xFF0000FF, 0x00FF00FF, 0x00000000, 0x64646433 }, 16).SelectMany(row => row)];

        Assert.StartsWith(expected, Rows(Read(LeptonicaWriting.ColoursOf("JPEG 2000", 4, colours, hasAlpha))), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BareCodestream_IsTheSame()
    {
        GreyImage image = Noise(61, 37);
        byte[] file = LeptonicaWriting.Jpeg2000Of(image);

        Assert.Equal(Rows(image), Rows(Read(file[Codestream(file)..])));
    }

    [Fact]
    public void Read_Truncated_SaysSo()
    {
        byte[] file = LeptonicaWriting.Jpeg2000Of(Noise(61, 37));

        for (int length = 12; length < file.Length; length += 37)
            Assert.Matches("truncated|ends after|has none|damaged", Fails(file[..length]).Message);
    }

    [Theory]
    [InlineData(38, 0x87, "unsigned samples")]
    [InlineData(38, 0x0F, "expected a JPEG 2000 of 8 bits a sample; it has 16")]
    [InlineData(39, 2, "component 1 has one at every 2 × 1 pixels")]
    public void Read_SamplesOfAnotherKind_SaysSo(int field, byte value, string expected)
    {
        byte[] file = LeptonicaWriting.Jpeg2000Of(Noise(9, 9));
        file[Codestream(file) + 4 + field] = value;

        Assert.Contains(expected, Fails(file).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OtherColours_SaysSo()
    {
        byte[] file = LeptonicaWriting.Jpeg2000Of(Noise(9, 9));
        file[file.AsSpan().IndexOf("colr"u8) + 4 + 6] = 18;

        Assert.Contains("its colour space has number 18", Fails(file).Message, StringComparison.Ordinal);
    }

    private static int Codestream(byte[] file) => file.AsSpan().IndexOf(new byte[] { 0xFF, 0x4F, 0xFF, 0x51 });
}
