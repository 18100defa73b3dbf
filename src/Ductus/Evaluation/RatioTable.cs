using System.Numerics.Tensors;

namespace Ductus.Evaluation;

/// <summary>Numerators and denominators of several ratios for every unit that is resampled: a line, or all lines of a writer. Immutable, share it.</summary>
internal sealed class RatioTable
{
    /// <summary>(U, 2·R) row-major: the unit's numerators, then its denominators.</summary>
    private readonly double[] _parts;

    private RatioTable(double[] parts, int units, int ratios) => (_parts, Units, Ratios) = (parts, units, ratios);

    public int Units { get; }

    public int Ratios { get; }

    /// <param name="lines">Any number.</param>
    /// <param name="unit">What becomes one row.</param>
    /// <param name="ratios">How many ratios there are.</param>
    /// <param name="parts">What a line (by its place) adds to the numerator and denominator of a ratio.</param>
    public static RatioTable Of(
        IReadOnlyList<LineErrors> lines, ResampledUnit unit, int ratios, Func<int, int, (double Numerator, double Denominator)> parts)
    {
        int[] units = UnitsOf(lines, unit);
        int count = units.Length == 0 ? 0 : units.Max() + 1;
        var table = new double[count * 2 * ratios];
        for (int line = 0; line < lines.Count; line++)
        {
            for (int ratio = 0; ratio < ratios; ratio++)
            {
                var (numerator, denominator) = parts(line, ratio);
                table[units[line] * 2 * ratios + ratio] += numerator;
                table[units[line] * 2 * ratios + ratios + ratio] += denominator;
            }
        }
        return new RatioTable(table, count, ratios);
    }

    /// <summary>The 2·R parts of a unit: numerators, then denominators.</summary>
    public ReadOnlySpan<double> Row(int unit) => _parts.AsSpan(unit * 2 * Ratios, 2 * Ratios);

    /// <summary>The numerators of a unit.</summary>
    public ReadOnlySpan<double> Numerators(int unit) => Row(unit)[..Ratios];

    /// <summary>The sums over all units: numerators, then denominators.</summary>
    public double[] Sums()
    {
        var sums = new double[2 * Ratios];
        for (int unit = 0; unit < Units; unit++)
            TensorPrimitives.Add(sums, Row(unit), sums);
        return sums;
    }

    /// <summary>The row of each line: 0, 1, … in the order in which units first occur.</summary>
    private static int[] UnitsOf(IReadOnlyList<LineErrors> lines, ResampledUnit unit)
    {
        if (unit == ResampledUnit.Lines)
            return [.. Enumerable.Range(0, lines.Count)];
        if (lines.Count > 0 && lines.All(line => line.Line.Writer is null))
            throw new ArgumentException($"Intervals over writers need lines whose writers are known; none of the {lines.Count} lines has one.", nameof(lines));

        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        var units = new int[lines.Count];
        int next = 0;
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Line.Writer is not { } writer)
                units[i] = next++;
            else if (!rows.TryGetValue(writer, out units[i]))
                rows[writer] = units[i] = next++;
        }
        return units;
    }
}
