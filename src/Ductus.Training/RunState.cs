using System.Globalization;
using System.Text.Json.Serialization;

namespace Ductus.Training;

/// <summary>How far a run has come, apart from its tensors.</summary>
public sealed record RunState
{
    /// <summary>Steps done.</summary>
    public long Step { get; init; }

    /// <summary>Seconds of training so far, over all its starts.</summary>
    public double Seconds { get; init; }

    /// <summary>What it was computed on, such as "2 CPU threads"; several joined by " and " where the starts differ; empty where that was not noted.</summary>
    public string Devices { get; init; } = "";

    /// <summary>What the weights were made from, all that came before this run included; <see langword="null"/> where that was not noted.</summary>
    public TrainingTerms? Terms { get; init; }

    /// <summary>The same of the weights that the run started from; <see langword="null"/> where there were none.</summary>
    public TrainingTerms? TermsBefore { get; init; }

    /// <summary>Sum of the losses since the last validation, and over how many steps.</summary>
    public double LossSum { get; init; }

    public long LossSteps { get; init; }

    /// <summary>Single characters that were read right in training since the last validation.</summary>
    public double RightSum { get; init; }

    /// <summary>Lines, words or characters trained on since the last validation.</summary>
    public long Trained { get; init; }

    /// <summary>What was measured at each validation, in order.</summary>
    public IReadOnlyList<EpochMetrics> Epochs { get; init; } = [];

    /// <summary>The alphabet, in the order of the labels.</summary>
    public IReadOnlyList<string> Alphabet { get; init; } = [];

    /// <summary>SHA-256 over ids and texts of the training lines.</summary>
    public string DataFingerprint { get; init; } = "";

    /// <summary>"2:15 h", or "2:15 h on 2 CPU threads".</summary>
    [JsonIgnore]
    internal string Duration => string.Create(CultureInfo.InvariantCulture,
        $"{Math.Floor(Seconds / 3600)}:{Math.Floor(Seconds / 60) % 60:00} h{(Devices.Length > 0 ? " on " : "")}{Devices}");

    /// <summary>The best validation so far; <see langword="null"/> before the first.</summary>
    [JsonIgnore]
    public EpochMetrics? Best => Epochs.MinBy(epoch => epoch.Cer);
}

/// <summary>One row of <c>metrics.csv</c>.</summary>
public sealed record EpochMetrics
{
    /// <summary>Epochs done.</summary>
    public required int Epoch { get; init; }

    public required long Step { get; init; }

    /// <summary>Seconds of training so far.</summary>
    public required double Seconds { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Mean loss (of CTC, or the cross entropy of single characters) since the row before, natural log per label, with augmentation.</summary>
    public required double Loss { get; init; }

    /// <summary>Training lines per second since the row before.</summary>
    public required double LinesPerSecond { get; init; }

    /// <summary>Part of that time spent waiting for data, 0…1.</summary>
    public required double Waiting { get; init; }

    /// <summary>Character error rate over all validation splits together, percent, greedy, averaged weights.</summary>
    public required double Cer { get; init; }

    /// <summary>Word error rate likewise.</summary>
    public required double Wer { get; init; }

    /// <summary>Character error rate of each validation split, in the recipe's order.</summary>
    public required IReadOnlyList<double> SplitCer { get; init; }

    /// <summary>Single characters read right in training since the row before, percent, with augmentation and dropout; <see langword="null"/> for lines.</summary>
    public double? TrainingAccuracy { get; init; }

    /// <summary>Single characters of all validation splits together that are read right, percent; <see langword="null"/> for lines.</summary>
    [JsonIgnore]
    public double? ValidationAccuracy => TrainingAccuracy is null ? null : 100 - Cer;

    /// <summary>Mean cross entropy of all validation splits together, natural log per character; <see langword="null"/> for lines.</summary>
    public double? ValidationLoss { get; init; }
}

[JsonSerializable(typeof(RunState))]
internal sealed partial class RunStateJson : JsonSerializerContext;
