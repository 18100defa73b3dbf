using System.Runtime.InteropServices;

namespace Ductus.Training.Native.FreeType;

/// <summary>FT_Vector; FT_Pos is a C long.</summary>
internal struct FreeTypeVector
{
    public CLong X;
    public CLong Y;
}

/// <summary>FT_Outline: points with y up; the last index of each contour.</summary>
internal unsafe struct FreeTypeOutline
{
    public short ContourCount;
    public short PointCount;
    public FreeTypeVector* Points;
    public byte* Tags;
    public short* ContourEnds;
    public int Flags;
}

/// <summary>FT_Bitmap; with a positive pitch the first row is the top one.</summary>
internal unsafe struct FreeTypeBitmap
{
    public uint Rows;
    public uint Width;
    public int Pitch;
    public byte* Buffer;
    public ushort GreyLevels;
    public byte PixelMode;
    public byte PaletteMode;
    public void* Palette;
}

/// <summary>FT_Generic, only kept for its size.</summary>
internal struct FreeTypeGeneric
{
    public nint Data;
    public nint Finalizer;
}

/// <summary>The public start of FT_GlyphSlotRec, up to the outline.</summary>
internal struct FreeTypeGlyphSlot
{
    public nint Library;
    public nint Face;
    public nint Next;
    public uint GlyphIndex;
    public FreeTypeGeneric Generic;
    public FreeTypeVector Size;
    public FreeTypeVector HorizontalBearing;
    public CLong HorizontalAdvance;
    public FreeTypeVector VerticalBearing;
    public CLong VerticalAdvance;
    public CLong LinearHorizontalAdvance;
    public CLong LinearVerticalAdvance;
    public FreeTypeVector Advance;
    public int Format;
    public FreeTypeBitmap Bitmap;
    public int BitmapLeft;
    public int BitmapTop;
    public FreeTypeOutline Outline;
}

/// <summary>The public start of FT_FaceRec, up to the glyph slot.</summary>
internal unsafe struct FreeTypeFaceRecord
{
    public CLong FaceCount;
    public CLong FaceIndex;
    public CLong FaceFlags;
    public CLong StyleFlags;
    public CLong GlyphCount;
    public byte* FamilyName;
    public byte* StyleName;
    public int FixedSizeCount;
    public nint FixedSizes;
    public int CharacterMapCount;
    public nint CharacterMaps;
    public FreeTypeGeneric Generic;
    public FreeTypeVector BoundsMinimum;
    public FreeTypeVector BoundsMaximum;
    public ushort UnitsPerEm;
    public short Ascender;
    public short Descender;
    public short Height;
    public short MaximalAdvanceWidth;
    public short MaximalAdvanceHeight;
    public short UnderlinePosition;
    public short UnderlineThickness;
    public FreeTypeGlyphSlot* Glyph;
}
