namespace Ductus.Training.Synthesis;

/// <summary>How a page came into the machine.</summary>
public enum Look
{
    /// <summary>A scan in grey levels, paper and all.</summary>
    Grey,

    /// <summary>A scan that was made black and white.</summary>
    BlackAndWhite,
}

/// <summary>How a single line looks: hand, paper, and how it was cut out of its page. Lengths without a unit are in x-heights.</summary>
public sealed record LineStyle
{
    public Hand Hand { get; init; } = new();

    public Paper Paper { get; init; } = new();

    public Look Look { get; init; } = Look.Grey;

    /// <summary>Covered share of a pixel from which on it is black in a black-and-white picture, 0…1.</summary>
    public double BlackFrom { get; init; } = 0.5;

    /// <summary>From baseline to baseline; what the lines above and below leave inside the cut is seen there. 0 for a line that stands alone.</summary>
    public double LineSpacing { get; init; }

    /// <summary>How the line of writing climbs or falls, y down per x to the right.</summary>
    public double Slope { get; init; }

    /// <summary>Free space above and below the ink, as a part of the ink's height.</summary>
    public double Margin { get; init; } = 0.25;

    /// <summary>Free space to the left and right of the ink.</summary>
    public double SideMargin { get; init; } = 0.5;

    /// <summary>A writer, a sheet and a cut by chance, as wide apart as those of a data set of many writers.</summary>
    /// <param name="height">Rows of the picture that will be learned from; the line is drawn somewhat larger.</param>
    public static LineStyle Choose(Random random, int height, HandwritingFont font)
    {
        double Between(double low, double high) => low + (high - low) * random.NextDouble();
        // A sum of three comes near enough to a normal distribution and has no far ends.
        double Around(double middle, double reach) => middle + reach * (Between(-1, 1) + Between(-1, 1) + Between(-1, 1)) / 3;
        bool Sometimes(double share) => random.NextDouble() < share;

        double slant = Math.Clamp(Around(0.2, 0.62), MinSlant, MaxSlant), stroke = Around(0.125, 0.11);
        Look look = Sometimes(0.5) ? Look.Grey : Look.BlackAndWhite;
        return new LineStyle
        {
            Hand = new Hand
            {
                XHeightPixels = height * Between(0.36, 0.44),
                Slant = Math.Clamp(slant - font.Slant, -MostLeaning, MostLeaning),
                Width = Math.Exp(Around(0, 0.4)),
                LetterSpacing = font.Joined ? 0 : Around(0.03, 0.14),
                WordSpacing = Between(0.5, 1.7),
                Jitter = font.Joined ? Between(0.2, 0.8) : Between(0.6, 2.4),
                Wobble = Between(0.03, 0.11),
                Wave = Between(0.02, 0.16),
                SizeDrift = Between(0, 0.15),
                Ink = new Ink
                {
                    PenWidth = Math.Clamp(stroke - font.StrokeWidth, -0.07, 0.12),
                    Pressure = Between(0.005, 0.045),
                    Level = random.Next(10, 105),
                    Fading = Between(0.02, 0.42),
                    Dryness = Sometimes(0.2) ? Between(0.05, 0.35) : 0,
                    Bleed = Sometimes(0.25) ? Between(0.02, 0.06) : 0,
                },
            },
            Paper = look == Look.Grey ? Sheet(random) : Paper.Blank with { Texture = 1, Blur = Between(0.4, 0.9) },
            Look = look,
            BlackFrom = Between(0.3, 0.55),
            LineSpacing = Sometimes(0.6) ? Between(3.1, 5.5) : 0,
            Slope = Around(0, 0.035),
            Margin = Between(0.17, 0.3),
            SideMargin = Between(0.15, 0.9),
        };
    }

    // Tangents of −15° and +35° from the upright.
    private const double MinSlant = -0.268, MaxSlant = 0.7;

    // Further than this a font's letters no longer look like anyone's.
    private const double MostLeaning = 0.4;

    private static Paper Sheet(Random random) => Paper.Choose(random) with
    {
        EdgeShadow = 0,
        Folded = false,
        Ruling = random.Next(8) switch { 0 => Ruling.Lines, 1 => random.Next(2) == 0 ? Ruling.Squares : Ruling.None, _ => Ruling.None },
        RulingContrast = 12 + 40 * random.NextDouble(),
    };
}
