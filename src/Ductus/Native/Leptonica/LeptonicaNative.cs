using System.Runtime.InteropServices;

namespace Ductus.Native.Leptonica;

/// <summary>
/// Leptonica's C functions as its allheaders.h declares them (1.80 and later), in its order. What can fail is called by
/// <see cref="LeptonicaLibrary"/> alone; the fields of a <c>PIX</c> can be asked for anywhere.
/// Functions that make a <c>PIX</c> return 0 where they fail; <c>l_ok</c> functions return something other than 0.
/// </summary>
internal static unsafe partial class LeptonicaNative
{
    private const string Library = "leptonica";

    // jpegio.c
    [LibraryImport(Library, EntryPoint = "pixWriteMemJpeg")]
    public static partial int PixWriteMemJpeg(byte** data, nuint* size, PixHandle pix, int quality, int progressive);

    // jp2kio.c
    [LibraryImport(Library, EntryPoint = "pixReadMemJp2k")]
    public static partial PixHandle PixReadMemJp2k(byte* data, nuint size, uint reduction, nint box, int hint, int debug);

    // pix1.c
    [LibraryImport(Library, EntryPoint = "pixCreate")]
    public static partial PixHandle PixCreate(int width, int height, int depth);

    [LibraryImport(Library, EntryPoint = "pixDestroy")]
    public static partial void PixDestroy(nint* pix);

    [LibraryImport(Library, EntryPoint = "pixGetWidth")]
    public static partial int PixGetWidth(PixHandle pix);

    [LibraryImport(Library, EntryPoint = "pixGetHeight")]
    public static partial int PixGetHeight(PixHandle pix);

    [LibraryImport(Library, EntryPoint = "pixGetDepth")]
    public static partial int PixGetDepth(PixHandle pix);

    [LibraryImport(Library, EntryPoint = "pixGetSpp")]
    public static partial int PixGetSpp(PixHandle pix);

    [LibraryImport(Library, EntryPoint = "pixGetWpl")]
    public static partial int PixGetWpl(PixHandle pix);

    [LibraryImport(Library, EntryPoint = "pixGetColormap")]
    public static partial nint PixGetColormap(PixHandle pix);

    [LibraryImport(Library, EntryPoint = "pixGetData")]
    public static partial uint* PixGetData(PixHandle pix);

    // pixconv.c
    [LibraryImport(Library, EntryPoint = "pixConvertTo8")]
    public static partial PixHandle PixConvertTo8(PixHandle pix, int colormap);

    [LibraryImport(Library, EntryPoint = "pixRemoveColormap")]
    public static partial PixHandle PixRemoveColormap(PixHandle pix, int type);

    // pngio.c
    [LibraryImport(Library, EntryPoint = "pixWriteMemPng")]
    public static partial int PixWriteMemPng(byte** data, nuint* size, PixHandle pix, float gamma);

    // rotateam.c
    [LibraryImport(Library, EntryPoint = "pixRotateAMGray")]
    public static partial PixHandle PixRotateAMGray(PixHandle pix, float angle, byte fill);

    // skew.c
    [LibraryImport(Library, EntryPoint = "pixFindSkewSweepAndSearch")]
    public static partial int PixFindSkewSweepAndSearch(PixHandle pix, float* angle, float* confidence, int sweepReduction, int searchReduction,
        float sweepRange, float sweepStep, float searchStep);

    // tiffio.c
    [LibraryImport(Library, EntryPoint = "pixReadMemFromMultipageTiff")]
    public static partial PixHandle PixReadMemFromMultipageTiff(byte* data, nuint size, nuint* offset);

    // utils1.c, utils2.c
    [LibraryImport(Library, EntryPoint = "setMsgSeverity")]
    public static partial int SetMsgSeverity(int severity);

    [LibraryImport(Library, EntryPoint = "leptSetStderrHandler")]
    public static partial void LeptSetStderrHandler(delegate* unmanaged[Cdecl]<byte*, void> handler);

    [LibraryImport(Library, EntryPoint = "lept_free")]
    public static partial void LeptFree(void* memory);

    // webpio.c
    [LibraryImport(Library, EntryPoint = "pixReadMemWebP")]
    public static partial PixHandle PixReadMemWebP(byte* data, nuint size);
}
