namespace Ductus.Decoding.LanguageModels;

/// <summary>Numbers as one of at most 256, so that each takes a byte: the means of as many groups of equally many neighbours.</summary>
internal sealed class Quantization
{
    /// <summary>Numbers that a byte can stand for.</summary>
    public const int Steps = 256;

    private readonly float[] _centres;

    private Quantization(float[] centres) => _centres = centres;

    /// <summary>The number that each byte stands for, ascending; those that no number needs are 0.</summary>
    public float[] Table()
    {
        var table = new float[Steps];
        _centres.CopyTo(table, 0);
        return table;
    }

    /// <param name="values">Any number of finite values.</param>
    public static Quantization Of(ReadOnlySpan<float> values)
    {
        float[] sorted = values.ToArray();
        Array.Sort(sorted);
        // Few different values, such as the back-off of 0 of sequences that never go on, stay exact.
        float[] distinct = [.. sorted.Distinct().Take(Steps + 1)];
        if (distinct.Length <= Steps)
            return new Quantization(distinct);
        var centres = new List<float>();
        for (int step = 0; step < Steps; step++)
        {
            int from = (int)((long)sorted.Length * step / Steps), to = (int)((long)sorted.Length * (step + 1) / Steps);
            double sum = 0;
            for (int i = from; i < to; i++)
                sum += sorted[i];
            float centre = (float)(sum / (to - from));
            if (centres.Count == 0 || centre > centres[^1])
                centres.Add(centre);
        }
        return new Quantization([.. centres]);
    }

    /// <summary>The byte of the nearest number.</summary>
    public byte Nearest(float value)
    {
        int place = Array.BinarySearch(_centres, value);
        if (place >= 0)
            return (byte)place;
        int above = Math.Min(~place, _centres.Length - 1), below = Math.Max(above - 1, 0);
        return (byte)(value - _centres[below] <= _centres[above] - value ? below : above);
    }
}
