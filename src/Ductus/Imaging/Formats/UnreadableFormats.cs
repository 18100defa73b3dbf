using System.Text;

namespace Ductus.Imaging.Formats;

/// <summary>Says what a file is that none of the formats recognises, and what to do with it.</summary>
internal static class UnreadableFormats
{
    // ISO/IEC 23008-12: brands of HEIF files with HEVC; AV1 Image File Format
    private static readonly string[] HeicBrands = ["heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs", "mif1", "msf1"];
    private static readonly string[] AvifBrands = ["avif", "avis"];

    public static string Describe(ImageBytes file)
    {
        if (file.Length == 0)
            return "the file is empty";
        if (file.HasAt(4, "ftyp"u8) && file.Length >= 12)
        {
            string brand = Encoding.Latin1.GetString(file.Slice(8, 4));
            if (HeicBrands.Contains(brand))
                return "it is a HEIC photo; convert it to JPEG, for example with heif-convert, or set the camera to its most compatible format";
            if (AvifBrands.Contains(brand))
                return "it is an AVIF image; convert it to PNG or JPEG, for example with avifdec";
        }
        if (file.HasAt(0, "%PDF-"u8))
            return "it is a PDF document, which is read from a file, not from a stream";
        if (file.HasAt(0, "GIF8"u8))
            return "it is a GIF image; convert it to PNG";
        return $"it begins with {Start(file)}";
    }

    private static string Start(ImageBytes file)
    {
        byte[] start = file.Span[..Math.Min(16, file.Length)].ToArray();
        return start.All(value => value is >= 0x20 and < 0x7F or (byte)'\n' or (byte)'\r' or (byte)'\t')
            ? $"the text \"{Encoding.Latin1.GetString(start).ReplaceLineEndings(" ")}\""
            : $"the bytes {Convert.ToHexString(start)}";
    }
}
