namespace Ductus.Imaging;

/// <summary>The pages of an image file, each decoded when it is asked for: several of a TIFF or a PDF, one of any other format. Thread-safe.</summary>
public sealed class ImagePages
{
    private readonly Func<int, GreyImage> _read;

    internal ImagePages(int count, Func<int, GreyImage> read) => (Count, _read) = (count, read);

    /// <summary>1 or more.</summary>
    public int Count { get; }

    /// <summary>A page, upright, with what is transparent on white.</summary>
    /// <param name="number">1…<see cref="Count"/>.</param>
    /// <exception cref="ImageFormatException">The page is damaged or larger than the options allow.</exception>
    public GreyImage Read(int number) => number >= 1 && number <= Count ? _read(number)
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"Pages have numbers from 1 to {Count}.");
}
