using Microsoft.Win32.SafeHandles;

namespace Ductus.Native.Hunspell;

/// <summary>A <c>Hunhandle</c>: a dictionary that is loaded. One thread at a time.</summary>
internal sealed class HunspellHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        HunspellNative.Destroy(handle);
        return true;
    }
}
