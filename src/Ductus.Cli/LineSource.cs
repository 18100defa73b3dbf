using System.Collections.Concurrent;
using Ductus.Imaging;
using Ductus.Recognition;
using Ductus.Training.Data;

namespace Ductus.Cli;

/// <summary>
/// The lines of a split as a model wants them, from image files or from a file of many lines. One per thread; loads on all processors, a part
/// ahead of whoever reads them.
/// </summary>
internal sealed class LineSource : IDisposable
{
    /// <summary>Lines loaded at a time: the pixels of a large set would not fit into memory. The first part is small, since all wait for it.</summary>
    private const int FirstPart = 32, Part = 256;

    private readonly LineSplit _split;
    private readonly LineNormalization _normalization;
    private readonly IStoredLines? _stored;
    private readonly ConcurrentQueue<string> _problems = new();

    /// <exception cref="LineDataException">The lines are packed at another height than the model reads.</exception>
    public LineSource(LineSplit split, LineNormalization normalization)
    {
        (_split, _normalization, _stored) = (split, normalization, split.Store?.Invoke());
        try
        {
            _stored?.Check(normalization);
        }
        catch
        {
            _stored?.Dispose();
            throw;
        }
    }

    public int Count => _split.Samples.Count;

    /// <summary>One sentence for each line whose image could not be read.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>All lines in the order of the split, part by part, without those whose image cannot be read.</summary>
    public IEnumerable<IReadOnlyList<LoadedLine>> Load(CancellationToken cancel)
    {
        int[] first = [.. Enumerable.Range(0, Math.Min(FirstPart, Count))];
        Task<IReadOnlyList<LoadedLine>>? next = null;
        try
        {
            foreach (int[] part in Enumerable.Range(first.Length, Count - first.Length).Chunk(Part).Prepend(first))
            {
                Task<IReadOnlyList<LoadedLine>>? ready = next;
                next = Task.Run(() => Load(part, cancel), CancellationToken.None);
                if (ready is not null)
                    yield return ready.GetAwaiter().GetResult();
            }
            if (next is not null)
                yield return next.GetAwaiter().GetResult();
        }
        finally
        {
            // The file must not be closed under a part that is still loading.
            if (next is not null)
                Task.WaitAny([next], CancellationToken.None);
        }
    }

    public void Dispose() => _stored?.Dispose();

    private IReadOnlyList<LoadedLine> Load(int[] indices, CancellationToken cancel)
    {
        var images = new NormalizedLine?[indices.Length];
        Parallel.For(0, indices.Length, new ParallelOptions { CancellationToken = cancel }, i => images[i] = Load(indices[i]));
        return [.. indices.Zip(images).Where(line => line.Second is not null).Select(line => new LoadedLine(_split.Samples[line.First], line.Second!))]; // filtered
    }

    private NormalizedLine? Load(int index)
    {
        try
        {
            return _stored is not null ? _stored.Read(index, _normalization) : _normalization.Apply(LineImages.Read(_split.Samples[index]));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ImageFormatException or LineDataException)
        {
            string path = _split.Samples[index].ImagePath;
            _problems.Enqueue(error.Message.Contains(path, StringComparison.Ordinal) ? error.Message : $"{path}: {error.Message}");
            return null;
        }
    }
}

/// <summary>A line of a data set and its ink.</summary>
internal sealed record LoadedLine(LineSample Sample, NormalizedLine Image);
