namespace Ductus.Layout;

/// <summary>The grey of the paper along a strip of a page: the upper quartile of each block of columns, interpolated between their middles.</summary>
internal sealed class PaperLevel
{
    private readonly double[] _levels;
    private readonly double _blockWidth;

    /// <param name="pixels">Row-major.</param>
    /// <param name="valid">Pixels that count; a block without any takes the level of the whole strip.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="blockWidth">Columns of a block, at least 1: enough to show paper between the strokes.</param>
    public PaperLevel(ReadOnlySpan<byte> pixels, ReadOnlySpan<bool> valid, int width, int blockWidth)
    {
        int blocks = Math.Max(1, width / blockWidth);
        _blockWidth = (double)width / blocks;
        var histograms = new int[blocks, 256];
        var all = new int[256];
        for (int i = 0; i < pixels.Length; i++)
        {
            if (!valid[i])
                continue;
            histograms[Math.Min(blocks - 1, (int)(i % width / _blockWidth)), pixels[i]]++;
            all[pixels[i]]++;
        }

        _levels = new double[blocks];
        var histogram = new int[256];
        for (int block = 0; block < blocks; block++)
        {
            for (int grey = 0; grey < 256; grey++)
                histogram[grey] = histograms[block, grey];
            _levels[block] = UpperQuartile(histogram) ?? UpperQuartile(all) ?? 255;
        }
    }

    public double At(int column)
    {
        double position = (column + 0.5) / _blockWidth - 0.5;
        int block = (int)Math.Clamp(Math.Floor(position), 0, Math.Max(0, _levels.Length - 2)), next = Math.Min(block + 1, _levels.Length - 1);
        return _levels[block] + Math.Clamp(position - block, 0, 1) * (_levels[next] - _levels[block]);
    }

    private static double? UpperQuartile(ReadOnlySpan<int> histogram)
    {
        long total = 0, seen = 0;
        foreach (int count in histogram)
            total += count;
        for (int grey = 255; grey >= 0 && total > 0; grey--)
        {
            seen += histogram[grey];
            if (4 * seen >= total)
                return grey;
        }
        return null;
    }
}
