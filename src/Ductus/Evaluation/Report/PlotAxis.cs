using System.Globalization;

namespace Ductus.Evaluation.Report;

/// <summary>One direction of a plot: which values it spans, how they are spaced, where it has labels. Immutable, share it.</summary>
internal sealed class PlotAxis
{
    /// <summary>The round digits from one power of ten to the next.</summary>
    private static readonly int[] RoundDigits = [1, 2, 5, 10];

    private readonly double _low, _high;
    private readonly bool _isLogarithmic;

    private PlotAxis(double low, double high, bool isLogarithmic, IReadOnlyList<(double Value, string Label)> ticks) =>
        (_low, _high, _isLogarithmic, Ticks) = (low, high, isLogarithmic, ticks);

    public IReadOnlyList<(double Value, string Label)> Ticks { get; }

    /// <summary>From 0 or below to a round value at or above the greatest, with about five labels.</summary>
    /// <param name="values">What will be drawn; infinite ones are left to the border.</param>
    /// <param name="unit">Behind each label.</param>
    public static PlotAxis Linear(IEnumerable<double> values, string unit = "")
    {
        double[] finite = [.. values.Where(double.IsFinite).Append(0)];
        double low = finite.Min(), high = finite.Max(), step = RoundUp(Math.Max((high - low) / 5, 1e-9));
        int first = (int)Math.Floor(low / step + 1e-9), last = Math.Max(first + 1, (int)Math.Ceiling(high / step - 1e-9));
        return new PlotAxis(first * step, last * step, isLogarithmic: false,
            [.. Enumerable.Range(first, last - first + 1).Select(i => (i * step, Label(i * step) + unit))]);
    }

    /// <summary>Exactly from one value to another, with a label every so much.</summary>
    public static PlotAxis Fixed(double low, double high, double step, string unit = "") => new(low, high, isLogarithmic: false,
        [.. Enumerable.Range(0, (int)Math.Round((high - low) / step) + 1).Select(i => (low + i * step, Label(low + i * step) + unit))]);

    /// <summary>Around the values, each decade or third of one as long as the next; values at or below 0 are left to the border.</summary>
    public static PlotAxis Logarithmic(IEnumerable<double> values)
    {
        double[] positive = [.. values.Where(value => value > 0 && double.IsFinite(value)).DefaultIfEmpty(1)];
        double low = RoundDown(positive.Min()), high = Math.Max(RoundUp(positive.Max()), 2 * low);
        var ticks = new List<(double, string)>();
        for (double tick = low; tick <= high * 1.000001; tick = RoundUp(tick * 1.01))
            ticks.Add((tick, Label(tick)));
        while (ticks.Count > 10)
            ticks = [.. ticks.Where((_, i) => i % 3 == 0)];
        return new PlotAxis(low, high, isLogarithmic: true, ticks);
    }

    /// <summary>Names side by side; the name at index i has its middle at i + 0.5.</summary>
    public static PlotAxis Categories(IReadOnlyList<string> names) =>
        new(0, Math.Max(1, names.Count), isLogarithmic: false, [.. names.Select((name, i) => (i + 0.5, name))]);

    /// <summary>0 at the low end, 1 at the high end; what lies beyond is put on the border.</summary>
    public double Place(double value) => Math.Clamp(
        _isLogarithmic ? Math.Log(Math.Max(value, _low) / _low) / Math.Log(_high / _low) : (value - _low) / (_high - _low), 0, 1);

    private static double RoundUp(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-9));
        return RoundDigits.Select(digit => digit * power).First(round => round >= value * 0.999999);
    }

    private static double RoundDown(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-9));
        return RoundDigits.Select(digit => digit * power).Last(round => round <= value * 1.000001);
    }

    private static string Label(double value) => Math.Round(value, 9).ToString("G6", CultureInfo.InvariantCulture).Replace('-', '−');
}
