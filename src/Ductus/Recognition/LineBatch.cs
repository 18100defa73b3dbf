namespace Ductus.Recognition;

/// <summary>
/// Lines that go through a network together. They all have one padded width, so what is read in a line never depends on the
/// lines beside it. Immutable, share it.
/// </summary>
public sealed class LineBatch
{
    /// <summary>Padded widths are multiples of this many pixels, so frame strides are its divisors.</summary>
    public const int WidthStep = 32;

    /// <summary>Paper to the right of every line, in pixels at least: the last letter is seen with an end.</summary>
    public const int Margin = 8;

    /// <exception cref="ArgumentException">There are no lines, or their heights or padded widths differ.</exception>
    public LineBatch(IReadOnlyList<NormalizedLine> lines)
        : this(lines, [.. Enumerable.Range(0, lines.Count)])
    {
    }

    private LineBatch(IReadOnlyList<NormalizedLine> lines, IReadOnlyList<int> indices)
    {
        if (lines.Count == 0)
            throw new ArgumentException("A batch needs at least 1 line; got none.", nameof(lines));
        (Lines, Indices, Height, PaddedWidth) = (lines, indices, lines[0].Height, lines[0].PaddedWidth);
        foreach (NormalizedLine line in lines)
            if (line.Height != Height || line.PaddedWidth != PaddedWidth)
                throw new ArgumentException(
                    $"The lines of this batch are {Height} pixels high and padded to {PaddedWidth}; got one of {line.Height} padded to {line.PaddedWidth}.",
                    nameof(lines));
    }

    public IReadOnlyList<NormalizedLine> Lines { get; }

    /// <summary>Where each line stood in the list that <see cref="Pack"/> was given.</summary>
    public IReadOnlyList<int> Indices { get; }

    /// <summary>H in pixels.</summary>
    public int Height { get; }

    /// <summary>W in pixels.</summary>
    public int PaddedWidth { get; }

    /// <summary>The width to which a line is padded where the network leaves it open: its own and <see cref="Margin"/>, rounded up to <see cref="WidthStep"/>.</summary>
    public static int PaddedWidthOf(int width) => (width + Margin + WidthStep - 1) / WidthStep * WidthStep;

    /// <summary>Puts lines of one height into batches of at most so many pixels, padding included, or of one line that is larger.</summary>
    /// <returns>Narrow lines first; <see cref="Indices"/> tell where each line stood.</returns>
    public static IReadOnlyList<LineBatch> Pack(IReadOnlyList<NormalizedLine> lines, int maxPixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPixels, 1);
        return
        [
            .. from index in Enumerable.Range(0, lines.Count)
               group index by lines[index].PaddedWidth into equal
               orderby equal.Key
               from chunk in equal.Chunk(Math.Max(1, maxPixels / (equal.Key * lines[equal.First()].Height)))
               select new LineBatch([.. chunk.Select(index => lines[index])], chunk),
        ];
    }

    /// <summary>Writes the network's input, (B, 1, H, W) row-major, 0 paper … 1 ink.</summary>
    /// <exception cref="ArgumentException"><paramref name="images"/> is not B × H × W long.</exception>
    public void CopyTo(Span<float> images)
    {
        int size = Height * PaddedWidth;
        if (images.Length != Lines.Count * size)
            throw new ArgumentException($"{Lines.Count} lines of {Height} × {PaddedWidth} need {Lines.Count * size} values; got {images.Length}.", nameof(images));
        for (int i = 0; i < Lines.Count; i++)
            Lines[i].CopyTo(images.Slice(i * size, size), PaddedWidth);
    }
}
