using Microsoft.Win32.SafeHandles;

namespace Ductus.Native.Leptonica;

/// <summary>A <c>PIX</c>: one image in Leptonica's memory. One per thread.</summary>
internal sealed class PixHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override unsafe bool ReleaseHandle()
    {
        nint pix = handle;
        LeptonicaNative.PixDestroy(&pix);
        return true;
    }
}
