using System.Text;
using Ductus.Imaging;
using Ductus.Tests.Imaging.Formats;
using static Ductus.Tests.Imaging.Formats.Pictures;

namespace Ductus.Tests.Imaging;

public sealed class ImageFileTests : IDisposable
{
    private static readonly string[] Names = ["PNG", "JPEG", "TIFF", "JPEG 2000", "WebP", "BMP", "PNM"];

    private readonly string _folder = Directory.CreateTempSubdirectory("ductus-images-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 5)]
    [InlineData(37, 11)]
    public void ToPng_AnySize_ReadsBackTheSame(int width, int height)
    {
        GreyImage image = Noise(width, height);

        Assert.Equal(Rows(image), Rows(ImageFile.Read(ImageFile.ToPng(image), "page")));
    }

    [Fact]
    public void Read_MissingFile_IsAFileNotFound() =>
        Assert.Throws<FileNotFoundException>(() => ImageFile.Read(Path.Combine(_folder, "missing.png")));

    [Fact]
    public void ReadPages_MissingFile_IsFoundOutAtOnce() =>
        Assert.Throws<FileNotFoundException>(() => ImageFile.ReadPages(Path.Combine(_folder, "missing.png")));

    [Fact]
    public void Read_EmptyFile_SaysSo()
    {
        string path = Path.Combine(_folder, "empty.png");
        File.WriteAllBytes(path, []);

        var exception = Assert.Throws<ImageFormatException>(() => ImageFile.Read(path));

        Assert.Equal($"{path}: expected an image (PNG, JPEG, TIFF, JPEG 2000, WebP, BMP, PNM); the file is empty.", exception.Message);
        Assert.Equal(path, exception.Path);
    }

    [Theory]
    [InlineData("Dear Margaret,\nthank you", "it begins with the text \"Dear Margaret, t\".")]
    [InlineData("P7 is a bishop's square", "it begins with the text \"P7 is a bishop's\".")]
    [InlineData("%PDF-1.7", "it is a PDF document, which is read from a file, not from a stream.")]
    [InlineData("GIF89a", "it is a GIF image; convert it to PNG.")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0", "it is a HEIC photo; convert it to JPEG, for example with heif-convert, or set the camera to its most compatible format.")]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0", "it is a HEIC photo; convert it to JPEG, for example with heif-convert, or set the camera to its most compatible format.")]
    [InlineData("\0\0\0\u0018ftypavif\0\0\0\0", "it is an AVIF image; convert it to PNG or JPEG, for example with avifdec.")]
    [InlineData("\u0001\u0002", "it begins with the bytes 0102.")]
    [InlineData("B", "it begins with the text \"B\".")]
    public void Read_NoImage_SaysWhatItIs(string content, string expected)
    {
        var exception = Fails(Encoding.Latin1.GetBytes(content));

        Assert.Equal($"page: expected an image (PNG, JPEG, TIFF, JPEG 2000, WebP, BMP, PNM); {expected}", exception.Message);
    }

    [Fact]
    public void Read_PngUnderTheNameOfAJpeg_IsReadByItsContent()
    {
        string path = Path.Combine(_folder, "page.jpg");
        File.WriteAllBytes(path, ImageFile.ToPng(Flat(1, 1, 77)));

        Assert.Equal("77", Rows(ImageFile.Read(path)));
    }

    public static TheoryData<string, byte[]> HugeHeaders => new()
    {
        { "PNG", PngBytes.OnlyHeader(40_000, 40_000) },
        { "JPEG", Patched(JpegBytes.Make(1, [[0]]), [0xFF, 0xC0, 0, 11, 8], [40_000 >> 8, 40_000 & 0xFF, 40_000 >> 8, 40_000 & 0xFF]) },
        { "TIFF", new TiffBytes().AddPage(40_000, 40_000, 8, 1, 1, [0]).ToArray() },
        { "JPEG 2000", Patched(LeptonicaWriting.Jpeg2000Of(Noise(9, 9)), [0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0], [0, 0, 0x9C, 0x40, 0, 0, 0x9C, 0x40]) },
        { "WebP", [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 0x3F, 0x9C, 0, 0x3F, 0x9C, 0] },
        { "BMP", [.. "BM"u8, .. new byte[8], 54, 0, 0, 0, 40, 0, 0, 0, 0x40, 0x9C, 0, 0, 0x40, 0x9C, 0, 0, 1, 0, 8, 0, .. new byte[24]] },
        { "PNM", [.. "P5 40000 40000 255\n"u8, 0] },
    };

    [Theory]
    [MemberData(nameof(HugeHeaders))]
    public void Read_HeaderOf40000x40000_IsRefusedBeforeAnythingIsAllocated(string format, byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        var exception = Assert.Throws<ImageFormatException>(() => ImageFile.Read(file, format));

        Assert.Equal($"{format}: expected at most 400000000 pixels; its header says 40000 × 40000 = 1600000000.", exception.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Read_MorePixelsThanTheOptionsAllow_IsRefused()
    {
        byte[] file = LeptonicaWriting.PngOf(Noise(10, 10));

        Assert.Equal(100, Read(file, maxPixels: 100).Pixels.Length);
        Assert.Equal("page: expected at most 99 pixels; its header says 10 × 10 = 100.", Fails(file, maxPixels: 99).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2_147_483_592)]
    public void MaxPixels_OutOfRange_IsRefused(long maxPixels)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new ImageFileOptions { MaxPixels = maxPixels });

        Assert.Contains("must be 1…2,147,483,591", exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> EveryFormat => [.. Names];

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void Read_OnePixelBlackOrWhite_IsRead(string format)
    {
        foreach (byte grey in new byte[] { 0, 255 })
        {
            GreyImage read = Read(FileOf(format, Flat(1, 1, grey)));

            Assert.Equal((1, 1), (read.Width, read.Height));
            Assert.InRange(Math.Abs(read[0, 0] - grey), 0, 2);
        }
    }

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void Read_RandomDamage_IsAnImageOrAFormatError(string format)
    {
        var random = new Random(2024);
        byte[] file = FileOf(format, Noise(24, 16));
        int read = 0, refused = 0;

        for (int i = 0; i < 400; i++)
        {
            byte[] damaged = [.. file[..random.Next(file.Length / 2, file.Length + 1)]];
            for (int change = random.Next(1, 6); change > 0; change--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                read += Read(damaged).Pixels.Length > 0 ? 1 : 0;
            }
            catch (ImageFormatException)
            {
                refused++;
            }
        }

        Assert.Equal(400, read + refused);
        Assert.True(refused > 0);
    }

    [Fact]
    public void Read_ManyThreads_GiveTheSameAsOne()
    {
        byte[][] files = [.. Names.Select(format => FileOf(format, Ramp(120, 80))), new byte[] { 0xFF, 0xD8, 0xFF }];
        string[] expected = [.. files.Select(Result)];

        var results = new string[400];
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => results[i] = Result(files[i % files.Length]));

        Assert.Equal(Enumerable.Range(0, results.Length).Select(i => expected[i % files.Length]), results);

        static string Result(byte[] file)
        {
            try
            {
                return Rows(Read(file));
            }
            catch (ImageFormatException exception)
            {
                return exception.Message;
            }
        }
    }

    private static byte[] FileOf(string format, GreyImage image) => format switch
    {
        "PNG" => LeptonicaWriting.PngOf(image),
        "JPEG" => LeptonicaWriting.JpegOf(image),
        "TIFF" => LeptonicaWriting.TiffOf(image, LeptonicaWriting.Lzw),
        "JPEG 2000" => LeptonicaWriting.Jpeg2000Of(image),
        "WebP" => LeptonicaWriting.WebPOf(image),
        "BMP" => BmpFormatTests.GreyOf(image),
        "PNM" => [.. Encoding.ASCII.GetBytes($"P5 {image.Width} {image.Height} 255\n"), .. image.Pixels],
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such format."),
    };

    /// <summary>The file with other bytes behind the first place where the given ones stand.</summary>
    private static byte[] Patched(byte[] file, byte[] place, byte[] bytes)
    {
        int found = file.AsSpan().IndexOf(place);
        Assert.True(found >= 0);
        bytes.CopyTo(file, found + place.Length);
        return file;
    }
}
