using System.IO.Compression;
using Ductus.Imaging;
using static Ductus.Tests.Imaging.Formats.Pictures;

namespace Ductus.Tests.Imaging.Formats;

public sealed class TiffFormatTests
{
    private const int WhiteIsZero = 0, BlackIsZero = 1, Rgb = 2, Cmyk = 5;

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void ReadPages_SeveralPages_ComeInOrder(bool littleEndian, bool big)
    {
        byte[] file = new TiffBytes(littleEndian, big).AddPage(2, 1, 8, 1, BlackIsZero, [1, 2]).AddPage(1, 3, 8, 1, BlackIsZero, [3, 4, 5])
            .AddPage(1, 1, 8, 1, BlackIsZero, [6]).ToArray();

        Assert.Equal(["1 2", "3 / 4 / 5", "6"], ImageFile.ReadPages(file, "pages").Select(Rows));
        Assert.Equal("1 2", Rows(Read(file)));
    }

    [Theory]
    [InlineData(1, BlackIsZero, new byte[] { 0b0110_0000 }, "0 255 255 0")]
    [InlineData(1, WhiteIsZero, new byte[] { 0b0110_0000 }, "255 0 0 255")]
    [InlineData(2, BlackIsZero, new byte[] { 0b0001_1011 }, "0 85 170 255")]
    [InlineData(2, WhiteIsZero, new byte[] { 0b0001_1011 }, "255 170 85 0")]
    [InlineData(4, BlackIsZero, new byte[] { 0x0F, 0x3E }, "0 255 51 238")]
    [InlineData(4, WhiteIsZero, new byte[] { 0x0F, 0x3E }, "255 0 204 17")]
    [InlineData(8, BlackIsZero, new byte[] { 0, 255, 3, 14 }, "0 255 3 14")]
    [InlineData(8, WhiteIsZero, new byte[] { 0, 255, 3, 14 }, "255 0 252 241")]
    [InlineData(16, BlackIsZero, new byte[] { 0, 0, 255, 255, 9, 3, 0, 14 }, "0 255 3 14")]
    [InlineData(16, WhiteIsZero, new byte[] { 0, 0, 255, 255, 9, 3, 0, 14 }, "255 0 252 241")]
    public void Read_GreyOfAnyDepth_FillsTheWholeRange(int bits, int photometric, byte[] data, string expected)
    {
        byte[] file = new TiffBytes().AddPage(4, 1, bits, 1, photometric, data).ToArray();

        Assert.Equal(expected, Rows(Read(file)));
    }

    [Fact]
    public void Read_16BitsBigEndian_TakesTheHighByte() =>
        Assert.Equal("3 14", Rows(Read(new TiffBytes(littleEndian: false).AddPage(2, 1, 16, 1, BlackIsZero, [3, 9, 14, 0]).ToArray())));

    [Fact]
    public void Read_Colour_IsWeighedByBrightness() =>
        Assert.Equal("76 150 29", Rows(Read(new TiffBytes().AddPage(3, 1, 8, 3, Rgb, [255, 0, 0, 0, 255, 0, 0, 0, 255]).ToArray())));

    [Fact]
    public void Read_Cmyk_IsConverted() =>
        Assert.Equal("255 0 179", Rows(Read(new TiffBytes().AddPage(3, 1, 8, 4, Cmyk, [0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0]).ToArray())));

    [Theory]
    [InlineData(1, new byte[] { 20, 20, 20, 51 })]
    [InlineData(2, new byte[] { 100, 100, 100, 51 })]
    public void Read_Alpha_LiesOnWhite(int extraSamples, byte[] halfTransparent)
    {
        // ExtraSamples (338): 1 colours are multiplied with alpha already, 2 they are not. 100 · 51/255 = 20
        byte[] file = new TiffBytes().AddPage(3, 1, 8, 4, Rgb, [0, 0, 0, 255, 0, 0, 0, 0, .. halfTransparent], (338, extraSamples)).ToArray();

        Assert.Equal("0 255 224", Rows(Read(file)));
    }

    [Theory]
    [InlineData(1, "1 2 3 / 4 5 6")]
    [InlineData(2, "3 2 1 / 6 5 4")]
    [InlineData(3, "6 5 4 / 3 2 1")]
    [InlineData(4, "4 5 6 / 1 2 3")]
    [InlineData(5, "1 4 / 2 5 / 3 6")]
    [InlineData(6, "4 1 / 5 2 / 6 3")]
    [InlineData(7, "6 3 / 5 2 / 4 1")]
    [InlineData(8, "3 6 / 2 5 / 1 4")]
    public void Read_Orientation_IsObeyed(int orientation, string expected)
    {
        byte[] grey = new TiffBytes().AddPage(3, 2, 8, 1, BlackIsZero, [1, 2, 3, 4, 5, 6], (274, orientation)).ToArray();
        byte[] colour = new TiffBytes().AddPage(3, 2, 8, 3, Rgb, [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6], (274, orientation)).ToArray();

        Assert.Equal(expected, Rows(Read(grey)));
        Assert.Equal(expected, Rows(Read(colour)));
    }

    [Theory]
    [InlineData(LeptonicaWriting.PackBits)]
    [InlineData(LeptonicaWriting.Lzw)]
    [InlineData(LeptonicaWriting.Zip)]
    public void Read_Compressed_IsTheSame(int compression)
    {
        GreyImage image = Noise(61, 37);

        Assert.Equal(Rows(image), Rows(Read(LeptonicaWriting.TiffOf(image, compression))));
    }

    [Fact]
    public void ReadPages_ReducedCopies_AreLeftOut()
    {
        byte[] file = new TiffBytes().AddPage(1, 1, 8, 1, BlackIsZero, [1]).AddPage(1, 1, 8, 1, BlackIsZero, [2], (254, 1))
            .AddPage(1, 1, 8, 1, BlackIsZero, [3]).ToArray();

        Assert.Equal(["1", "3"], ImageFile.ReadPages(file, "pages").Select(Rows));
    }

    [Fact]
    public void ReadPages_OnlyAReducedCopy_IsRead() =>
        Assert.Equal("2", Rows(Read(new TiffBytes().AddPage(1, 1, 8, 1, BlackIsZero, [2], (254, 1)).ToArray())));

    [Fact]
    public void ReadPages_PagesInACircle_EndWithAnError()
    {
        byte[] file = new TiffBytes().AddPage(1, 1, 8, 1, BlackIsZero, [1]).ToArray();
        byte[] circle = new TiffBytes().AddPage(1, 1, 8, 1, BlackIsZero, [1]).LoopTo(BitConverter.ToUInt32(file, 4)).ToArray();

        var exception = Assert.Throws<ImageFormatException>(() => ImageFile.ReadPages(circle, "pages").Count());

        Assert.Contains("its list of pages is a circle", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadPages_SecondPageDamaged_GivesTheFirst()
    {
        byte[] file = new TiffBytes().AddPage(1, 1, 8, 1, BlackIsZero, [1]).AddPage(1, 1, 12, 1, BlackIsZero, [1, 2]).ToArray();

        using IEnumerator<GreyImage> pages = ImageFile.ReadPages(file, "pages").GetEnumerator();

        Assert.True(pages.MoveNext());
        Assert.Equal("1", Rows(pages.Current));
        Assert.Contains("invalid bps = 12", Assert.Throws<ImageFormatException>(() => pages.MoveNext()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, BlackIsZero)]
    [InlineData(3, Rgb)]
    public void Read_Truncated_SaysSo(int samples, int photometric)
    {
        byte[] data = new byte[30 * 30 * samples];
        byte[] file = new TiffBytes().AddPage(30, 30, 8, samples, photometric, data).ToArray();

        for (int length = 8; length < file.Length; length += 13)
            Assert.Contains("truncated", Fails(file[..length]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_StripBeyondTheEnd_SaysSo()
    {
        byte[] file = new TiffBytes().AddPage(2, 2, 8, 3, Rgb, new byte[12]).ToArray();
        int strip = file.AsSpan().IndexOf(new byte[] { 0x11, 0x01, 4, 0, 1, 0, 0, 0 });
        file[strip + 10] = 1;

        Assert.Contains("before the image data of its page does: it is truncated", Fails(file).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void Read_Tiles_ArePutTogether(bool littleEndian, bool big)
    {
        GreyImage image = Noise(41, 37);
        byte[] file = new TiffBytes(littleEndian, big).AddPage(1, 1, 8, 1, BlackIsZero, [9])
            .AddTiledPage(41, 37, (16, 32), 8, 1, BlackIsZero, TilesOf(image, 16, 32)).ToArray();

        Assert.Equal(["9", Rows(image)], ImageFile.ReadPages(file, "pages").Select(Rows));
    }

    [Fact]
    public void Read_CompressedTiles_AreTheSame()
    {
        GreyImage image = Noise(50, 20);
        byte[][] tiles = [.. TilesOf(image, 32, 32).Select(Deflated)];
        byte[] file = new TiffBytes().AddTiledPage(50, 20, (32, 32), 8, 1, BlackIsZero, tiles, (259, 8)).ToArray();

        Assert.Equal(Rows(image), Rows(Read(file)));
    }

    [Fact]
    public void Read_ColouredTiles_AreWeighedByBrightnessAndTurned()
    {
        byte[] red = [.. Enumerable.Repeat<byte[]>([255, 0, 0], 256).SelectMany(pixel => pixel)];
        byte[] green = [.. Enumerable.Repeat<byte[]>([0, 255, 0], 256).SelectMany(pixel => pixel)];
        byte[] file = new TiffBytes().AddTiledPage(17, 1, (16, 16), 8, 3, Rgb, [red, green], (274, 3)).ToArray();

        Assert.Equal("150 " + string.Join(' ', Enumerable.Repeat("76", 16)), Rows(Read(file)));
    }

    [Fact]
    public void Read_BilevelTiles_WhiteIsZeroIsTurnedAround()
    {
        byte[] file = new TiffBytes().AddTiledPage(16, 1, (16, 16), 1, 1, WhiteIsZero, [[0xF0, 0x0F, .. new byte[30]]]).ToArray();

        Assert.Equal("0 0 0 0 255 255 255 255 255 255 255 255 0 0 0 0", Rows(Read(file)));
    }

    [Theory]
    [InlineData(16, 16, 1, 1, "expected a TIFF of 2 × 1 tiles; it has 1")]
    [InlineData(0, 16, 2, 1, "expected a TIFF with tiles that fit its page; they have 0 × 16 pixels")]
    [InlineData(16, 60000, 2, 1, "they have 16 × 60000 pixels")]
    [InlineData(16, 16, 2, 3, "it has tiles for each colour")]
    public void Read_OddTiles_SaysWhatIsWrong(int tileWidth, int tileHeight, int tiles, int samples, string says)
    {
        byte[][] data = [.. Enumerable.Range(0, tiles).Select(_ => new byte[256])];
        byte[] file = new TiffBytes()
            .AddTiledPage(20, 16, (tileWidth, tileHeight), 8, samples, samples == 1 ? BlackIsZero : Rgb, data, (284, samples == 1 ? 1 : 2)).ToArray();

        Assert.Contains(says, Fails(file).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TruncatedTiles_SaysSo()
    {
        byte[] file = new TiffBytes().AddTiledPage(16, 16, (16, 16), 8, 1, BlackIsZero, [new byte[256]]).ToArray();

        for (int length = 8; length < file.Length; length += 7)
            Assert.Contains("truncated", Fails(file[..length]).Message, StringComparison.Ordinal);
    }

    /// <summary>Padded with 7.</summary>
    private static byte[][] TilesOf(GreyImage image, int width, int height)
    {
        var tiles = new List<byte[]>();
        for (int top = 0; top < image.Height; top += height)
            for (int left = 0; left < image.Width; left += width)
                tiles.Add([.. Enumerable.Range(0, width * height).Select(i => (X: left + i % width, Y: top + i / width))
                    .Select(at => at.X < image.Width && at.Y < image.Height ? image[at.X, at.Y] : (byte)7)]);
        return [.. tiles];
    }

    private static byte[] Deflated(byte[] data)
    {
        using var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionLevel.Fastest))
            zlib.Write(data);
        return target.ToArray();
    }
}
