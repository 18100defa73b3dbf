using Ductus.Training.Batching;

namespace Ductus.Training.Data;

/// <summary>A split in memory: every line of use, normalised, with its labels. Immutable, share it.</summary>
public sealed class LineSet
{
    private LineSet(IReadOnlyList<TrainingLine> lines, IReadOnlyList<SkippedLine> skipped) => (Lines, Skipped) = (lines, skipped);

    /// <summary>In the order of the split.</summary>
    public IReadOnlyList<TrainingLine> Lines { get; }

    /// <summary>Every line of the split that is not in <see cref="Lines"/>, with those left out when the data set was opened.</summary>
    public IReadOnlyList<SkippedLine> Skipped { get; }

    /// <summary>Reads and normalises every line of a split, on several threads, and encodes its text if it is to be learned.</summary>
    /// <param name="progress">Told the number of lines done, from several threads, at every line.</param>
    /// <exception cref="LineDataException">A packed file is damaged, or was packed for another height.</exception>
    /// <exception cref="ArgumentException">Labels are to have spaces around them and the alphabet has none.</exception>
    public static LineSet Load(LineSplit split, LineLoading loading, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        if (loading.SpacesAround && loading.Codec.Unknown(" ").Count > 0)
            throw new ArgumentException("Labels are to have spaces around them; the alphabet has no space.", nameof(loading));

        var lines = new List<TrainingLine>();
        var skipped = new List<SkippedLine>(split.Skipped);
        foreach (LoadedLine loaded in LineImages.Load(split, loading.Normalization, loading.Threads, progress, cancel))
        {
            LineSample sample = loaded.Sample;
            if (loaded.Image is not { } image)
            {
                skipped.Add(LineImages.Skipped(loaded));
                continue;
            }
            if (loading.Purpose == LinePurpose.Validation)
            {
                lines.Add(new TrainingLine(sample.Id, image, sample.Text, []));
                continue;
            }
            if (loading.Codec.Unknown(sample.Text) is { Count: > 0 } unknown)
            {
                string characters = string.Join(", ", unknown.Distinct().Select(character => $"\"{character}\""));
                skipped.Add(new SkippedLine(sample.Id, SkipReason.OutsideAlphabet,
                    $"expected characters of the alphabet of {loading.Codec.Alphabet.Count}; got {characters}"));
                continue;
            }

            int[] labels = loading.Codec.Encode(loading.SpacesAround ? $" {sample.Text} " : sample.Text);
            if (loading.Folding is { } folding)
                labels = folding.Fold(labels);
            int frames = (image.Width + loading.FrameStride - 1) / loading.FrameStride, needed = FramesNeeded(labels);
            if (frames < needed)
                skipped.Add(new SkippedLine(sample.Id, SkipReason.TooNarrow,
                    $"expected at least {needed} frames for \"{sample.Text}\"; {image.Width} columns give {frames}"));
            else
                lines.Add(new TrainingLine(sample.Id, image, sample.Text, labels) { IsLoose = loading.Folding is not null });
        }
        return new LineSet(lines, skipped);
    }

    /// <summary>Frames of the shortest CTC path of the labels: one for each, and one for the blank between equal neighbours.</summary>
    public static int FramesNeeded(ReadOnlySpan<int> labels)
    {
        int frames = labels.Length;
        for (int i = 1; i < labels.Length; i++)
            if (labels[i] == labels[i - 1])
                frames++;
        return frames;
    }
}
