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
    public NormalizedLine(int width, int height, byte[] ink)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (ink.LongLength != (long)width * height)
            throw new ArgumentException($"{width} × {height} pixels need {(long)width * height} bytes; got {ink.LongLength}.", nameof(ink));
        (Width, Height, _ink) = (width, height, ink);
    }

    public int Width { get; }

    public int Height { get; }

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

    /// <summary>The line for people to look at: ink black, paper white.</summary>
    public GreyImage ToImage()
    {
        var grey = new byte[_ink.Length];
        TensorPrimitives.OnesComplement(_ink, grey);
        return new GreyImage(Width, Height, grey);
    }
}
