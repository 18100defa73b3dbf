namespace Ductus.Imaging;

/// <summary>
/// Mean and variance of the square window around each pixel, row after row from the top; at the image's edges the window is what lies inside.
/// O(1) a pixel and window size. One per thread.
/// </summary>
internal sealed class WindowStatistics
{
    private readonly GreyImage _image;
    private readonly int _radius;

    // Over the window's rows, for each column: at most 2,001 · 255² in each
    private readonly int[] _sums, _squares;
    private int _row = -1;

    /// <param name="image">Any size.</param>
    /// <param name="radius">The window reaches that many pixels to each side, 0…1000.</param>
    public WindowStatistics(GreyImage image, int radius)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(radius, 1000);
        (_image, _radius) = (image, radius);
        (_sums, _squares) = (new int[image.Width], new int[image.Width]);
        for (int y = 0; y < Math.Min(radius, image.Height); y++)
            AddRow(image.Row(y), 1);
    }

    /// <summary>Goes to the next row.</summary>
    /// <param name="means">Of each pixel's window, 0…255; as long as the image is wide.</param>
    /// <param name="variances">Likewise, at least 0.</param>
    public void NextRow(Span<float> means, Span<float> variances)
    {
        _row++;
        if (_row + _radius < _image.Height)
            AddRow(_image.Row(_row + _radius), 1);
        if (_row - _radius - 1 >= 0)
            AddRow(_image.Row(_row - _radius - 1), -1);

        int rows = Math.Min(_image.Height - 1, _row + _radius) - Math.Max(0, _row - _radius) + 1;
        long sum = 0, squares = 0;
        for (int x = 0; x < Math.Min(_radius, _image.Width); x++)
            (sum, squares) = (sum + _sums[x], squares + _squares[x]);
        for (int x = 0; x < _image.Width; x++)
        {
            if (x + _radius < _sums.Length)
                (sum, squares) = (sum + _sums[x + _radius], squares + _squares[x + _radius]);
            if (x - _radius - 1 >= 0)
                (sum, squares) = (sum - _sums[x - _radius - 1], squares - _squares[x - _radius - 1]);

            double count = (double)rows * (Math.Min(_image.Width - 1, x + _radius) - Math.Max(0, x - _radius) + 1);
            double mean = sum / count;
            means[x] = (float)mean;
            variances[x] = (float)Math.Max(0, squares / count - mean * mean);
        }
    }

    private void AddRow(ReadOnlySpan<byte> row, int sign)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int value = row[x];
            _sums[x] += sign * value;
            _squares[x] += sign * value * value;
        }
    }
}
