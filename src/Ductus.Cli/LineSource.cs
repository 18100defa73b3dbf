using System.Collections.Concurrent;
using Ductus.Imaging;
using Ductus.Recognition;
using Ductus.Training.Data;

namespace Ductus.Cli;

/// <summary>The lines of a split as a model wants them, from image files or from a packed file. One per thread; loads on all processors.</summary>
internal sealed class LineSource : IDisposable
{
    private readonly LineSplit _split;
    private readonly LineNormalization _normalization;
    private readonly PackedLines? _packed;
    private readonly ConcurrentQueue<string> _problems = new();

    /// <exception cref="LineDataException">The lines are packed at another height than the model reads.</exception>
    public LineSource(LineSplit split, LineNormalization normalization)
    {
        (_split, _normalization) = (split, normalization);
        if (split.PackedPath is not { } path)
            return;
        _packed = PackedLines.Open(path);
        if (_packed.IsOf(normalization))
            return;
        var (height, fit, width) = (_packed.Height, _packed.Fit, _packed.Width);
        _packed.Dispose();
        throw new LineDataException(path, $"expected lines of {normalization.Height} pixels height, as the model reads; these have {height}"
            + (height == normalization.Height ? $", but another fit or width: {fit}, {width}." : "."));
    }

    public int Count => _split.Samples.Count;

    /// <summary>One sentence for each line whose image could not be read.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>The lines at these places of the split, without those whose image cannot be read.</summary>
    public IReadOnlyList<(LineSample Sample, NormalizedLine Image)> Load(IReadOnlyList<int> indices, CancellationToken cancel)
    {
        var images = new NormalizedLine?[indices.Count];
        Parallel.For(0, indices.Count, new ParallelOptions { CancellationToken = cancel }, i => images[i] = Load(indices[i]));
        return [.. indices.Zip(images).Where(line => line.Second is not null).Select(line => (_split.Samples[line.First], line.Second!))]; // filtered above
    }

    public void Dispose() => _packed?.Dispose();

    private NormalizedLine? Load(int index)
    {
        try
        {
            return _packed is not null ? _packed.Read(index) : _normalization.Apply(LineImages.Read(_split.Samples[index]));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ImageFormatException or LineDataException)
        {
            string path = _split.Samples[index].ImagePath;
            _problems.Enqueue(error.Message.Contains(path, StringComparison.Ordinal) ? error.Message : $"{path}: {error.Message}");
            return null;
        }
    }
}
