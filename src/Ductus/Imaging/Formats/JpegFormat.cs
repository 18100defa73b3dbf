using Ductus.Native.TurboJpeg;

namespace Ductus.Imaging.Formats;

/// <summary>JPEG, baseline and progressive, grey, YCbCr, RGB, CMYK and YCCK (ITU-T T.81; Adobe's and EXIF's segments).</summary>
/// <remarks>
/// Decoded by libjpeg-turbo itself: through Leptonica, libjpeg would write to standard error about every damage. A file without its end marker, or with data made up for what is missing, is an error.
/// </remarks>
internal sealed class JpegFormat : IImageFormat
{
    // T.81, table B.1
    private const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, Application1 = 0xE1, Application14 = 0xEE, Temporary = 0x01;

    public string Name => "JPEG";

    public bool Recognizes(ImageBytes file) => file.HasAt(0, [0xFF, StartOfImage, 0xFF]);

    public IEnumerable<PageHeader> ReadHeaders(ImageBytes file)
    {
        Frame frame = FindFrame(file);
        return [new PageHeader(frame.Width, frame.Height) { Orientation = frame.Orientation }];
    }

    public GreyImage ReadPage(ImageBytes file, PageHeader page)
    {
        Frame frame = FindFrame(file);
        // In its own words the decoder would not say that the file is truncated.
        if (!HasEnd(file, frame.Scan))
            throw file.Bad("a complete JPEG", $"its image data ends after {file.Length} bytes without an end marker: it is truncated");

        if (TurboJpegLibrary.ReadSize(file.Span) is var (width, height) && (width, height) != (frame.Width, frame.Height))
            throw file.Bad($"a JPEG of one frame of {frame.Width} × {frame.Height} pixels", $"it has one of {width} × {height}");

        var pixels = new byte[checked(width * height)];
        if (frame.Components < 4)
            TurboJpegLibrary.Decode(file.Span, width, height, TurboJpegPixels.Grey, pixels);
        else
        {
            var inks = new byte[checked(4 * pixels.Length)];
            TurboJpegLibrary.Decode(file.Span, width, height, TurboJpegPixels.Cmyk, inks);
            Print(inks, frame.IsAdobe, pixels);
        }
        return new GreyImage(width, height, pixels);
    }

    /// <summary>How bright four inks on white paper are; Adobe stores how much of each is missing.</summary>
    private static void Print(ReadOnlySpan<byte> inks, bool isAdobe, Span<byte> grey)
    {
        int flip = isAdobe ? 0 : 255;
        for (int i = 0; i < grey.Length; i++)
        {
            ReadOnlySpan<byte> pixel = inks.Slice(4 * i, 4);
            int black = pixel[3] ^ flip;
            grey[i] = Luminance.Of(Under(pixel[0] ^ flip, black), Under(pixel[1] ^ flip, black), Under(pixel[2] ^ flip, black));
        }

        static byte Under(int colour, int black) => (byte)((colour * black + 127) / 255);
    }

    /// <summary>What the segments before the image data say.</summary>
    /// <param name="Width">Columns as stored.</param>
    /// <param name="Height">Rows as stored.</param>
    /// <param name="Components">1, 3 or 4.</param>
    /// <param name="Orientation">EXIF tag 274.</param>
    /// <param name="IsAdobe">Whether inks are stored as how much of them is missing.</param>
    /// <param name="Process">T.81, table B.1: 0 baseline, 1 extended sequential, 2 progressive, others rare.</param>
    /// <param name="Scan">Offset of the first scan.</param>
    internal readonly record struct Frame(int Width, int Height, int Components, int Orientation, bool IsAdobe, int Process, long Scan);

    /// <exception cref="ImageFormatException">The header is damaged.</exception>
    internal static Frame FindFrame(ImageBytes file)
    {
        (int width, int height, int components, int orientation, bool isAdobe, int process) = (0, 0, 0, 1, false, 0);
        long offset = 2;
        while (true)
        {
            byte marker = NextMarker(file, ref offset);
            if (marker is EndOfImage)
                throw file.Bad("a JPEG with an image in it", "it ends after its header");
            if (IsAlone(marker))
                continue;

            int length = file.UInt16BigEndian(offset);
            if (length < 2)
                throw file.Bad("a JPEG segment of at least 2 bytes", $"the one at byte {offset} has {length}");
            if (IsStartOfFrame(marker))
                (height, width, components, process) = (file.UInt16BigEndian(offset + 3), file.UInt16BigEndian(offset + 5), file.Byte(offset + 7), marker - 0xC0);
            else if (marker == Application1 && file.HasAt(offset + 2, "Exif\0\0"u8))
                orientation = ExifOrientation.Find(file.Slice(offset + 8, length - 8));
            else if (marker == Application14 && file.HasAt(offset + 2, "Adobe"u8))
                isAdobe = true;
            else if (marker == StartOfScan)
                return width > 0 && height > 0 ? new Frame(width, height, components, orientation, isAdobe, process, offset)
                    : throw file.Bad("a JPEG frame of at least 1 × 1 pixels", $"it has {width} × {height}");
            offset += length;
        }
    }

    /// <summary>The code of the marker at the offset, which moves behind it; fill bytes are skipped.</summary>
    private static byte NextMarker(ImageBytes file, ref long offset)
    {
        if (file.Byte(offset) != 0xFF)
            throw file.Bad("a JPEG marker", $"byte {offset} is 0x{file.Byte(offset):X2}");
        while (file.Byte(offset) == 0xFF)
            offset++;
        return file.Byte(offset++);
    }

    /// <summary>Walks over all scans, whose data has no 0xFF that is not followed by 0 or a restart marker.</summary>
    private static bool HasEnd(ImageBytes file, long scan)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        long offset = scan;
        while (offset + 2 <= bytes.Length)
        {
            int found = bytes[(int)offset..].IndexOf((byte)0xFF);
            if (found < 0)
                return false;
            offset += found + 1;
            if (offset >= bytes.Length)
                return false;
            byte marker = bytes[(int)offset];
            if (marker == EndOfImage)
                return true;
            // Between scans there are tables, whose bytes are no image data: a table may hold 0xFF, 0xD9.
            if (marker != 0xFF && !IsAlone(marker) && marker != 0 && offset + 3 <= bytes.Length)
                offset += 1 + file.UInt16BigEndian(offset + 1);
        }
        return false;
    }

    private static bool IsAlone(byte marker) => marker is Temporary or (>= 0xD0 and <= StartOfImage);

    // 0xC4, 0xC8 and 0xCC are tables, not frames.
    private static bool IsStartOfFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
