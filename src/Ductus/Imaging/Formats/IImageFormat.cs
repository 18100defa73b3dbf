namespace Ductus.Imaging.Formats;

/// <summary>One format of image files. Implementations keep no state, share them.</summary>
internal interface IImageFormat
{
    /// <summary>As people write it: "JPEG".</summary>
    string Name { get; }

    /// <summary>Whether the file begins like one of this format, whatever it is called.</summary>
    bool Recognizes(ImageBytes file);

    /// <summary>The pages, in order, without decoding them: at least one.</summary>
    /// <exception cref="ImageFormatException">The header is damaged, or of a kind that cannot be read; also while pages are gone through.</exception>
    IEnumerable<PageHeader> ReadHeaders(ImageBytes file);

    /// <summary>One page as it is stored, not yet turned; what is transparent lies on white.</summary>
    /// <exception cref="ImageFormatException">The page is damaged, or of a kind that cannot be read.</exception>
    /// <exception cref="Ductus.Native.NativeException">The native decoder found it damaged.</exception>
    GreyImage ReadPage(ImageBytes file, PageHeader page);
}
