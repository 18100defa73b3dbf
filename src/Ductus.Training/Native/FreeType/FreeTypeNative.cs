using System.Runtime.InteropServices;

namespace Ductus.Training.Native.FreeType;

/// <summary>The functions of FreeType 2 that Ductus calls (freetype/freetype.h, tttables.h, ftoutln.h).</summary>
internal static unsafe partial class FreeTypeNative
{
    private const string Library = "freetype";

    /// <summary>FT_LOAD_NO_SCALE: outlines stay in font units; implies no hinting and no bitmaps.</summary>
    internal const int LoadNoScale = 1;

    /// <summary>FT_GLYPH_FORMAT_OUTLINE, the tag 'outl'.</summary>
    internal const int GlyphFormatOutline = 0x6F75746C;

    /// <summary>FT_PIXEL_MODE_GRAY: one byte of coverage per pixel.</summary>
    internal const byte PixelModeGrey = 2;

    [LibraryImport(Library, EntryPoint = "FT_Init_FreeType")]
    internal static partial int Init(out FreeTypeLibrary library);

    [LibraryImport(Library, EntryPoint = "FT_Done_FreeType")]
    internal static partial int Done(nint library);

    [LibraryImport(Library, EntryPoint = "FT_New_Memory_Face")]
    internal static partial int NewMemoryFace(FreeTypeLibrary library, byte* file, CLong length, CLong faceIndex, out FreeTypeFace face);

    [LibraryImport(Library, EntryPoint = "FT_Done_Face")]
    internal static partial int DoneFace(nint face);

    [LibraryImport(Library, EntryPoint = "FT_Load_Glyph")]
    internal static partial int LoadGlyph(FreeTypeFace face, uint glyph, int flags);

    /// <summary>With tag 0: the whole font file as the face sees it, which for WOFF and WOFF2 is the unpacked one.</summary>
    [LibraryImport(Library, EntryPoint = "FT_Load_Sfnt_Table")]
    internal static partial int LoadSfntTable(FreeTypeFace face, CULong tag, CLong offset, byte* buffer, ref CULong length);

    [LibraryImport(Library, EntryPoint = "FT_Outline_EmboldenXY")]
    internal static partial int OutlineEmbolden(FreeTypeOutline* outline, CLong x, CLong y);

    [LibraryImport(Library, EntryPoint = "FT_Outline_Get_Bitmap")]
    internal static partial int OutlineGetBitmap(FreeTypeLibrary library, FreeTypeOutline* outline, FreeTypeBitmap* bitmap);
}
