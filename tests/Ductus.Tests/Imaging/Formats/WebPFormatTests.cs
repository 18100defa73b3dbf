using Ductus.Imaging;
using static Ductus.Tests.Imaging.Formats.Pictures;

namespace Ductus.Tests.Imaging.Formats;

public sealed class WebPFormatTests
{
    [Fact]
    public void Read_Lossless_IsTheSame()
    {
        GreyImage image = Noise(61, 37);

        Assert.Equal(Rows(image), Rows(Read(LeptonicaWriting.WebPOf(image))));
    }

    [Theory]
    [InlineData(false, "76 150 0 100")]
    [InlineData(true, "76 150 255 224")]
    public void Read_ColoursAndOpacity_LieOnWhite(bool hasAlpha, string expected)
    {
        uint[] colours = [.. Enumerable.Repeat(new uint[] { 0xFF0000FF, 0x00FF00FF, 0x00000000, 0x64646433 }, 16).SelectMany(row => row)];

        Assert.StartsWith(expected, Rows(Read(LeptonicaWriting.ColoursOf("WebP", 4, colours, hasAlpha))), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Lossy_IsClose()
    {
        GreyImage image = Ramp(100, 75);

        GreyImage read = Read(LeptonicaWriting.LossyWebPOf(image));

        Assert.Equal((100, 75), (read.Width, read.Height));
        Assert.All(image.Pixels.ToArray().Zip(read.Pixels.ToArray()), pair => Assert.InRange(pair.Second, pair.First - 4, pair.First + 4));
    }

    [Fact]
    public void Read_ExifOrientation_IsObeyed()
    {
        byte[] extended = Extended(LeptonicaWriting.WebPOf(new GreyImage(3, 2, [1, 2, 3, 4, 5, 6])), 3, 2, flags: 0x08,
            [.. "EXIF"u8, 26, 0, 0, 0, .. ExifBytes.Make(6, littleEndian: true)]);

        Assert.Equal("4 1 / 5 2 / 6 3", Rows(Read(extended)));
    }

    [Fact]
    public void Read_Animation_SaysSo()
    {
        byte[] file = Extended(LeptonicaWriting.WebPOf(Noise(3, 2)), 3, 2, flags: 0x02, []);

        Assert.Equal("page: expected a WebP of one image; it is an animation.", Fails(file).Message);
    }

    [Fact]
    public void Read_TruncatedAnywhere_SaysSo()
    {
        byte[] file = LeptonicaWriting.WebPOf(Noise(20, 20));

        for (int length = 12; length < file.Length; length++)
            Assert.Contains("truncated", Fails(file[..length]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Damaged_SaysSo()
    {
        byte[] file = LeptonicaWriting.WebPOf(Noise(20, 20));
        file.AsSpan(26, 60).Fill(0xFF);

        Assert.Contains("expected a readable WebP; it is damaged", Fails(file).Message, StringComparison.Ordinal);
    }

    /// <summary>The image behind a VP8X chunk, and further chunks behind it.</summary>
    private static byte[] Extended(byte[] file, byte width, byte height, byte flags, byte[] more)
    {
        byte[] chunks = [.. "VP8X"u8, 10, 0, 0, 0, flags, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0, .. file[12..], .. more];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(chunks.Length + 4), .. "WEBP"u8, .. chunks];
    }
}
