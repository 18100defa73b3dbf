using Ductus.Native;

namespace Ductus.Training.Native.FreeType;

/// <summary>FreeType's error codes (freetype/fterrdef.h) in words: most builds of FreeType carry none.</summary>
internal static class FreeTypeError
{
    /// <exception cref="NativeException"><paramref name="code"/> is not 0.</exception>
    internal static void ThrowIfFailed(int code, string what)
    {
        if (code != 0)
            throw new NativeException("FreeType", code, $"{what}: {Describe(code)}");
    }

    private static string Describe(int code) => code switch
    {
        0x02 => "unknown file format",
        0x03 => "broken file",
        0x06 => "invalid argument",
        0x07 or 0x0B => "this build of FreeType lacks the module for it (WOFF2 needs brotli)",
        >= 0x08 and <= 0x0A => "broken table",
        >= 0x10 and <= 0x15 => "invalid glyph",
        0x40 => "out of memory",
        >= 0x51 and <= 0x58 => "the file ends too early or is broken",
        0x62 => "the outline is too large to draw",
        >= 0x8E and <= 0x9B => "a table is missing or broken",
        _ => "unexpected error",
    };
}
