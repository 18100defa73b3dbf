using System.Diagnostics;
using System.Globalization;
using Ductus.Training.Torch;

namespace Ductus.Benchmarks;

/// <summary>Times the training step in this process, as the peer's script does in its own.</summary>
internal static class StepTiming
{
    /// <summary>Steps before the clock starts; their losses show that both sides compute the same.</summary>
    private const int WarmUp = 3;

    public static IEnumerable<string> WorthwhilePrecisions() => Libtorch.CpuMultipliesBfloat16 ? ["float32", "bfloat16"] : ["float32"];

    public static DataType TypeOf(string precision) => precision switch
    {
        "float32" => DataType.Float32,
        "bfloat16" => DataType.BFloat16,
        _ => throw new ArgumentException($"Convolutions compute in float32 or bfloat16; got \"{precision}\".", nameof(precision)),
    };

    /// <summary>Median seconds of a step, tab, the losses of the steps before the clock started.</summary>
    public static string Run(StepCase measured, DataType convolutions, int threads, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        Libtorch.SetThreads(threads);
        using var step = new TrainingStep(measured.Recipe, StepCase.Classes, convolutions);
        using Tensor ink = measured.Ink(), labels = measured.Labels();
        double Once() => step.Run(ink, labels, measured.Frames, measured.Lengths, measured.LearningRate);

        double[] losses = [.. Enumerable.Range(0, WarmUp).Select(_ => Once())];
        var seconds = new double[steps];
        for (int i = 0; i < steps; i++)
        {
            long started = Stopwatch.GetTimestamp();
            Once();
            seconds[i] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        Array.Sort(seconds);
        double median = (seconds[(steps - 1) / 2] + seconds[steps / 2]) / 2;
        return string.Create(CultureInfo.InvariantCulture, $"{median:F5}\t{string.Join(' ', losses.Select(loss => loss.ToString("F5", CultureInfo.InvariantCulture)))}");
    }
}
