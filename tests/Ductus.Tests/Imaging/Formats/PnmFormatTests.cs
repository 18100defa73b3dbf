using System.Text;
using static Ductus.Tests.Imaging.Formats.Pictures;

namespace Ductus.Tests.Imaging.Formats;

public sealed class PnmFormatTests
{
    [Theory]
    [InlineData("P1 3 2\n0 1 0\n111", "255 0 255 / 0 0 0")]
    [InlineData("P2\n# a comment\n3 1 # 7 7 7\n255\n0 128 255\n", "0 128 255")]
    [InlineData("P2 3 1 15 0 3 15", "0 51 255")]
    [InlineData("P2 3 1 65535 0 257 65535", "0 1 255")]
    [InlineData("P2 2 1 100 50 100", "128 255")]
    [InlineData("P3 2 1 255 255 0 0 0 255 0", "76 150")]
    public void Read_Text_GivesThePixels(string text, string expected) => Assert.Equal(expected, Rows(Read(Encoding.ASCII.GetBytes(text))));

    [Theory]
    [InlineData("P4 10 2\n", new byte[] { 0b1010_0000, 0b0100_0000, 0, 0 }, "0 255 0 255 255 255 255 255 255 0 / 255 255 255 255 255 255 255 255 255 255")]
    [InlineData("P5 3 1 255\n", new byte[] { 0, 128, 255 }, "0 128 255")]
    [InlineData("P5 2 1 15\n", new byte[] { 3, 15 }, "51 255")]
    [InlineData("P5 2 1 65535\n", new byte[] { 1, 1, 128, 128 }, "1 128")]
    [InlineData("P6 2 1 255\n", new byte[] { 255, 0, 0, 0, 255, 0 }, "76 150")]
    [InlineData("P6 1 1 65535\n", new byte[] { 255, 255, 0, 0, 0, 0 }, "76")]
    public void Read_Binary_GivesThePixels(string header, byte[] data, string expected) =>
        Assert.Equal(expected, Rows(Read([.. Encoding.ASCII.GetBytes(header), .. data])));

    [Theory]
    [InlineData("P5 3 2 255\nabcde", "ends after 16 bytes")]
    [InlineData("P4 9 2\nabc", "ends after 10 bytes")]
    [InlineData("P2 2 1 255 7", "expected a number in the text of a PNM; there is none at byte 12")]
    [InlineData("P2 two 1 255 7", "expected a number in the text of a PNM; there is none at byte 3")]
    [InlineData("P1 2 1 0 7", "expected digits 0 and 1 in the text of a PBM; byte 9 is 0x37")]
    [InlineData("P5 1 1 70000\na", "expected a PNM whose highest value is 1…65535; it is 70000")]
    [InlineData("P5 0 1 255\na", "expected an image of at least 1 × 1 pixels; its header says 0 × 1")]
    public void Read_BadFile_SaysWhatIsWrong(string text, string expected) =>
        Assert.Contains(expected, Fails(Encoding.ASCII.GetBytes(text)).Message, StringComparison.Ordinal);
}
