using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ductus.Imaging;
using Ductus.Native;
using Ductus.Native.Leptonica;

namespace Ductus.Tests.Imaging.Formats;

/// <summary>Files as Leptonica's own writers make them, for the formats that are not worth a writer of the tests.</summary>
internal static unsafe partial class LeptonicaWriting
{
    // imageio.h
    public const int PackBits = 5, Group4 = 8, Lzw = 9, Zip = 10, Jpeg = 17;

    private const string Library = "leptonica";

    [ModuleInitializer]
    internal static void Register() => NativeLibraries.Register(typeof(LeptonicaWriting).Assembly);

    public static byte[] JpegOf(GreyImage image, int quality = 95, bool progressive = false) =>
        Write(image, (pix, data, size) => PixWriteMemJpeg(data, size, pix, quality, progressive ? 1 : 0));

    /// <summary>Lossless.</summary>
    public static byte[] Jpeg2000Of(GreyImage image) => Write(image, (pix, data, size) => PixWriteMemJp2k(data, size, pix, 100, 1, 0, 0));

    /// <summary>Lossless.</summary>
    public static byte[] WebPOf(GreyImage image) => Write(image, (pix, data, size) => PixWriteMemWebP(data, size, pix, 80, 1));

    public static byte[] LossyWebPOf(GreyImage image) => Write(image, (pix, data, size) => PixWriteMemWebP(data, size, pix, 95, 0));

    public static byte[] TiffOf(GreyImage image, int compression) =>
        Write(image, (pix, data, size) => PixWriteMemTiff(data, size, pix, compression));

    public static byte[] PngOf(GreyImage image)
    {
        using PixHandle pix = PixConversion.ToPix(image);
        return LeptonicaLibrary.WritePng(pix);
    }

    /// <summary>Lossless.</summary>
    /// <param name="format">JPEG 2000 or WebP.</param>
    /// <param name="width">Columns.</param>
    /// <param name="colours">0xRRGGBBAA, row after row.</param>
    /// <param name="hasAlpha">Whether AA is written.</param>
    public static byte[] ColoursOf(string format, int width, uint[] colours, bool hasAlpha)
    {
        using PixHandle pix = LeptonicaLibrary.Create(width, colours.Length / width, 32);
        colours.CopyTo(new Span<uint>(LeptonicaNative.PixGetData(pix), colours.Length));
        _ = PixSetSpp(pix, hasAlpha ? 4 : 3);
        return Write(pix, format == "WebP" ? (image, data, size) => PixWriteMemWebP(data, size, image, 80, 1)
            : (image, data, size) => PixWriteMemJp2k(data, size, image, 100, 1, 0, 0));
    }

    private delegate int Writer(PixHandle pix, byte** data, nuint* size);

    private static byte[] Write(GreyImage image, Writer write)
    {
        using PixHandle pix = PixConversion.ToPix(image);
        return Write(pix, write);
    }

    private static byte[] Write(PixHandle pix, Writer write)
    {
        byte* data = null;
        nuint size = 0;
        LeptonicaMessages.Clear();
        int failed = write(pix, &data, &size);
        Assert.True(failed == 0, LeptonicaMessages.Take());
        byte[] bytes = new ReadOnlySpan<byte>(data, (int)size).ToArray();
        LeptonicaNative.LeptFree(data);
        return bytes;
    }

    [LibraryImport(Library, EntryPoint = "pixSetSpp")]
    private static partial int PixSetSpp(PixHandle pix, int samples);

    [LibraryImport(Library, EntryPoint = "pixWriteMemJpeg")]
    private static partial int PixWriteMemJpeg(byte** data, nuint* size, PixHandle pix, int quality, int progressive);

    [LibraryImport(Library, EntryPoint = "pixWriteMemJp2k")]
    private static partial int PixWriteMemJp2k(byte** data, nuint* size, PixHandle pix, int quality, int levels, int hint, int debug);

    [LibraryImport(Library, EntryPoint = "pixWriteMemWebP")]
    private static partial int PixWriteMemWebP(byte** data, nuint* size, PixHandle pix, int quality, int lossless);

    [LibraryImport(Library, EntryPoint = "pixWriteMemTiff")]
    private static partial int PixWriteMemTiff(byte** data, nuint* size, PixHandle pix, int compression);
}
