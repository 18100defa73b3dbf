using System.Numerics.Tensors;

namespace Ductus.Layout;

/// <summary>
/// Ink density of a part of a page in cells of <see cref="CellSize"/> pixels, raw and blurred along the writing so that letters run
/// together into lines. The map is sheared: row 0 is the page row <see cref="Offset"/> + <see cref="Slope"/> · x.
/// </summary>
internal sealed class DensityMap
{
    private readonly float[] _raw;
    private readonly float[] _blurred;

    /// <param name="slope">Rows that the writing falls per column.</param>
    /// <param name="sigmaX">Blur along the lines in pixels: bridges the gaps between letters and words.</param>
    /// <param name="sigmaY">Blur across the lines in pixels: joins the strokes of a line without joining lines.</param>
    public DensityMap(IReadOnlyList<Component> components, double slope, double sigmaX, double sigmaY)
    {
        CellSize = Math.Max(1, (int)(sigmaY / 3));
        Slope = slope;

        // Room for the blur's tails on all sides, so that a crest never leaves the map.
        int marginX = (int)Math.Ceiling(3 * sigmaX), marginY = (int)Math.Ceiling(4 * sigmaY);
        Left = components.Min(component => component.Box.X) - marginX;
        int right = components.Max(component => component.Box.Right) + marginX;
        Offset = Math.Floor(components.Min(component => component.Box.Y - Rise(component.Box))) - marginY;
        double bottom = components.Max(component => component.Box.Bottom - Fall(component.Box)) + marginY;
        Width = (right - Left) / CellSize + 1;
        Height = (int)((bottom - Offset) / CellSize) + 1;

        _raw = new float[Width * Height];
        Fill(components);
        _blurred = [.. _raw];
        BlurRows(sigmaX / CellSize);
        BlurColumns(sigmaY / CellSize);

        double Rise(Box box) => Math.Max(slope * box.X, slope * box.Right);
        double Fall(Box box) => Math.Min(slope * box.X, slope * box.Right);
    }

    /// <summary>Columns of cells.</summary>
    public int Width { get; }

    /// <summary>Rows of cells.</summary>
    public int Height { get; }

    public int CellSize { get; }

    public double Slope { get; }

    /// <summary>Page column of the first cell.</summary>
    public int Left { get; }

    public double Offset { get; }

    /// <summary>Part of each cell that is ink, 0…1, row-major.</summary>
    public ReadOnlySpan<float> Raw => _raw;

    public ReadOnlySpan<float> Blurred => _blurred;

    /// <summary>Page column of the middle of a cell.</summary>
    public double PageX(double column) => Left + (column + 0.5) * CellSize;

    /// <summary>Page row of the middle of a cell.</summary>
    public double PageY(double column, double row) => Offset + (row + 0.5) * CellSize + Slope * PageX(column);

    private void Fill(IReadOnlyList<Component> components)
    {
        float unit = 1f / (CellSize * CellSize);
        foreach (Component component in components)
        {
            foreach (Run run in component.Runs.Span)
            {
                int row = (int)((run.Y - Slope * (run.Left + run.Right) / 2 - Offset) / CellSize);
                for (int x = run.Left - Left; x < run.Right - Left;)
                {
                    int column = x / CellSize, end = Math.Min(run.Right - Left, (column + 1) * CellSize);
                    _raw[row * Width + column] += (end - x) * unit;
                    x = end;
                }
            }
        }
    }

    /// <summary>Three running means, which come close to a Gaussian.</summary>
    private void BlurRows(double sigma)
    {
        int radius = Math.Max(1, (int)Math.Round((Math.Sqrt(4 * sigma * sigma + 1) - 1) / 2));
        var padded = new float[Width + 2 * radius];
        for (int y = 0; y < Height; y++)
        {
            Span<float> row = _blurred.AsSpan(y * Width, Width);
            if (row.IndexOfAnyExcept(0f) < 0)
                continue;
            for (int pass = 0; pass < 3; pass++)
            {
                row.CopyTo(padded.AsSpan(radius));
                double sum = 0;
                for (int i = 0; i < 2 * radius; i++)
                    sum += padded[i];
                for (int x = 0; x < Width; x++)
                {
                    sum += padded[x + 2 * radius];
                    row[x] = (float)(sum / (2 * radius + 1));
                    sum -= padded[x];
                }
            }
        }
    }

    private void BlurColumns(double sigma)
    {
        int radius = (int)Math.Ceiling(3 * sigma);
        var kernel = new float[radius + 1];
        for (int i = 0; i <= radius; i++)
            kernel[i] = (float)Math.Exp(-i * i / (2 * sigma * sigma));
        float scale = 1 / (2 * TensorPrimitives.Sum<float>(kernel) - kernel[0]);
        TensorPrimitives.Multiply(kernel, scale, kernel);

        float[] source = [.. _blurred];
        for (int y = 0; y < Height; y++)
        {
            Span<float> row = _blurred.AsSpan(y * Width, Width);
            row.Clear();
            for (int dy = Math.Max(-radius, -y); dy <= Math.Min(radius, Height - 1 - y); dy++)
                TensorPrimitives.MultiplyAdd<float>(source.AsSpan((y + dy) * Width, Width), kernel[Math.Abs(dy)], row, row);
        }
    }
}
