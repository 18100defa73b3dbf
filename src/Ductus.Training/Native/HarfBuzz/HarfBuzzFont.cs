using Microsoft.Win32.SafeHandles;

namespace Ductus.Training.Native.HarfBuzz;

/// <summary>An immutable hb_font_t in font units; it keeps a copy of the font file and may be used by many threads at once.</summary>
internal sealed unsafe class HarfBuzzFont : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <param name="file">An unpacked TrueType or OpenType file.</param>
    public HarfBuzzFont(ReadOnlySpan<byte> file) : base(ownsHandle: true)
    {
        fixed (byte* data = file)
        {
            nint blob = HarfBuzzNative.BlobCreate(data, (uint)file.Length, HarfBuzzNative.MemoryModeDuplicate, userData: 0, destroy: 0);
            nint face = HarfBuzzNative.FaceCreate(blob, index: 0);
            SetHandle(HarfBuzzNative.FontCreate(face));
            // The font holds references of its own to both.
            HarfBuzzNative.FaceDestroy(face);
            HarfBuzzNative.BlobDestroy(blob);
        }
        HarfBuzzNative.FontMakeImmutable(handle);
    }

    protected override bool ReleaseHandle()
    {
        HarfBuzzNative.FontDestroy(handle);
        return true;
    }
}
