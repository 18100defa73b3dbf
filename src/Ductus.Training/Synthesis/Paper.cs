namespace Ductus.Training.Synthesis;

/// <summary>What is printed on a sheet before anyone writes.</summary>
public enum Ruling
{
    None,

    /// <summary>A line under every line of writing.</summary>
    Lines,

    /// <summary>Lines, and an upright one at the left margin.</summary>
    LinesAndMargin,

    /// <summary>Squares, two to a line of writing.</summary>
    Squares,
}

/// <summary>The sheet and the scanner's view of it. Grey levels: 0 black, 255 white.</summary>
public sealed record Paper
{
    /// <summary>Mean grey level of the blank sheet.</summary>
    public int Level { get; init; } = 232;

    /// <summary>Standard deviation of fibres and sensor noise in grey levels; 0 for none.</summary>
    public double Texture { get; init; } = 1.3;

    /// <summary>Range of the slow change of light over the sheet in grey levels.</summary>
    public double Shading { get; init; } = 14;

    /// <summary>Grey levels lost in the shadow along one side edge; 0 for none.</summary>
    public double EdgeShadow { get; init; }

    /// <summary>The sheet was folded across its middle.</summary>
    public bool Folded { get; init; }

    /// <summary>Blemishes per megapixel: specks and short fibres.</summary>
    public double Specks { get; init; } = 12;

    public Ruling Ruling { get; init; } = Ruling.None;

    /// <summary>Grey levels by which rules are darker than the sheet.</summary>
    public double RulingContrast { get; init; } = 38;

    /// <summary>Standard deviation in pixels of the blur of ink and optics together.</summary>
    public double Blur { get; init; } = 0.6;

    /// <summary>White paper without any texture, light or rules, in a perfect scanner.</summary>
    public static Paper Blank { get; } = new() { Level = 255, Texture = 0, Shading = 0, Specks = 0, Blur = 0 };

    /// <summary>Plain paper, every property by chance within what scans of letters show.</summary>
    public static Paper Choose(Random random) => new()
    {
        Level = random.Next(205, 246),
        Texture = 0.8 + 1.4 * random.NextDouble(),
        Shading = 4 + 22 * random.NextDouble(),
        EdgeShadow = random.Next(3) == 0 ? 35 * random.NextDouble() : 0,
        Folded = random.Next(3) == 0,
        Specks = 25 * random.NextDouble(),
        Blur = 0.45 + 0.4 * random.NextDouble(),
    };
}
