using Microsoft.Win32.SafeHandles;

namespace Ductus.Native.TurboJpeg;

/// <summary>A <c>tjhandle</c>: a decoder. One per thread.</summary>
internal sealed class TurboJpegHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    // The result repeats an error of the last call.
    protected override bool ReleaseHandle()
    {
        _ = TurboJpegNative.Destroy(handle);
        return true;
    }
}
