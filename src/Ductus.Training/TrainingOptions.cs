using Ductus.Training.Torch;

namespace Ductus.Training;

/// <summary>What one start of a training run is told besides its recipe.</summary>
public sealed record TrainingOptions
{
    /// <summary>Folder of the run: checkpoint, metrics, report and model. A run found there goes on.</summary>
    public required string RunFolder { get; init; }

    /// <summary>
    /// Greatest training time over all starts of the run; the schedule is drawn together so that it ends in time.
    /// <see langword="null"/>: all epochs of the recipe.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>A checkpoint or a model file whose weights the run starts from, with a short warm-up; <see langword="null"/>: from random weights.</summary>
    public string? FromWeights { get; init; }

    /// <summary>Device; <see langword="null"/>: CUDA where there is one.</summary>
    public Device? Device { get; init; }

    /// <summary>Threads on the CPU, at least 1.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Longest time between two checkpoints.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Shortest time between two reports of progress.</summary>
    public TimeSpan ReportEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The day that the model file names.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The commit the program was built from, for the records; empty where unknown.</summary>
    public string Commit { get; init; } = "";
}

/// <summary>What a running training tells: after every few steps, and after each validation.</summary>
public sealed record TrainingProgress
{
    public required int Epoch { get; init; }

    public required int Epochs { get; init; }

    public required long Step { get; init; }

    public required long Steps { get; init; }

    /// <summary>Part of the run that is done, 0…1, by steps or by the time limit, whichever is further.</summary>
    public required double Done { get; init; }

    public required double Loss { get; init; }

    public required double LinesPerSecond { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Set when this report comes from a validation.</summary>
    public EpochMetrics? Validated { get; init; }
}
