namespace Ductus.Imaging;

/// <summary>How colours become grey, the same in every file format: the luma of ITU-R BT.601, which JPEG and most scanners use; paper shows through.</summary>
internal static class Luminance
{
    /// <summary>0.299 R + 0.587 G + 0.114 B, rounded.</summary>
    public static byte Of(byte red, byte green, byte blue) => (byte)((19595u * red + 38470u * green + 7471u * blue + 32768u) >> 16);

    /// <summary>A grey of the given opacity (255 opaque) on white.</summary>
    public static byte OverWhite(byte grey, byte alpha) => (byte)((grey * alpha + 255 * (255 - alpha) + 127) / 255);

    /// <summary>The same for a grey that is already multiplied with its opacity.</summary>
    public static byte AddWhite(byte grey, byte alpha) => (byte)Math.Min(255, grey + 255 - alpha);
}
