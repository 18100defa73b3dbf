using System.Diagnostics;
using Ductus.Training;

namespace Ductus.PackedTrainer;

/// <summary>Writes a run's progress as plain lines: one per validation, and one every half minute.</summary>
internal sealed class TrainingLog(Recipe recipe, BringOut bringOut) : IProgress<TrainingProgress>
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private readonly Stopwatch _sinceLast = Stopwatch.StartNew();

    public void Report(TrainingProgress value)
    {
        if (value.Validated is { } row)
            Write(value, string.Join("  ", recipe.ValidationSplits.Zip(row.SplitCer, (split, cer) => $"CER {split} {cer:F2} %")) + $"  waiting {row.Waiting:P1}");
        else if (_sinceLast.Elapsed >= Every)
            Write(value, "");
        bringOut.AtInterval();
    }

    private void Write(TrainingProgress value, string more)
    {
        Console.WriteLine($"{(int)value.Elapsed.TotalHours}:{value.Elapsed:mm\\:ss}  epoch {value.Epoch}  step {value.Step}  {value.Done:P0}  loss {value.Loss:F4}  {value.LinesPerSecond:F0} lines/s  {more}".TrimEnd());
        _sinceLast.Restart();
    }
}
