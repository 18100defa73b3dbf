using System.Collections.Concurrent;
using Ductus.Imaging;
using Ductus.Training.Data;

namespace Ductus.Cli;

/// <summary>Lines of a data set as small PNG files, for pages that show them.</summary>
internal static class LinePictures
{
    private const int MostPixelsHigh = 64;

    /// <summary>The pictures by line id; lines whose image cannot be read have none.</summary>
    public static IReadOnlyDictionary<string, byte[]> Of(LineSplit split, IEnumerable<string> ids, CancellationToken cancel)
    {
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        int[] places = [.. Enumerable.Range(0, split.Samples.Count).Where(i => wanted.Contains(split.Samples[i].Id))];
        var pictures = new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal);
        using IStoredLines? stored = split.Store?.Invoke();
        Parallel.ForEach(places, new ParallelOptions { CancellationToken = cancel }, place =>
        {
            LineSample sample = split.Samples[place];
            try
            {
                pictures[sample.Id] = ImageFile.ToPng(stored is null ? Small(LineImages.Read(sample)) : stored.Picture(place));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ImageFormatException or LineDataException)
            {
                // Whoever reads the lines has said so already.
            }
        });
        return pictures;
    }

    /// <summary>Small, and in 16 greys: enough for the eye, and a paper's grain in 256 of them takes most of the time and of the page.</summary>
    private static GreyImage Small(GreyImage image)
    {
        if (image.Height > MostPixelsHigh)
            image = Scaling.Resize(image, Math.Max(1, (int)Math.Round((double)image.Width * MostPixelsHigh / image.Height)), MostPixelsHigh);
        byte[] pixels = image.Pixels.ToArray();
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)((pixels[i] >> 4) * 17);
        return new GreyImage(image.Width, image.Height, pixels);
    }
}
