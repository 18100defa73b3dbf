using Ductus.Native.Leptonica;

namespace Ductus.Imaging.Formats;

/// <summary>A format whose pages can be had in their colours, too, where they are to be stored and not read. Implementations keep no state, share them.</summary>
internal interface IColourFormat : IImageFormat
{
    /// <summary>One page as it is stored, not yet turned: of 32 bits where it has colours, of 1 bit where it is black and white.</summary>
    /// <returns><see langword="null"/> where grey says as much, or where the page is of a kind whose colours are not read. The caller disposes it.</returns>
    /// <exception cref="ImageFormatException">The page is damaged, or of a kind that cannot be read.</exception>
    /// <exception cref="Ductus.Native.NativeException">The native decoder found it damaged.</exception>
    PixHandle? ReadColours(ImageBytes file, PageHeader page);
}
