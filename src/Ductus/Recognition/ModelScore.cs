namespace Ductus.Recognition;

/// <summary>One measurement of a model, with all that is needed to repeat it.</summary>
public sealed record ModelScore
{
    /// <summary>The data set, such as <c>iam</c>.</summary>
    public required string Set { get; init; }

    /// <summary>The part of it, such as <c>val</c>.</summary>
    public required string Split { get; init; }

    /// <summary>What was measured, such as <c>CER</c>.</summary>
    public required string Measure { get; init; }

    /// <summary>In the unit of the measure; CER and WER in percent.</summary>
    public required double Value { get; init; }

    /// <summary>Lower end of the 95 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the 95 % interval.</summary>
    public required double High { get; init; }

    /// <summary>Lines measured.</summary>
    public required int Lines { get; init; }

    /// <summary>Decoder, text normalisation and whatever else changes the number.</summary>
    public required string Protocol { get; init; }
}
