using System.Runtime.InteropServices;

namespace Ductus.Training.Native.HarfBuzz;

/// <summary>The functions of HarfBuzz that Ductus calls (hb-blob.h, hb-face.h, hb-font.h, hb-buffer.h, hb-shape.h).</summary>
internal static unsafe partial class HarfBuzzNative
{
    private const string Library = "harfbuzz";

    /// <summary>HB_MEMORY_MODE_DUPLICATE: the blob keeps a copy of its own.</summary>
    internal const int MemoryModeDuplicate = 0;

    /// <summary>HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS: a mark is told from the letter it stands on.</summary>
    internal const int ClusterLevelCharacters = 1;

    /// <summary>HB_DIRECTION_LTR.</summary>
    internal const int DirectionLeftToRight = 4;

    [LibraryImport(Library, EntryPoint = "hb_blob_create")]
    internal static partial nint BlobCreate(byte* data, uint length, int mode, nint userData, nint destroy);

    [LibraryImport(Library, EntryPoint = "hb_blob_destroy")]
    internal static partial void BlobDestroy(nint blob);

    [LibraryImport(Library, EntryPoint = "hb_face_create")]
    internal static partial nint FaceCreate(nint blob, uint index);

    [LibraryImport(Library, EntryPoint = "hb_face_destroy")]
    internal static partial void FaceDestroy(nint face);

    [LibraryImport(Library, EntryPoint = "hb_font_create")]
    internal static partial nint FontCreate(nint face);

    [LibraryImport(Library, EntryPoint = "hb_font_make_immutable")]
    internal static partial void FontMakeImmutable(nint font);

    [LibraryImport(Library, EntryPoint = "hb_font_destroy")]
    internal static partial void FontDestroy(nint font);

    [LibraryImport(Library, EntryPoint = "hb_buffer_create")]
    internal static partial HarfBuzzBuffer BufferCreate();

    [LibraryImport(Library, EntryPoint = "hb_buffer_destroy")]
    internal static partial void BufferDestroy(nint buffer);

    [LibraryImport(Library, EntryPoint = "hb_buffer_allocation_successful")]
    internal static partial int BufferAllocationSuccessful(HarfBuzzBuffer buffer);

    [LibraryImport(Library, EntryPoint = "hb_buffer_add_utf16")]
    internal static partial void BufferAddUtf16(HarfBuzzBuffer buffer, char* text, int textLength, uint itemOffset, int itemLength);

    [LibraryImport(Library, EntryPoint = "hb_buffer_set_cluster_level")]
    internal static partial void BufferSetClusterLevel(HarfBuzzBuffer buffer, int level);

    [LibraryImport(Library, EntryPoint = "hb_buffer_set_direction")]
    internal static partial void BufferSetDirection(HarfBuzzBuffer buffer, int direction);

    [LibraryImport(Library, EntryPoint = "hb_buffer_set_language")]
    internal static partial void BufferSetLanguage(HarfBuzzBuffer buffer, nint language);

    [LibraryImport(Library, EntryPoint = "hb_buffer_guess_segment_properties")]
    internal static partial void BufferGuessSegmentProperties(HarfBuzzBuffer buffer);

    [LibraryImport(Library, EntryPoint = "hb_buffer_get_glyph_infos")]
    internal static partial HarfBuzzGlyphInfo* BufferGetGlyphInfos(HarfBuzzBuffer buffer, out uint length);

    [LibraryImport(Library, EntryPoint = "hb_buffer_get_glyph_positions")]
    internal static partial HarfBuzzGlyphPosition* BufferGetGlyphPositions(HarfBuzzBuffer buffer, out uint length);

    /// <summary>The result is interned by HarfBuzz and never freed.</summary>
    [LibraryImport(Library, EntryPoint = "hb_language_from_string", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint LanguageFromString(string tag, int length);

    [LibraryImport(Library, EntryPoint = "hb_shape")]
    internal static partial void Shape(HarfBuzzFont font, HarfBuzzBuffer buffer, nint features, uint featureCount);
}

/// <summary>hb_glyph_info_t after shaping: the glyph's number and the index of its first UTF-16 unit in the text.</summary>
internal struct HarfBuzzGlyphInfo
{
    public uint Glyph;
    public uint Mask;
    public uint Cluster;
    public uint Reserved1;
    public uint Reserved2;
}

/// <summary>hb_glyph_position_t in font units, y up.</summary>
internal struct HarfBuzzGlyphPosition
{
    public int XAdvance;
    public int YAdvance;
    public int XOffset;
    public int YOffset;
    public uint Reserved;
}
