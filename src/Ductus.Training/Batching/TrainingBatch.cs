namespace Ductus.Training.Batching;

/// <summary>Lines of a batch side by side: ink padded with paper to one width, widths, labels.</summary>
public sealed class TrainingBatch
{
    public TrainingBatch(IReadOnlyList<TrainingLine> lines)
    {
        (Lines, Height, Width) = (lines, lines[0].Image.Height, lines.Max(line => line.Image.Width));
        Ink = new byte[lines.Count * Height * Width];
        for (int i = 0; i < lines.Count; i++)
            for (int y = 0; y < Height; y++)
                lines[i].Image.Ink.Slice(y * lines[i].Image.Width, lines[i].Image.Width).CopyTo(Ink.AsSpan((i * Height + y) * Width));
        LongestLabels = lines.Max(line => line.Labels.Length);
        Labels = new long[lines.Count * LongestLabels];
        for (int i = 0; i < lines.Count; i++)
            for (int j = 0; j < lines[i].Labels.Length; j++)
                Labels[i * LongestLabels + j] = lines[i].Labels[j];
    }

    public IReadOnlyList<TrainingLine> Lines { get; }

    public int Height { get; }

    /// <summary>Columns of the widest line.</summary>
    public int Width { get; }

    /// <summary>(B, H, W), 0 paper … 255 ink.</summary>
    public byte[] Ink { get; }

    public int LongestLabels { get; }

    /// <summary>(B, longest), padded with 0.</summary>
    public long[] Labels { get; }
}
