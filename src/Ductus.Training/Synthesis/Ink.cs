namespace Ductus.Training.Synthesis;

/// <summary>What a pen leaves on paper. Lengths are in x-heights of the hand that holds it.</summary>
public sealed record Ink
{
    /// <summary>Added to the width of every stroke; below 0 makes it thinner.</summary>
    public double PenWidth { get; init; }

    /// <summary>How much the stroke width changes along a line, both ways.</summary>
    public double Pressure { get; init; } = 0.015;

    /// <summary>Grey level of the full ink, 0 black.</summary>
    public int Level { get; init; } = 40;

    /// <summary>Part of the ink that may be missing where it runs dry or the pen is lifted, 0…1.</summary>
    public double Fading { get; init; } = 0.2;

    /// <summary>How often strokes come out broken, the paper showing through as under a ball pen that gives little ink: 0 never, 1 nearly everywhere.</summary>
    public double Dryness { get; init; }

    /// <summary>Standard deviation of the ink's spreading into the paper, which rounds corners and fills small loops.</summary>
    public double Bleed { get; init; }
}
