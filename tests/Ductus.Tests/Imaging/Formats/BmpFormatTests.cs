using Ductus.Imaging;
using static Ductus.Tests.Imaging.Formats.Pictures;

namespace Ductus.Tests.Imaging.Formats;

public sealed class BmpFormatTests
{
    private static readonly byte[] RedAndGreen = [0, 0, 255, 0, 0, 255, 0, 0];

    [Theory]
    [InlineData(1, new byte[] { 0b0110_0000, 0, 0, 0 }, "76 150 150")]
    [InlineData(4, new byte[] { 0x01, 0x10, 0, 0 }, "76 150 150")]
    [InlineData(8, new byte[] { 0, 1, 9, 0 }, "76 150 0")]
    public void Read_Palette_GivesItsGreys(int bits, byte[] data, string expected) =>
        Assert.Equal(expected, Rows(Read(Make(3, 1, bits, data, palette: RedAndGreen))));

    [Fact]
    public void Read_TwoRows_TheLowestIsFirst()
    {
        byte[] data = [1, 1, 1, 2, 2, 2, 0, 0, 3, 3, 3, 4, 4, 4, 0, 0];

        Assert.Equal("3 4 / 1 2", Rows(Read(Make(2, 2, 24, data))));
        Assert.Equal("1 2 / 3 4", Rows(Read(Make(2, -2, 24, data))));
    }

    [Fact]
    public void Read_ColoursOf24And32Bits_AreBlueGreenRed()
    {
        Assert.Equal("76 29", Rows(Read(Make(2, 1, 24, [0, 0, 255, 255, 0, 0, 0, 0]))));
        Assert.Equal("76 29", Rows(Read(Make(2, 1, 32, [0, 0, 255, 0, 255, 0, 0, 0]))));
    }

    [Fact]
    public void Read_16Bits_AreFiveOfEachColour() =>
        Assert.Equal("76 150 29 255", Rows(Read(Make(4, 1, 16, [0x00, 0x7C, 0xE0, 0x03, 0x1F, 0x00, 0xFF, 0x7F]))));

    [Theory]
    [InlineData(16, new byte[] { 0x00, 0xF8, 0xE0, 0x07 }, new uint[] { 0xF800, 0x07E0, 0x001F })]
    [InlineData(32, new byte[] { 0, 0, 0, 255, 0, 0, 255, 0 }, new uint[] { 0xFF000000, 0x00FF0000, 0x0000FF00 })]
    public void Read_Masks_SayWhereTheColoursAre(int bits, byte[] data, uint[] masks) =>
        Assert.Equal("76 150", Rows(Read(Make(2, 1, bits, data, compression: 3, palette: [.. masks.SelectMany(BitConverter.GetBytes)]))));

    [Fact]
    public void Read_OldestHeader_IsRead()
    {
        byte[] file = [.. "BM"u8, .. new byte[8], 32, 0, 0, 0, 12, 0, 0, 0, 2, 0, 1, 0, 1, 0, 1, 0, 0, 0, 255, 0, 255, 0, 0b0100_0000, 0, 0, 0];

        Assert.Equal("76 150", Rows(Read(file)));
    }

    [Fact]
    public void Read_BytesBehindTheImage_DoNotMatter() => Assert.Equal("9", Rows(Read([.. Make(1, 1, 24, [9, 9, 9, 0]), 1, 2, 3])));

    [Fact]
    public void Read_Truncated_SaysSo() => Assert.Contains("it ends after 70 bytes", Fails(Make(2, 3, 24, new byte[16])).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_RunLengths_SaysSo() =>
        Assert.Equal("page: expected an uncompressed BMP; its compression is number 1.", Fails(Make(2, 1, 8, [2, 0], compression: 1)).Message);

    public static byte[] GreyOf(GreyImage image) => Make(image.Width, -image.Height, 8,
        [.. Enumerable.Range(0, image.Height).SelectMany(y => image.Row(y).ToArray().Concat(new byte[(4 - image.Width % 4) % 4]))],
        palette: [.. Enumerable.Range(0, 256).SelectMany(grey => new[] { (byte)grey, (byte)grey, (byte)grey, byte.MinValue })]);

    private static byte[] Make(int width, int height, int bits, byte[] data, int compression = 0, byte[]? palette = null) =>
    [
        .. "BM"u8, .. new byte[8], .. BitConverter.GetBytes(54 + (palette?.Length ?? 0)), .. BitConverter.GetBytes(40), .. BitConverter.GetBytes(width),
        .. BitConverter.GetBytes(height), 1, 0, (byte)bits, 0, .. BitConverter.GetBytes(compression), .. new byte[20], .. palette ?? [], .. data,
    ];
}
