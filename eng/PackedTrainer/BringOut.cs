using System.Diagnostics;
using Ductus.Documents;
using Ductus.Training;

namespace Ductus.PackedTrainer;

/// <summary>Brings out of a run, at intervals, what is to outlive the machine: the weights in pieces, and the metrics.</summary>
internal sealed class BringOut(RunFolder run, string folder, TimeSpan every)
{
    private readonly Stopwatch _sinceLast = Stopwatch.StartNew();

    /// <summary>Time between two times of bringing out.</summary>
    public TimeSpan Every => every;

    /// <summary>Brings out if it is time to.</summary>
    public void AtInterval()
    {
        if (_sinceLast.Elapsed >= every)
            Now();
    }

    /// <summary>Brings out what the last checkpoint holds; nothing before the first.</summary>
    public void Now()
    {
        Directory.CreateDirectory(folder);
        if (!WeightPieces.Write(run, folder))
            return;
        if (File.Exists(run.Metrics))
            AtomicFile.Write(Path.Combine(folder, Path.GetFileName(run.Metrics)), File.ReadAllText(run.Metrics));
        Console.WriteLine($"brought out {string.Join(", ", Directory.GetFiles(folder, "weights.*").Select(Path.GetFileName).Order())}");
        _sinceLast.Restart();
    }
}
