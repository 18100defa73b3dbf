using Ductus.Recognition;

namespace Ductus.Training.Data;

/// <summary>What lines are loaded for.</summary>
public enum LinePurpose
{
    /// <summary>To learn from: lines that CTC cannot learn, for their characters or their width, are left out and counted.</summary>
    Training,

    /// <summary>To be read and compared: every line with an image stays, for leaving out the hard ones would flatter the model.</summary>
    Validation,
}

/// <summary>How a split is brought into memory.</summary>
public sealed record LineLoading
{
    public LinePurpose Purpose { get; init; } = LinePurpose.Training;

    public required LineNormalization Normalization { get; init; }

    public required Codec Codec { get; init; }

    /// <summary>Columns of a line per frame of the network's output, at least 1.</summary>
    public required int FrameStride
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(FrameStride), value, "A frame takes at least 1 column.");
    }

    /// <summary>Whether labels get a space before and after the text, as the paper around the writing is one.</summary>
    public bool SpacesAround { get; init; }

    /// <summary>What the labels leave open; <see langword="null"/> where they tell all that is written.</summary>
    public LabelFolding? Folding { get; init; }

    /// <summary>Threads that read images, at least 1; the lines come out in the same order for any number.</summary>
    public int Threads
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Threads), value, "Loading takes at least 1 thread.");
    } = Environment.ProcessorCount;
}
