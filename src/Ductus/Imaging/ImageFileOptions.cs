namespace Ductus.Imaging;

/// <summary>How image files are read.</summary>
public sealed record ImageFileOptions
{
    /// <summary>
    /// Most pixels of one page, 1…2,147,483,591, found in the file's header before any memory is taken for them. A page takes 1 byte a pixel;
    /// decoding takes next to nothing on top from a PNG, JPEG, BMP or PNM, up to 8 bytes a pixel from a TIFF or WebP, up to 20 from a JPEG 2000. 400 megapixels are an A1 sheet at 600 dots per inch with room to spare.
    /// </summary>
    public long MaxPixels
    {
        get;
        init => field = value is >= 1 and <= 2_147_483_591 ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxPixels), value, "The most pixels of an image must be 1…2,147,483,591.");
    } = 400_000_000;

    /// <summary>Pixels to an inch of the page, 10…10000: at which pages of a PDF are rendered, and from which images get their size in a PDF, for they seldom tell it rightly.</summary>
    public double DotsPerInch
    {
        get; init => field = value is >= 10 and <= 10000 ? value
        : throw new ArgumentOutOfRangeException(nameof(DotsPerInch), value, "A resolution is 10…10000 dots per inch.");
    } = 300;
}
