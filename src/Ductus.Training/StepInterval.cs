using System.Diagnostics;

namespace Ductus.Training;

/// <summary>Throughput since the last validation, the validation itself left out.</summary>
internal sealed class StepInterval(TimeSpan waitedBefore)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _lines;

    public double LinesPerSecond => _lines / Math.Max(1e-9, _clock.Elapsed.TotalSeconds);

    public double Waiting { get; private set; }

    public void Add(int lines) => _lines += lines;

    public void Close(TimeSpan waited)
    {
        _clock.Stop();
        Waiting = (waited - waitedBefore) / _clock.Elapsed;
    }
}
