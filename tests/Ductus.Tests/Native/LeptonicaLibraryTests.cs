using System.Runtime.InteropServices;
using Ductus.Imaging;
using Ductus.Native;
using Ductus.Native.Leptonica;
using Ductus.Tests.Imaging.Formats;

namespace Ductus.Tests.Native;

/// <summary>By themselves, because they look at what the whole process has allocated and printed.</summary>
[Collection(nameof(LeptonicaLibraryTests))]
[CollectionDefinition(nameof(LeptonicaLibraryTests), DisableParallelization = true)]
public sealed partial class LeptonicaLibraryTests
{
    [Fact]
    public void ReadWebP_Nonsense_ThrowsWithLeptonicasWords()
    {
        var exception = Assert.Throws<NativeException>(() => LeptonicaLibrary.ReadWebP("no image at all, far from it"u8));

        Assert.Equal("Leptonica", exception.Library);
        Assert.Contains("Error in pixReadMemWebP: Invalid WebP file", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadWebP_NonsenseAndThenSomethingElse_DoesNotMixTheirMessages()
    {
        Assert.Throws<NativeException>(() => LeptonicaLibrary.ReadWebP("no image at all, far from it"u8));

        var exception = Assert.Throws<NativeException>(() => LeptonicaLibrary.Create(0, 5, 8));

        Assert.Contains("width must be > 0", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("WebP", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(64, 2)]
    public void ToPix_GreyImage_ComesBackTheSame(int width, int height)
    {
        GreyImage image = Pictures.Noise(width, height);

        using PixHandle pix = PixConversion.ToPix(image);

        Assert.Equal(Pictures.Rows(image), Pictures.Rows(PixConversion.ToGreyImage(pix)));
    }

    [Fact]
    public void ToPix_BinaryImage_HasInkAsBlack()
    {
        var image = new BinaryImage(35, 1, [.. Enumerable.Range(0, 35).Select(x => (byte)(x % 3 == 0 ? 1 : 0))]);

        using PixHandle pix = PixConversion.ToPix(image);

        Assert.Equal(Enumerable.Range(0, 35).Select(x => (byte)(x % 3 == 0 ? 0 : 255)), PixConversion.ToGreyImage(pix).Pixels.ToArray());
    }

    [Fact]
    public void Reading_Repeated_LeavesNoMemoryBehind()
    {
        if (!OperatingSystem.IsLinux())
            return;
        byte[] good = LeptonicaWriting.JpegOf(Pictures.Ramp(1000, 1000)), bad = LeptonicaWriting.WebPOf(Pictures.Noise(400, 400));
        bad.AsSpan(26, 60).Fill(0xFF);
        Repeat(20);
        long before = UsedBytes();

        Repeat(100);

        // A lost page a repetition would be 100 MB and more.
        Assert.InRange(UsedBytes() - before, long.MinValue, 5_000_000);

        void Repeat(int times)
        {
            for (int i = 0; i < times; i++)
            {
                _ = Pictures.Read(good);
                _ = Pictures.Fails(bad);
                _ = Skew.Rotate(Pictures.Flat(300, 300, 9), 0.1);
            }
        }
    }

    [Fact]
    public void Reading_DamagedFiles_PrintsNothing()
    {
        if (!OperatingSystem.IsLinux())
            return;
        GreyImage image = Pictures.Noise(60, 40);
        byte[][] files =
        [
            LeptonicaWriting.JpegOf(image), LeptonicaWriting.JpegOf(image, progressive: true), LeptonicaWriting.PngOf(image),
            LeptonicaWriting.TiffOf(image, LeptonicaWriting.Lzw), LeptonicaWriting.TiffOf(image, LeptonicaWriting.Jpeg),
            LeptonicaWriting.Jpeg2000Of(image), LeptonicaWriting.WebPOf(image),
        ];

        string printed = StandardErrorOf(() =>
        {
            var random = new Random(5);
            foreach (byte[] file in files)
                for (int i = 0; i < 40; i++)
                {
                    byte[] damaged = [.. file];
                    damaged.AsSpan(random.Next(file.Length / 4, file.Length - 20), random.Next(1, 20)).Fill((byte)random.Next(256));
                    try
                    {
                        _ = Pictures.Read(damaged);
                    }
                    catch (ImageFormatException)
                    {
                        // Only what is printed matters here.
                    }
                }
        });

        Assert.Equal("", printed);
    }

    [Fact]
    public void StandardErrorOf_NativeWrite_SeesIt()
    {
        if (OperatingSystem.IsLinux())
            Assert.Equal("ink", StandardErrorOf(() => Write(2, "ink"u8.ToArray(), 3)));
    }

    /// <summary>What the process, native libraries included, writes to its standard error meanwhile.</summary>
    private static string StandardErrorOf(Action action)
    {
        const int StandardError = 2;
        string path = Path.GetTempFileName();
        int saved = Duplicate(StandardError);
        using (var file = new FileStream(path, FileMode.Create))
        {
            Assert.Equal(StandardError, DuplicateTo((int)file.SafeFileHandle.DangerousGetHandle(), StandardError));
            try
            {
                action();
            }
            finally
            {
                Assert.Equal(StandardError, DuplicateTo(saved, StandardError));
            }
        }
        string printed = File.ReadAllText(path);
        File.Delete(path);
        return printed;
    }

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, byte[] bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int file);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int DuplicateTo(int file, int place);

    /// <summary>What glibc's heap has given out and not got back.</summary>
    private static long UsedBytes()
    {
        HeapAccount account = MallInfo2();
        return (long)(account.UsedBytes + account.MappedBytes);
    }

    /// <summary>glibc's <c>struct mallinfo2</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct HeapAccount
    {
        public nuint Arena, FreeBlocks, FastBlocks, MappedBlocks, MappedBytes, Unused, FastBytes, UsedBytes, FreeBytes, TopBytes;
    }

    [LibraryImport("libc", EntryPoint = "mallinfo2")]
    private static partial HeapAccount MallInfo2();
}
