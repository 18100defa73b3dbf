using System.Globalization;

namespace Ductus.Evaluation.Report;

/// <summary>Where the readings of an evaluation come from: who read what.</summary>
public sealed record EvaluationSource
{
    /// <summary>The model's name and version, or the name of the file with somebody's readings.</summary>
    public required string Reader { get; init; }

    /// <summary>The first 16 hexadecimal digits of the model file's SHA-256; <see langword="null"/> where no model of ours read.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Of the model.</summary>
    public DateOnly? ModelDate { get; init; }

    /// <summary>How logits became text, such as <c>greedy</c>; <see langword="null"/> where it is not known.</summary>
    public string? Decoder { get; init; }

    /// <summary>Name of the data set's folder, or of the file with the transcriptions; never a path.</summary>
    public required string Data { get; init; }

    /// <summary><see langword="null"/> where the data have no splits.</summary>
    public string? Split { get; init; }

    /// <summary><see langword="null"/> where nothing was read, only compared.</summary>
    public EvaluationTime? Time { get; init; }

    /// <summary>The data and their split in a few words.</summary>
    public string DataAndSplit => Split is null ? Data : $"{Data}, {Split}";
}

/// <summary>How the wall time of an evaluation splits, in seconds, up to the writing of its results.</summary>
public sealed record EvaluationTime
{
    public required double Total { get; init; }

    /// <summary>Network and decoder.</summary>
    public required double Reading { get; init; }

    /// <summary>Opening the data set and loading the model.</summary>
    public required double Loading { get; init; }

    /// <summary>Waiting for images to be read from their files and brought to the network's input.</summary>
    public required double Images { get; init; }

    /// <summary>Distances, intervals, breakdowns and pages.</summary>
    public double Measuring => Math.Max(0, Total - Reading - Loading - Images);

    /// <summary>Everything but network and decoder, in percent of the whole.</summary>
    public double OtherPercent => Total > 0 ? 100 * (Total - Reading) / Total : 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Total:F2} s: network and decoder {100 - OtherPercent:F1} %, data set and model {Percent(Loading):F1} %, images {Percent(Images):F1} %, "
        + $"measures and reports {Percent(Measuring):F1} %");

    private double Percent(double seconds) => Total > 0 ? 100 * seconds / Total : 0;
}
