using System.Runtime.InteropServices;

namespace Ductus.Native.TurboJpeg;

/// <summary>How decoded pixels are laid out; the values of turbojpeg.h's <c>TJPF</c>.</summary>
internal enum TurboJpegPixels
{
    /// <summary>A byte of luminance.</summary>
    Grey = 6,

    /// <summary>Four bytes as they are stored, which after Adobe's marker means inverted.</summary>
    Cmyk = 11,
}

/// <summary>Calls libjpeg-turbo: every failure comes out as a <see cref="NativeException"/> with its own words, and nothing is printed. Thread-safe.</summary>
internal static unsafe class TurboJpegLibrary
{
    // TJFLAG_LIMITSCANS: a progressive file of more than 500 scans is made to keep readers busy. TJERR_WARNING.
    private const int LimitScans = 32768, Warning = 0;

    // What is left over in front of a marker has done no harm to the image; every other warning is about data that was made up.
    private const string LeftOver = "extraneous bytes before marker";

    /// <summary>Columns and rows of a file.</summary>
    public static (int Width, int Height) ReadSize(ReadOnlySpan<byte> file)
    {
        int width = 0, height = 0, subsampling = 0, colours = 0;
        using TurboJpegHandle decoder = NewDecoder();
        fixed (byte* data = file)
            Check(TurboJpegNative.DecompressHeader3(decoder, data, new CULong((uint)file.Length), &width, &height, &subsampling, &colours), decoder);
        return (width, height);
    }

    /// <summary>Decodes a file of the given size.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="format">Grey of any file but CMYK and YCCK, CMYK of those.</param>
    /// <param name="pixels">width × height pixels of 1 or 4 bytes, row-major.</param>
    public static void Decode(ReadOnlySpan<byte> file, int width, int height, TurboJpegPixels format, Span<byte> pixels)
    {
        if (pixels.Length != (long)width * height * (format == TurboJpegPixels.Grey ? 1 : 4))
            throw new ArgumentException($"{pixels.Length} bytes are not those of {width} × {height} pixels of {format}.", nameof(pixels));
        using TurboJpegHandle decoder = NewDecoder();
        fixed (byte* data = file, target = pixels)
            Check(TurboJpegNative.Decompress2(decoder, data, new CULong((uint)file.Length), target, width, 0, height, (int)format, LimitScans), decoder);
    }

    private static TurboJpegHandle NewDecoder()
    {
        TurboJpegHandle decoder = TurboJpegNative.InitDecompress();
        return decoder.IsInvalid ? throw new NativeException("libjpeg-turbo", -1, "no decoder could be made") : decoder;
    }

    /// <summary>The one place where a failed call becomes an exception.</summary>
    private static void Check(int result, TurboJpegHandle decoder)
    {
        if (result == 0)
            return;
        string message = Marshal.PtrToStringUTF8(TurboJpegNative.GetErrorStr2(decoder)) ?? "";
        int code = TurboJpegNative.GetErrorCode(decoder);
        if (code != Warning || !message.Contains(LeftOver, StringComparison.Ordinal))
            throw new NativeException("libjpeg-turbo", code, message);
    }
}
