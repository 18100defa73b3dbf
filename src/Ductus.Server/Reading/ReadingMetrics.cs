using System.Diagnostics.Metrics;

namespace Ductus.Server.Reading;

/// <summary>What the server counts of its reading, for <c>/metrics</c>. Thread-safe.</summary>
internal sealed class ReadingMetrics
{
    /// <summary>Of the meter.</summary>
    public const string Name = "Ductus.Server";

    private readonly Counter<long> _pages, _lines;
    private readonly Histogram<double> _seconds;

    public ReadingMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(Name);
        _pages = meter.CreateCounter<long>("ductus.pages.read", unit: "{page}", description: "Pages that were read.");
        _lines = meter.CreateCounter<long>("ductus.lines.read", unit: "{line}", description: "Lines that were read.");
        _seconds = meter.CreateHistogram<double>("ductus.page.duration", unit: "s", description: "Time from the pixels of a page to its text.");
    }

    /// <param name="lines">Of the page.</param>
    /// <param name="time">That it took.</param>
    public void PageRead(int lines, TimeSpan time)
    {
        _pages.Add(1);
        _lines.Add(lines);
        _seconds.Record(time.TotalSeconds);
    }
}
