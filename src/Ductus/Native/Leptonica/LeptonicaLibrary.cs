namespace Ductus.Native.Leptonica;

/// <summary>
/// Calls Leptonica: every failure comes out as a <see cref="NativeException"/> with Leptonica's own words, and nothing is printed.
/// Thread-safe, as long as no <c>PIX</c> is used by two threads at a time. The caller disposes what is returned.
/// </summary>
internal static unsafe class LeptonicaLibrary
{
    // enum in pix.h: REMOVE_CMAP_TO_GRAYSCALE
    private const int ToGrey = 1;

    /// <summary>One page of a TIFF; libtiff's own messages are switched off by Leptonica.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="offset">Where the list of the page's fields begins.</param>
    public static PixHandle ReadTiff(ReadOnlySpan<byte> file, nuint offset)
    {
        LeptonicaMessages.Clear();
        fixed (byte* data = file)
            return Check(LeptonicaNative.PixReadMemFromMultipageTiff(data, (nuint)file.Length, &offset), "pixReadMemFromMultipageTiff");
    }

    /// <summary>A JPEG 2000 of 8 bits a sample whose components are all of the image's size: 8 bits deep, or 32 (RGB, RGBA).</summary>
    public static PixHandle ReadJpeg2000(ReadOnlySpan<byte> file)
    {
        LeptonicaMessages.Clear();
        fixed (byte* data = file)
            return Check(LeptonicaNative.PixReadMemJp2k(data, (nuint)file.Length, 1, 0, 0, 0), "pixReadMemJp2k");
    }

    public static PixHandle ReadWebP(ReadOnlySpan<byte> file)
    {
        LeptonicaMessages.Clear();
        fixed (byte* data = file)
            return Check(LeptonicaNative.PixReadMemWebP(data, (nuint)file.Length), "pixReadMemWebP");
    }

    /// <summary>The bytes of a PNG file of the image.</summary>
    public static byte[] WritePng(PixHandle pix)
    {
        byte* data = null;
        nuint size = 0;
        LeptonicaMessages.Clear();
        return Taken(LeptonicaNative.PixWriteMemPng(&data, &size, pix, 0), "pixWriteMemPng", data, size);
    }

    /// <summary>The bytes of a JPEG file of the image, which has 8 or 32 bits a pixel.</summary>
    /// <param name="pix">To be encoded.</param>
    /// <param name="quality">1…100.</param>
    public static byte[] WriteJpeg(PixHandle pix, int quality)
    {
        byte* data = null;
        nuint size = 0;
        LeptonicaMessages.Clear();
        return Taken(LeptonicaNative.PixWriteMemJpeg(&data, &size, pix, quality, 0), "pixWriteMemJpeg", data, size);
    }

    /// <summary>What was written into Leptonica's memory, which is given back.</summary>
    private static byte[] Taken(int failed, string function, byte* data, nuint size)
    {
        try
        {
            Check(failed != 0, function);
            return new ReadOnlySpan<byte>(data, checked((int)size)).ToArray();
        }
        finally
        {
            LeptonicaNative.LeptFree(data);
        }
    }

    /// <summary>An image of the given size with all its pixels 0.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="depth">Bits per pixel: 1, 2, 4, 8, 16 or 32.</param>
    public static PixHandle Create(int width, int height, int depth)
    {
        LeptonicaMessages.Clear();
        return Check(LeptonicaNative.PixCreate(width, height, depth), "pixCreate");
    }

    /// <summary>The image with its palette applied, as grey levels of 8 bits; the image must have a palette.</summary>
    public static PixHandle RemovePalette(PixHandle pix)
    {
        LeptonicaMessages.Clear();
        return Check(LeptonicaNative.PixRemoveColormap(pix, ToGrey), "pixRemoveColormap");
    }

    /// <summary>An image without palette and of at most 16 bits as 8 bits per pixel, 0 black.</summary>
    public static PixHandle ConvertTo8(PixHandle pix)
    {
        LeptonicaMessages.Clear();
        return Check(LeptonicaNative.PixConvertTo8(pix, 0), "pixConvertTo8");
    }

    /// <summary>How far the lines of a 1-bit image slope, and how sure that is: the ratio of the best angle's score to the worst's.</summary>
    /// <param name="pix">1 bit per pixel, ink 1.</param>
    /// <param name="sweepRadians">Angles up to this one are looked at, to both sides.</param>
    /// <returns>The angle by which the image is to be turned clockwise, in radians; <see langword="null"/> if no angle stands out.</returns>
    public static (double AngleRadians, double Confidence)? FindSkew(PixHandle pix, double sweepRadians)
    {
        const float SweepStepDegrees = 1, SearchStepDegrees = 0.01f;
        float degrees = 0, confidence = 0;
        LeptonicaMessages.Clear();
        // The result says "error or no valid angle" alike, and a page without lines is no error.
        int invalid = LeptonicaNative.PixFindSkewSweepAndSearch(pix, &degrees, &confidence, 2, 1,
            (float)double.RadiansToDegrees(sweepRadians), SweepStepDegrees, SearchStepDegrees);
        return invalid != 0 ? null : (double.DegreesToRadians(degrees), confidence);
    }

    /// <summary>The 8-bit image turned clockwise about its middle, at its size; what comes in from outside has the given grey.</summary>
    public static PixHandle Rotate(PixHandle pix, double angleRadians, byte fill)
    {
        LeptonicaMessages.Clear();
        return Check(LeptonicaNative.PixRotateAMGray(pix, (float)angleRadians, fill), "pixRotateAMGray");
    }

    /// <summary>The one place where a failed call becomes an exception.</summary>
    /// <param name="failed">Whether the function said so.</param>
    /// <param name="function">Its name, for an error that Leptonica has no words for.</param>
    private static void Check(bool failed, string function)
    {
        if (!failed)
            return;
        string message = LeptonicaMessages.Take();
        throw new NativeException("Leptonica", 1, message.Length > 0 ? message : $"{function} failed");
    }

    private static PixHandle Check(PixHandle pix, string function)
    {
        Check(pix.IsInvalid, function);
        return pix;
    }
}
