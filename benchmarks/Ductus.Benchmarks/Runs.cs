namespace Ductus.Benchmarks;

/// <summary>All runs of one measure by one subject.</summary>
internal sealed class Runs
{
    private const string LinesPerSecond = "lines/s";

    private readonly double[] _sorted;

    /// <exception cref="FormatException">The samples have different units.</exception>
    public Runs(IReadOnlyList<Sample> samples)
    {
        (Measure, Subject, Unit) = (samples[0].Measure, samples[0].Subject, samples[0].Unit);
        if (samples.Any(sample => sample.Unit != Unit))
            throw new FormatException($"\"{Measure}\" of {Subject} has samples in several units: {string.Join(", ", samples.Select(sample => sample.Unit).Distinct())}.");
        _sorted = [.. samples.Select(sample => sample.Value).Order()];
    }

    public string Measure { get; }

    public string Subject { get; }

    public string Unit { get; }

    public int Count => _sorted.Length;

    public bool HigherIsBetter => Unit == LinesPerSecond;

    public double Median => (_sorted[(_sorted.Length - 1) / 2] + _sorted[_sorted.Length / 2]) / 2;

    /// <summary>The run that was disturbed least: the shortest time, the highest rate.</summary>
    public double Best => HigherIsBetter ? _sorted[^1] : _sorted[0];

    /// <summary>In the order in which the measures first appear.</summary>
    public static IReadOnlyList<Runs> Of(IEnumerable<Sample> samples) =>
        [.. samples.GroupBy(sample => (sample.Measure, sample.Subject)).Select(group => new Runs([.. group]))];
}
