using Ductus.Training.Native.FreeType;

namespace Ductus.Training.Synthesis;

/// <summary>The contours of one glyph in font units, y up. Immutable, share it.</summary>
internal sealed class GlyphOutline
{
    private readonly short[] _x, _y, _contourEnds;
    private readonly byte[] _tags;

    public unsafe GlyphOutline(in FreeTypeOutline outline)
    {
        int count = outline.PointCount;
        (_x, _y, _tags, _contourEnds) = (new short[count], new short[count], new byte[count], new short[outline.ContourCount]);
        for (int i = 0; i < count; i++)
        {
            _x[i] = (short)outline.Points[i].X.Value;
            _y[i] = (short)outline.Points[i].Y.Value;
        }
        new ReadOnlySpan<byte>(outline.Tags, count).CopyTo(_tags);
        new ReadOnlySpan<short>(outline.ContourEnds, outline.ContourCount).CopyTo(_contourEnds);
    }

    public int PointCount => _x.Length;

    public ReadOnlySpan<short> X => _x;

    public ReadOnlySpan<short> Y => _y;

    /// <summary>Per point FreeType's flags: on the curve, conic or cubic control point.</summary>
    public ReadOnlySpan<byte> Tags => _tags;

    /// <summary>Index of the last point of each contour.</summary>
    public ReadOnlySpan<short> ContourEnds => _contourEnds;

    /// <summary>Height of the highest point above the baseline; 0 for an empty glyph.</summary>
    public int Top => _y.Length == 0 ? 0 : _y.Max();

    /// <summary>Height of the lowest point above the baseline, below 0 for a tail; 0 for an empty glyph.</summary>
    public int Bottom => _y.Length == 0 ? 0 : _y.Min();
}
