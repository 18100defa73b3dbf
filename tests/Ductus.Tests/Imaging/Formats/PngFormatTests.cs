using Ductus.Imaging;
using static Ductus.Tests.Imaging.Formats.Pictures;

namespace Ductus.Tests.Imaging.Formats;

public sealed class PngFormatTests
{
    [Theory]
    [InlineData(1, "0 255 255 0")]
    [InlineData(2, "0 255 85 170")]
    [InlineData(4, "0 255 51 238")]
    [InlineData(8, "0 255 3 14")]
    public void Read_GreyOfAnyDepth_FillsTheWholeRange(byte depth, string expected)
    {
        ushort highest = (ushort)((1 << depth) - 1);
        ushort[] samples = depth == 1 ? [0, 1, 1, 0] : depth == 2 ? [0, 3, 1, 2] : [0, highest, 3, 14];

        Assert.Equal(expected, Rows(Read(PngBytes.Make(4, 1, PngBytes.Grey, depth, samples))));
    }

    [Fact]
    public void Read_Grey16_IsRounded()
    {
        byte[] file = PngBytes.Make(4, 1, PngBytes.Grey, 16, [0, 65535, 128, 386]);

        Assert.Equal("0 255 0 2", Rows(Read(file)));
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(16, 257)]
    public void Read_Colour_IsWeighedByBrightness(byte depth, int scale)
    {
        ushort[] samples = Scaled(scale, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255);

        Assert.Equal("76 150 29 255", Rows(Read(PngBytes.Make(4, 1, PngBytes.Colour, depth, samples))));
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(16, 257)]
    public void Read_Alpha_LiesOnWhite(byte depth, int scale)
    {
        ushort[] grey = Scaled(scale, 0, 255, 0, 0, 100, 51);
        ushort[] colour = Scaled(scale, 255, 0, 0, 255, 0, 0, 0, 0, 100, 100, 100, 51);

        // 100 · 51/255 + 255 · 204/255 = 224
        Assert.Equal("0 255 224", Rows(Read(PngBytes.Make(3, 1, PngBytes.GreyAlpha, depth, grey))));
        Assert.Equal("76 255 224", Rows(Read(PngBytes.Make(3, 1, PngBytes.ColourAlpha, depth, colour))));
    }

    [Theory]
    [InlineData(1, new ushort[] { 0, 1, 1 }, new byte[] { 0, 0 }, "255 255 255")]
    [InlineData(4, new ushort[] { 0, 3, 15 }, new byte[] { 0, 3 }, "0 255 255")]
    [InlineData(8, new ushort[] { 0, 3, 4 }, new byte[] { 0, 3 }, "0 255 4")]
    [InlineData(16, new ushort[] { 0, 0x0300, 0x0301 }, new byte[] { 3, 0 }, "0 255 3")]
    public void Read_GreyWithOneTransparentLevel_OnlyThatIsWhite(byte depth, ushort[] samples, byte[] level, string expected)
    {
        Assert.Equal(expected, Rows(Read(PngBytes.Make(3, 1, PngBytes.Grey, depth, samples, extra: ("tRNS", level)))));
    }

    [Fact]
    public void Read_ColourWithOneTransparentColour_OnlyThatIsWhite()
    {
        byte[] file = PngBytes.Make(2, 1, PngBytes.Colour, 8, [255, 0, 0, 255, 0, 1], extra: ("tRNS", [0, 255, 0, 0, 0, 0]));

        Assert.Equal("255 76", Rows(Read(file)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Read_Palette_AppliesColoursAndTheirOpacity(byte depth)
    {
        byte[] file = PngBytes.Make(3, 1, PngBytes.Palette, depth, [1, 0, 1], extra: [("PLTE", [255, 0, 0, 100, 100, 100]), ("tRNS", [255, 51])]);

        Assert.Equal("224 76 224", Rows(Read(file)));
    }

    [Fact]
    public void Read_ColourOutsideThePalette_IsBlack()
    {
        byte[] file = PngBytes.Make(2, 1, PngBytes.Palette, 8, [0, 200], extra: ("PLTE", [255, 255, 255]));

        Assert.Equal("255 0", Rows(Read(file)));
    }

    public static TheoryData<byte, byte> Kinds => new()
    {
        { PngBytes.Grey, 1 }, { PngBytes.Grey, 2 }, { PngBytes.Grey, 4 }, { PngBytes.Grey, 8 }, { PngBytes.Grey, 16 },
        { PngBytes.Colour, 8 }, { PngBytes.Colour, 16 }, { PngBytes.GreyAlpha, 8 }, { PngBytes.GreyAlpha, 16 },
        { PngBytes.ColourAlpha, 8 }, { PngBytes.ColourAlpha, 16 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_EveryFilterAndInterlacing_GivesTheSamePicture(byte type, byte depth)
    {
        foreach (var (width, height) in new[] { (1, 1), (2, 9), (13, 11), (16, 5) })
        {
            var random = new Random(width);
            int channels = type switch { PngBytes.GreyAlpha => 2, PngBytes.Colour => 3, PngBytes.ColourAlpha => 4, _ => 1 };
            ushort[] samples = [.. Enumerable.Range(0, width * height * channels).Select(_ => (ushort)random.Next(1 << depth))];
            string plain = Rows(Read(PngBytes.Make(width, height, type, depth, samples)));

            for (int filter = -1; filter <= 4; filter++)
            {
                Assert.Equal(plain, Rows(Read(PngBytes.Make(width, height, type, depth, samples, filter))));
                Assert.Equal(plain, Rows(Read(PngBytes.Make(width, height, type, depth, samples, filter, interlaced: true))));
            }
        }
    }

    [Fact]
    public void Read_FileOfAnotherWriter_IsTheSame()
    {
        GreyImage image = Noise(61, 37);

        Assert.Equal(Rows(image), Rows(Read(LeptonicaWriting.PngOf(image))));
    }

    [Fact]
    public void Read_ExifOrientation_IsObeyed()
    {
        byte[] file = PngBytes.Make(3, 2, PngBytes.Grey, 8, [1, 2, 3, 4, 5, 6], extra: ("eXIf", ExifBytes.Make(6, littleEndian: false)));

        Assert.Equal("4 1 / 5 2 / 6 3", Rows(Read(file)));
    }

    [Fact]
    public void Read_TruncatedAnywhere_SaysSo()
    {
        byte[] file = PngBytes.Make(20, 20, PngBytes.Grey, 8, [.. Noise(20, 20).Pixels.ToArray().Select(value => (ushort)value)]);

        for (int length = 8; length < file.Length; length++)
            Assert.Matches("truncated|ends after", Fails(file[..length]).Message);
    }

    [Fact]
    public void Read_DamagedImageData_SaysSo()
    {
        byte[] file = PngBytes.Make(20, 20, PngBytes.Grey, 8, [.. Noise(20, 20).Pixels.ToArray().Select(value => (ushort)value)]);
        file[^30] ^= 0x55;

        Assert.StartsWith("page: expected an undamaged PNG; its image data cannot be decompressed", Fails(file).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LessImageDataThanAnnounced_SaysSo() =>
        Assert.Equal("page: expected image data for 5 × 4 pixels; it has less.", Fails(PngBytes.OnlyHeader(5, 4)).Message);

    [Fact]
    public void Read_WrongChecksumOfTheHeader_SaysSo()
    {
        byte[] file = PngBytes.Make(1, 1, PngBytes.Grey, 8, [0]);
        file[19] = 2;

        Assert.Equal("page: expected an undamaged PNG; the checksum of its IHDR chunk is wrong.", Fails(file).Message);
    }

    private static ushort[] Scaled(int scale, params int[] values) => [.. values.Select(value => (ushort)(value * scale))];
}
