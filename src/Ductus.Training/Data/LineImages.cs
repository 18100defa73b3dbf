using System.Runtime.ExceptionServices;
using Ductus.Imaging;
using Ductus.Recognition;

namespace Ductus.Training.Data;

/// <summary>A sample with its ink, or, where its image cannot be read, with what is wrong with it.</summary>
/// <param name="Image"><see langword="null"/> for an image that cannot be read.</param>
/// <param name="Problem">Empty where there is an image.</param>
internal sealed record LoadedLine(LineSample Sample, NormalizedLine? Image, string Problem);

/// <summary>Reads and normalises the images of a split, several at a time, or takes their ink from the file in which they lie together.</summary>
public static class LineImages
{
    /// <param name="progress">Told the number of lines done, from several threads, at every line.</param>
    /// <returns>One entry per sample, in their order for any number of threads.</returns>
    /// <exception cref="LineDataException">A file of many lines is damaged, or was packed for another height.</exception>
    internal static LoadedLine[] Load(LineSplit split, LineNormalization normalization, int threads, IProgress<int>? progress, CancellationToken cancel)
    {
        using IStoredLines? stored = split.Store?.Invoke();
        stored?.Check(normalization);

        var loaded = new LoadedLine[split.Samples.Count];
        int done = 0;
        try
        {
            Parallel.For(0, loaded.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, i =>
            {
                loaded[i] = stored is null ? Read(split.Samples[i], normalization) : new LoadedLine(split.Samples[i], stored.Read(i, normalization), "");
                progress?.Report(Interlocked.Increment(ref done));
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);    // of several broken lines the first tells enough
        }
        return loaded;
    }

    internal static SkippedLine Skipped(LoadedLine line) => new(line.Sample.Id, SkipReason.ImageUnreadable, line.Problem);

    /// <summary>The image of a sample as it is in its file, or the part of it that is meant; dark on light.</summary>
    /// <exception cref="ImageFormatException">The file is no image that can be read.</exception>
    /// <exception cref="LineDataException">The part lies outside the image.</exception>
    public static GreyImage Read(LineSample sample)
    {
        GreyImage image = ImageFile.Read(sample.ImagePath);
        if (sample.Part is { } part)
        {
            if (part.Right <= 0 || part.Bottom <= 0 || part.X >= image.Width || part.Y >= image.Height)
                throw new LineDataException(sample.ImagePath,
                    $"expected {sample.Id} at {part.X},{part.Y}, {part.Width}×{part.Height} pixels; the image has {image.Width}×{image.Height}");
            image = image.Crop(part.X, part.Y, part.Width, part.Height);
        }
        return Polarity.ToDarkOnLight(image);
    }

    private static LoadedLine Read(LineSample sample, LineNormalization normalization)
    {
        try
        {
            return new LoadedLine(sample, normalization.Apply(Read(sample)), "");
        }
        catch (Exception e) when (e is ImageFormatException or LineDataException)
        {
            return new LoadedLine(sample, null, e.Message);
        }
    }
}
