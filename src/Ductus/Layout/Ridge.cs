namespace Ductus.Layout;

/// <summary>A crest of the density map: one row (in map cells, fractional) for each column from <see cref="Left"/> on.</summary>
internal sealed class Ridge(int left, IReadOnlyList<float> rows, double mass)
{
    public int Left { get; } = left;

    /// <summary>Column after the last.</summary>
    public int Right => Left + Rows.Count;

    public IReadOnlyList<float> Rows { get; } = rows;

    /// <summary>Sum of the density along the crest.</summary>
    public double Mass { get; } = mass;
}
