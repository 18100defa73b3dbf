namespace Ductus.Tests.Imaging.Formats;

/// <summary>EXIF data with the orientation as its only tag.</summary>
internal static class ExifBytes
{
    public static byte[] Make(int orientation, bool littleEndian) => littleEndian
        ? [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0]
        : [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
}
