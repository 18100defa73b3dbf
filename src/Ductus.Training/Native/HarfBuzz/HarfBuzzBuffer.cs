using Ductus.Native;
using Microsoft.Win32.SafeHandles;

namespace Ductus.Training.Native.HarfBuzz;

/// <summary>An hb_buffer_t: a text before shaping, its glyphs after. One thread at a time.</summary>
internal sealed unsafe class HarfBuzzBuffer() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <summary>The glyphs of a left-to-right text in the order they are written.</summary>
    /// <exception cref="NativeException">HarfBuzz is out of memory.</exception>
    public static HarfBuzzBuffer Shape(HarfBuzzFont font, string text)
    {
        HarfBuzzBuffer buffer = HarfBuzzNative.BufferCreate();
        fixed (char* characters = text)
            HarfBuzzNative.BufferAddUtf16(buffer, characters, text.Length, itemOffset: 0, text.Length);
        HarfBuzzNative.BufferSetClusterLevel(buffer, HarfBuzzNative.ClusterLevelCharacters);
        HarfBuzzNative.BufferSetDirection(buffer, HarfBuzzNative.DirectionLeftToRight);
        // Left open, the language would be taken from the machine's locale, and with it glyph variants.
        HarfBuzzNative.BufferSetLanguage(buffer, HarfBuzzNative.LanguageFromString("en", length: -1));
        HarfBuzzNative.BufferGuessSegmentProperties(buffer);
        HarfBuzzNative.Shape(font, buffer, features: 0, featureCount: 0);
        if (HarfBuzzNative.BufferAllocationSuccessful(buffer) == 0)
        {
            buffer.Dispose();
            throw new NativeException("HarfBuzz", 0, $"shaping {text.Length} characters: out of memory");
        }
        return buffer;
    }

    /// <summary>Valid until the buffer is disposed.</summary>
    public ReadOnlySpan<HarfBuzzGlyphInfo> Glyphs
    {
        get
        {
            HarfBuzzGlyphInfo* glyphs = HarfBuzzNative.BufferGetGlyphInfos(this, out uint length);
            return new ReadOnlySpan<HarfBuzzGlyphInfo>(glyphs, (int)length);
        }
    }

    /// <summary>One per glyph; valid until the buffer is disposed.</summary>
    public ReadOnlySpan<HarfBuzzGlyphPosition> Positions
    {
        get
        {
            HarfBuzzGlyphPosition* positions = HarfBuzzNative.BufferGetGlyphPositions(this, out uint length);
            return new ReadOnlySpan<HarfBuzzGlyphPosition>(positions, (int)length);
        }
    }

    protected override bool ReleaseHandle()
    {
        HarfBuzzNative.BufferDestroy(handle);
        return true;
    }
}
