using System.Globalization;

namespace Ductus.Benchmarks;

/// <summary>One measured value: a row of the tab-separated file in which all scripts leave what they measured.</summary>
/// <param name="Measure">What was measured, in words; the title of its row in the report.</param>
/// <param name="Subject">Who was measured: <see cref="Ductus"/>, <see cref="Part"/>, or the name of a peer.</param>
/// <param name="Value">In <paramref name="Unit"/>s.</param>
/// <param name="Unit">s, ms, MB, KiB, lines/s or % CER.</param>
/// <param name="Load">Load average of the last minute when the run began.</param>
internal sealed record Sample(string Measure, string Subject, double Value, string Unit, double Load)
{
    /// <summary>The program as people call it.</summary>
    public const string Ductus = "ductus";

    /// <summary>A part of it, called in a loop.</summary>
    public const string Part = "part";

    /// <exception cref="FormatException">The row has not the five fields of a sample.</exception>
    public static Sample Parse(string row)
    {
        string[] fields = row.Split('\t');
        if (fields.Length != 5 || !double.TryParse(fields[2], CultureInfo.InvariantCulture, out double value)
            || !double.TryParse(fields[4], CultureInfo.InvariantCulture, out double load))
            throw new FormatException($"A sample is measure, subject, value, unit and load, parted by tabs; got \"{row}\".");
        return new Sample(fields[0], fields[1], value, fields[3], load);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Measure}\t{Subject}\t{Value:R}\t{Unit}\t{Load:F2}");
}
