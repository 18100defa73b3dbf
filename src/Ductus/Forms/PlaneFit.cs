namespace Ductus.Forms;

/// <summary>value = a·x + b·y + c, by least squares, held near to given numbers where the points say little.</summary>
internal sealed class PlaneFit
{
    // Normal equations: [Σxx Σxy Σx; Σxy Σyy Σy; Σx Σy n] · (a, b, c) = right
    private readonly double[,] _normal = new double[3, 3];
    private readonly double[] _right = new double[3];

    public void Add(double x, double y, double value) => Add(x, y, value, weight: 1);

    /// <summary>Fits once; call it last.</summary>
    /// <param name="a">Expected.</param>
    /// <param name="b">Expected.</param>
    /// <param name="c">Expected.</param>
    /// <param name="width">Largest x.</param>
    /// <param name="height">Largest y.</param>
    public (double A, double B, double C) Solve(double a, double b, double c, int width, int height)
    {
        // As if the corners had been seen where they are expected, each as much as a hundredth of the points.
        double weight = 1 + 0.01 * _normal[2, 2];
        foreach (var (x, y) in (ReadOnlySpan<(int, int)>)[(0, 0), (width, 0), (0, height), (width, height)])
            Add(x, y, a * x + b * y + c, weight);
        for (int i = 0; i < 3; i++)
        {
            for (int k = i + 1; k < 3; k++)
            {
                double factor = _normal[k, i] / _normal[i, i];
                for (int j = i; j < 3; j++)
                    _normal[k, j] -= factor * _normal[i, j];
                _right[k] -= factor * _right[i];
            }
        }
        double third = _right[2] / _normal[2, 2], second = (_right[1] - _normal[1, 2] * third) / _normal[1, 1];
        return ((_right[0] - _normal[0, 1] * second - _normal[0, 2] * third) / _normal[0, 0], second, third);
    }

    private void Add(double x, double y, double value, double weight)
    {
        Span<double> row = [x, y, 1];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
                _normal[i, j] += weight * row[i] * row[j];
            _right[i] += weight * row[i] * value;
        }
    }
}
