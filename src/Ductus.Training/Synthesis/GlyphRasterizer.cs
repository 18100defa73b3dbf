using System.Runtime.InteropServices;
using Ductus.Layout;
using Ductus.Training.Native.FreeType;

namespace Ductus.Training.Synthesis;

/// <summary>Fills the outline of a glyph, already in page pixels, on an ink map with exact pixel coverage. One per thread.</summary>
internal sealed unsafe class GlyphRasterizer : IDisposable
{
    private readonly FreeTypeLibrary _library = FreeTypeLibrary.Create();
    private FreeTypeVector[] _points = [];
    private byte[] _coverage = [];

    public void Dispose() => _library.Dispose();

    /// <summary>Adds a glyph to what is on the map.</summary>
    /// <param name="shape">Gives the contours; its coordinates are not used.</param>
    /// <param name="x">Page pixels, one per point of the shape.</param>
    /// <param name="y">Page pixels, y down.</param>
    /// <param name="growPixels">Added to the stroke width, half on each side.</param>
    /// <param name="strength">Ink where the glyph covers a pixel fully, 0…1.</param>
    /// <returns>The pixels touched, those outside the map too, which are lost; empty for a glyph without ink.</returns>
    public Box Draw(GlyphOutline shape, ReadOnlySpan<float> x, ReadOnlySpan<float> y, double growPixels, double strength, InkMap map)
    {
        if (shape.PointCount == 0)
            return default;

        // One pixel of room for the control points' rounding, the rest for the stroke that grows.
        int margin = 1 + (int)Math.Ceiling(Math.Abs(growPixels));
        int left = (int)MathF.Floor(Minimum(x)) - margin, right = (int)MathF.Ceiling(Maximum(x)) + margin;
        int top = (int)MathF.Floor(Minimum(y)) - margin, bottom = (int)MathF.Ceiling(Maximum(y)) + margin;
        var bounds = new Box(left, top, right - left, bottom - top);
        Rasterize(shape, x, y, growPixels, bounds);
        return Blend(bounds, strength, map);
    }

    private static float Minimum(ReadOnlySpan<float> values)
    {
        float least = values[0];
        foreach (float value in values)
            least = MathF.Min(least, value);
        return least;
    }

    private static float Maximum(ReadOnlySpan<float> values)
    {
        float greatest = values[0];
        foreach (float value in values)
            greatest = MathF.Max(greatest, value);
        return greatest;
    }

    private void Rasterize(GlyphOutline shape, ReadOnlySpan<float> x, ReadOnlySpan<float> y, double growPixels, Box bounds)
    {
        if (_points.Length < shape.PointCount)
            _points = new FreeTypeVector[shape.PointCount];
        if (_coverage.Length < bounds.Area)
            _coverage = new byte[bounds.Area];
        _coverage.AsSpan(0, (int)bounds.Area).Clear();

        // Growing moves an outline's left and lower edge nowhere and the others by the whole amount: shift it back by half.
        // 26.6 fixed point, y up from the lower edge of the bounds.
        float half = (float)growPixels / 2;
        for (int i = 0; i < shape.PointCount; i++)
        {
            _points[i].X = new CLong((int)MathF.Round(64 * (x[i] - bounds.X - half)));
            _points[i].Y = new CLong((int)MathF.Round(64 * (bounds.Bottom - y[i] - half)));
        }

        fixed (FreeTypeVector* points = _points)
        fixed (byte* tags = shape.Tags, coverage = _coverage)
        fixed (short* contourEnds = shape.ContourEnds)
        {
            var outline = new FreeTypeOutline
            {
                ContourCount = (short)shape.ContourEnds.Length,
                PointCount = (short)shape.PointCount,
                Points = points,
                Tags = tags,
                ContourEnds = contourEnds,
            };
            var bitmap = new FreeTypeBitmap
            {
                Rows = (uint)bounds.Height,
                Width = (uint)bounds.Width,
                Pitch = bounds.Width,
                Buffer = coverage,
                GreyLevels = 256,
                PixelMode = FreeTypeNative.PixelModeGrey,
            };
            var grow = new CLong((int)Math.Round(64 * growPixels));
            FreeTypeError.ThrowIfFailed(FreeTypeNative.OutlineEmbolden(&outline, grow, grow), "changing the stroke width");
            FreeTypeError.ThrowIfFailed(FreeTypeNative.OutlineGetBitmap(_library, &outline, &bitmap), "drawing a glyph");
        }
    }

    private Box Blend(Box bounds, double strength, InkMap map)
    {
        int weight = (int)Math.Round(256 * Math.Clamp(strength, 0, 1));
        int left = int.MaxValue, right = int.MinValue, top = int.MaxValue, bottom = int.MinValue;
        for (int y = bounds.Y; y < bounds.Bottom; y++)
        {
            Span<byte> row = y >= 0 && y < map.Height ? map.Row(y) : [];
            ReadOnlySpan<byte> glyph = _coverage.AsSpan((y - bounds.Y) * bounds.Width, bounds.Width);
            for (int x = bounds.X; x < bounds.Right; x++)
            {
                int ink = glyph[x - bounds.X] * weight >> 8;
                if (ink == 0)
                    continue;
                (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x + 1), Math.Min(top, y), Math.Max(bottom, y + 1));
                // Two layers let through what both let through.
                if ((uint)x < (uint)row.Length)
                    row[x] = (byte)(row[x] + ink - row[x] * ink / 255);
            }
        }
        return left == int.MaxValue ? default : new Box(left, top, right - left, bottom - top);
    }
}
