using System.Numerics.Tensors;
using Ductus.Imaging;

namespace Ductus.Recognition;

/// <summary>A line as a network sees it: one height, the amount of ink in every pixel. Immutable, share it.</summary>
public sealed class NormalizedLine
{
    private readonly byte[] _ink;

    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="ink">(H, W) row-major, 0 paper … 255 ink; taken over, the caller no longer writes to it.</param>
    /// <param name="paddedWidth">Columns of a network's input that holds the line; 0 for <see cref="LineBatch.PaddedWidthOf"/> the width.</param>
    public NormalizedLine(int width, int height, byte[] ink, int paddedWidth = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (ink.LongLength != (long)width * height)
            throw new ArgumentException($"{width} × {height} pixels need {(long)width * height} bytes; got {ink.LongLength}.", nameof(ink));
        PaddedWidth = paddedWidth == 0 ? LineBatch.PaddedWidthOf(width) : paddedWidth;
        ArgumentOutOfRangeException.ThrowIfLessThan(PaddedWidth, width, nameof(paddedWidth));
        (Width, Height, _ink) = (width, height, ink);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Columns of a network's input that holds the line and the paper to the right of it.</summary>
    public int PaddedWidth { get; }

    /// <summary>(H, W) row-major, 0 paper … 255 ink: the form in which training keeps lines.</summary>
    public ReadOnlySpan<byte> Ink => _ink;

    /// <summary>Writes the line as (H, <paramref name="stride"/>) floats, 0 paper … 1 ink, with paper to the right of it.</summary>
    /// <exception cref="ArgumentException"><paramref name="target"/> is not H × <paramref name="stride"/> long, or narrower than the line.</exception>
    public void CopyTo(Span<float> target, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, Width);
        if (target.Length != Height * stride)
            throw new ArgumentException($"A line of {Height} rows needs {Height} × {stride} values; got {target.Length}.", nameof(target));

        for (int y = 0; y < Height; y++)
        {
            Span<float> row = target.Slice(y * stride, stride);
            TensorPrimitives.ConvertTruncating<byte, float>(_ink.AsSpan(y * Width, Width), row);
            TensorPrimitives.Divide(row[..Width], 255f, row[..Width]);
            row[Width..].Clear();
        }
    }

    /// <summary>The line on a sheet of paper of another size, from its left edge on; what goes beyond the sheet is cut off.</summary>
    internal NormalizedLine Place(int width, int height, int top, int paddedWidth)
    {
        var ink = new byte[width * height];
        int columns = Math.Min(width, Width);
        for (int y = 0; y < Math.Min(Height, height - top); y++)
            _ink.AsSpan(y * Width, columns).CopyTo(ink.AsSpan((top + y) * width));
        return new NormalizedLine(width, height, ink, paddedWidth);
    }

    /// <summary>The line for people to look at: ink black, paper white.</summary>
    public GreyImage ToImage()
    {
        var grey = new byte[_ink.Length];
        TensorPrimitives.OnesComplement(_ink, grey);
        return new GreyImage(Width, Height, grey);
    }
}
