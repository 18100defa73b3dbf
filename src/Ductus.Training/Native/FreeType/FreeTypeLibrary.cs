using Ductus.Native;
using Microsoft.Win32.SafeHandles;

namespace Ductus.Training.Native.FreeType;

/// <summary>An FT_Library. One per thread.</summary>
internal sealed class FreeTypeLibrary() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <exception cref="NativeException">FreeType could not start.</exception>
    public static FreeTypeLibrary Create()
    {
        FreeTypeError.ThrowIfFailed(FreeTypeNative.Init(out FreeTypeLibrary library), "starting");
        return library;
    }

    protected override bool ReleaseHandle() => FreeTypeNative.Done(handle) == 0;
}
