namespace Ductus.Training.Augmentation;

/// <summary>Spans of features that are hidden in training, so that the network learns to read from what stands beside (Li et al. 2024, section 3.3).</summary>
public sealed record SpanMaskOptions
{
    /// <summary>Part of the frames of a line that is hidden at most, 0…0.9; spans may overlap. 0 hides nothing.</summary>
    public double Share { get; set; }

    /// <summary>Frames of a span, at least 1.</summary>
    public int Length { get; set; } = 8;
}
