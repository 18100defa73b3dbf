using System.Runtime.InteropServices;
using Ductus.Native;
using Microsoft.Win32.SafeHandles;

namespace Ductus.Training.Native.FreeType;

/// <summary>An FT_Face over a font file in memory. One thread at a time.</summary>
internal sealed unsafe class FreeTypeFace() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <summary>Opens the first face of a font file. The file's bytes must stay in place, and the library open, until it is disposed.</summary>
    /// <exception cref="NativeException">The file is no font that FreeType knows.</exception>
    public static FreeTypeFace Open(FreeTypeLibrary library, byte* file, int length)
    {
        FreeTypeError.ThrowIfFailed(
            FreeTypeNative.NewMemoryFace(library, file, new CLong(length), new CLong(0), out FreeTypeFace face), "opening the font");
        return face;
    }

    public int GlyphCount => (int)Record->GlyphCount.Value;

    public string FamilyName => Marshal.PtrToStringUTF8((nint)Record->FamilyName) ?? "";

    private FreeTypeFaceRecord* Record => (FreeTypeFaceRecord*)handle;

    /// <summary>The font file as the face sees it: for WOFF and WOFF2 the unpacked TrueType or OpenType file.</summary>
    public byte[] UnpackedFile()
    {
        CULong length = new(0);
        FreeTypeError.ThrowIfFailed(FreeTypeNative.LoadSfntTable(this, new CULong(0), new CLong(0), null, ref length), "unpacking the font");
        var bytes = new byte[checked((int)length.Value)];
        fixed (byte* buffer = bytes)
            FreeTypeError.ThrowIfFailed(FreeTypeNative.LoadSfntTable(this, new CULong(0), new CLong(0), buffer, ref length), "unpacking the font");
        return bytes;
    }

    /// <summary>The outline of a glyph in font units, y up; overwritten by the next call.</summary>
    public ref readonly FreeTypeOutline LoadOutline(int glyph)
    {
        FreeTypeError.ThrowIfFailed(FreeTypeNative.LoadGlyph(this, (uint)glyph, FreeTypeNative.LoadNoScale), $"loading glyph {glyph}");
        if (Record->Glyph->Format != FreeTypeNative.GlyphFormatOutline)
            throw new NativeException("FreeType", 0, $"loading glyph {glyph}: expected an outline, got a glyph of format 0x{Record->Glyph->Format:X8}");
        return ref Record->Glyph->Outline;
    }

    protected override bool ReleaseHandle() => FreeTypeNative.DoneFace(handle) == 0;
}
