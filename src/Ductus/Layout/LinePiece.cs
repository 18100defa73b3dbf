namespace Ductus.Layout;

/// <summary>A stretch of a line's middle with ink all along, in cells of a density map: row and ink of each column from <see cref="Left"/> on.</summary>
internal sealed class LinePiece
{
    private readonly float[] _rows;
    private readonly double[] _inkBefore;

    /// <param name="left">First column.</param>
    /// <param name="rows">At least one.</param>
    /// <param name="ink">Ink near the middle, one value per row.</param>
    public LinePiece(int left, ReadOnlySpan<float> rows, ReadOnlySpan<float> ink)
    {
        Left = left;
        _rows = rows.ToArray();
        _inkBefore = new double[ink.Length + 1];
        for (int i = 0; i < ink.Length; i++)
            _inkBefore[i + 1] = _inkBefore[i] + ink[i];
    }

    public int Left { get; }

    /// <summary>Column after the last.</summary>
    public int Right => Left + _rows.Length;

    public int Width => _rows.Length;

    public ReadOnlySpan<float> Rows => _rows;

    public double Ink => _inkBefore[^1];

    public float RowAt(int column) => _rows[column - Left];

    /// <summary>Ink of the columns from <paramref name="left"/> to before <paramref name="right"/>.</summary>
    public double InkBetween(int left, int right) =>
        _inkBefore[Math.Clamp(right - Left, 0, Width)] - _inkBefore[Math.Clamp(left - Left, 0, Width)];

    /// <summary>Mean distance in rows, positive where the other lies below, over the columns both have; <see langword="null"/> if those are none.</summary>
    /// <param name="other">May be this piece.</param>
    /// <param name="beyond">Columns that the other is thought to go on level beyond both ends.</param>
    public double? DistanceTo(LinePiece other, int beyond = 0)
    {
        int left = Math.Max(Left, other.Left - beyond), right = Math.Min(Right, other.Right + beyond);
        if (right <= left)
            return null;
        double sum = 0;
        for (int column = left; column < right; column++)
            sum += other.RowAt(Math.Clamp(column, other.Left, other.Right - 1)) - RowAt(column);
        return sum / (right - left);
    }

    /// <summary>Straight line through the first (or last) columns: its height at the end of the piece and its slope, drawn towards level where the piece is short.</summary>
    /// <param name="columns">How many columns count; also the length at which a slope is believed by half.</param>
    public (double Row, double Slope) EndLine(int columns, bool atLeft)
    {
        int count = Math.Min(columns, Width), from = atLeft ? 0 : Width - count;
        double mean = 0, covariance = 0, variance = 0;
        for (int i = 0; i < count; i++)
            mean += _rows[from + i] / (double)count;
        for (int i = 0; i < count; i++)
        {
            double x = i - (count - 1) / 2.0;
            covariance += x * (_rows[from + i] - mean);
            variance += x * x;
        }
        double slope = variance > 0 ? covariance / variance : 0;
        slope *= (double)count * count / ((double)count * count + (double)columns * columns);
        return (mean + slope * (atLeft ? -1 : 1) * (count - 1) / 2.0, slope);
    }
}
