using Ductus.Imaging;
using static Ductus.Tests.Imaging.Formats.Pictures;

namespace Ductus.Tests.Imaging.Formats;

public sealed class JpegFormatTests
{
    [Fact]
    public void Read_Grey_IsExact() => Assert.Equal("0 255 97", Blocks(JpegBytes.Make(3, [[0], [255], [97]])));

    [Fact]
    public void Read_YCbCr_TakesTheLuminance() => Assert.Equal("76 150 29", Blocks(JpegBytes.Make(3, [[76, 85, 255], [150, 44, 21], [29, 255, 107]])));

    [Fact]
    public void Read_RgbByAdobesMarker_IsWeighedByBrightness() =>
        Assert.Equal("76 150 29", Blocks(JpegBytes.Make(3, [[255, 0, 0], [0, 255, 0], [0, 0, 255]], adobeTransform: 0)));

    [Fact]
    public void Read_CmykOfAdobe_IsInverted()
    {
        // Stored as 255 − ink: paper, black, full cyan (0, 255, 255 in RGB), half black
        byte[] file = JpegBytes.Make(4, [[255, 255, 255, 255], [255, 255, 255, 0], [0, 255, 255, 255], [255, 255, 255, 128]], adobeTransform: 0);

        Assert.Equal("255 0 179 128", Blocks(file));
    }

    [Fact]
    public void Read_CmykWithoutMarker_IsInkAsItIs() =>
        Assert.Equal("255 0 179", Blocks(JpegBytes.Make(3, [[0, 0, 0, 0], [0, 0, 0, 255], [255, 0, 0, 0]])));

    [Fact]
    public void Read_YcckOfAdobe_IsConverted()
    {
        // YCC of the inverted inks: white, mid grey; K inverted
        byte[] file = JpegBytes.Make(3, [[0, 128, 128, 255], [155, 128, 128, 255], [0, 128, 128, 0]], adobeTransform: 2);

        Assert.Equal("255 100 0", Blocks(file));
    }

    [Theory]
    [InlineData(1, "10 60 110 / 160 210 250")]
    [InlineData(2, "110 60 10 / 250 210 160")]
    [InlineData(3, "250 210 160 / 110 60 10")]
    [InlineData(4, "160 210 250 / 10 60 110")]
    [InlineData(5, "10 160 / 60 210 / 110 250")]
    [InlineData(6, "160 10 / 210 60 / 250 110")]
    [InlineData(7, "250 110 / 210 60 / 160 10")]
    [InlineData(8, "110 250 / 60 210 / 10 160")]
    public void Read_ExifOrientation_IsObeyed(int orientation, string expected)
    {
        byte[] file = JpegBytes.Make(3, [[10], [60], [110], [160], [210], [250]]);

        Assert.Equal(expected, Blocks(JpegBytes.WithOrientation(file, orientation, littleEndian: true)));
        Assert.Equal(expected, Blocks(JpegBytes.WithOrientation(file, orientation, littleEndian: false)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void Read_SenselessOrientation_IsIgnored(int orientation)
    {
        byte[] file = JpegBytes.WithOrientation(JpegBytes.Make(2, [[10], [60]]), orientation, littleEndian: true);

        Assert.Equal("10 60", Blocks(file));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_FileOfAnotherWriter_IsClose(bool progressive)
    {
        GreyImage image = Ramp(100, 75);

        GreyImage read = Read(LeptonicaWriting.JpegOf(image, quality: 95, progressive));

        Assert.Equal((100, 75), (read.Width, read.Height));
        Assert.All(image.Pixels.ToArray().Zip(read.Pixels.ToArray()), pair => Assert.InRange(pair.Second, pair.First - 3, pair.First + 3));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_TruncatedAnywhere_SaysSo(bool progressive)
    {
        byte[] file = LeptonicaWriting.JpegOf(Noise(40, 40), quality: 80, progressive);

        for (int length = 3; length < file.Length; length += 7)
            Assert.Matches("truncated|ends after", Fails(file[..length]).Message);
        Assert.Contains("truncated", Fails(file[..^1]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TruncatedWithAThumbnailInside_IsNotTakenForComplete()
    {
        byte[] thumbnail = JpegBytes.Make(1, [[1]]), file = JpegBytes.Make(2, [[10], [60]]);
        byte[] cut = [0xFF, 0xD8, 0xFF, 0xE2, 0, (byte)(thumbnail.Length + 2), .. thumbnail, .. file[2..^2]];

        Assert.Contains("without an end marker: it is truncated", Fails(cut).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BytesMissingInTheMiddle_SaysSo()
    {
        byte[] file = LeptonicaWriting.JpegOf(Noise(40, 40), quality: 80);

        Assert.Contains("it is damaged or of a kind that is not supported: libjpeg-turbo: ",
            Fails([.. file[..(file.Length / 2)], .. file[(file.Length / 2 + 300)..]]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BytesLeftOverBeforeTheEnd_DoNoHarm()
    {
        byte[] file = JpegBytes.Make(2, [[10], [60]]);

        Assert.Equal("10 60", Blocks([.. file[..^2], 0, 0, 0, 0, 0, 0, 0, 0, .. file[^2..]]));
    }

    [Fact]
    public void Read_HeaderOnly_SaysSo() => Assert.Contains("ends after its header", Fails([0xFF, 0xD8, 0xFF, 0xD9]).Message, StringComparison.Ordinal);

    /// <summary>The middle pixel of each block; all 64 must agree within 1.</summary>
    private static string Blocks(byte[] file)
    {
        GreyImage image = Read(file);
        for (int y = 0; y < image.Height; y++)
            for (int x = 0; x < image.Width; x++)
                Assert.InRange(image[x, y], image[x / 8 * 8, y / 8 * 8] - 1, image[x / 8 * 8, y / 8 * 8] + 1);
        return string.Join(" / ", Enumerable.Range(0, image.Height / 8)
            .Select(row => string.Join(' ', Enumerable.Range(0, image.Width / 8).Select(column => image[8 * column + 4, 8 * row + 4]))));
    }
}
