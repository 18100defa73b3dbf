using System.Runtime.ExceptionServices;
using Ductus.Imaging;
using Ductus.Recognition;

namespace Ductus.Training.Data;

/// <summary>A sample with its ink, or, where its image cannot be read, with what is wrong with it.</summary>
/// <param name="Image"><see langword="null"/> for an image that cannot be read.</param>
/// <param name="Problem">Empty where there is an image.</param>
internal sealed record LoadedLine(LineSample Sample, NormalizedLine? Image, string Problem);

/// <summary>Reads and normalises the images of a split, several at a time, or takes their ink from its packed file.</summary>
internal static class LineImages
{
    /// <param name="progress">Told the number of lines done, from several threads, at every line.</param>
    /// <returns>One entry per sample, in their order for any number of threads.</returns>
    /// <exception cref="LineDataException">A packed file is damaged, or was packed for another height.</exception>
    public static LoadedLine[] Load(LineSplit split, LineNormalization normalization, int threads, IProgress<int>? progress, CancellationToken cancel)
    {
        using PackedLines? packed = split.PackedPath is null ? null : PackedLines.Open(split.PackedPath);
        if (packed is not null && packed.Height != normalization.Height)
            throw new LineDataException(packed.Path,
                $"expected lines of the recipe's height, {normalization.Height}; they were packed at {packed.Height}. Pack them for this recipe.");

        var loaded = new LoadedLine[split.Samples.Count];
        int done = 0;
        try
        {
            Parallel.For(0, loaded.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, i =>
            {
                loaded[i] = packed is null ? Read(split.Samples[i], normalization) : new LoadedLine(split.Samples[i], packed.Read(i), "");
                progress?.Report(Interlocked.Increment(ref done));
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);    // of several broken lines the first tells enough
        }
        return loaded;
    }

    public static SkippedLine Skipped(LoadedLine line) => new(line.Sample.Id, SkipReason.ImageUnreadable, line.Problem);

    private static LoadedLine Read(LineSample sample, LineNormalization normalization)
    {
        try
        {
            return new LoadedLine(sample, normalization.Apply(Polarity.ToDarkOnLight(ImageFile.Read(sample.ImagePath))), "");
        }
        catch (ImageFormatException e)
        {
            return new LoadedLine(sample, null, e.Message);
        }
    }
}
