using System.Runtime.InteropServices;

namespace Ductus.Native.TurboJpeg;

/// <summary>
/// libjpeg-turbo's C functions as its turbojpeg.h declares them (2.0 and later), in its order; <see cref="TurboJpegLibrary"/> calls them.
/// Functions with a result return −1 where they fail or warn.
/// </summary>
internal static unsafe partial class TurboJpegNative
{
    private const string Library = "turbojpeg";

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    public static partial TurboJpegHandle InitDecompress();

    [LibraryImport(Library, EntryPoint = "tjDecompressHeader3")]
    public static partial int DecompressHeader3(TurboJpegHandle handle, byte* file, CULong size, int* width, int* height, int* subsampling, int* colours);

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    public static partial int Decompress2(TurboJpegHandle handle, byte* file, CULong size, byte* pixels, int width, int pitch, int height, int format, int flags);

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    public static partial int Destroy(nint handle);

    [LibraryImport(Library, EntryPoint = "tjGetErrorStr2")]
    public static partial nint GetErrorStr2(TurboJpegHandle handle);

    [LibraryImport(Library, EntryPoint = "tjGetErrorCode")]
    public static partial int GetErrorCode(TurboJpegHandle handle);
}
