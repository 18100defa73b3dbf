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
    // Tangents of −15° and +35° from the upright.
    private const double MinSlant = -0.268, MaxSlant = 0.7;

    // Further than this a font's letters no longer look like anyone's.
    private const double MostLeaning = 0.4;

    // Drawn for fewer rows than this, letters would be ragged before they are made small.
    private const int LeastHeight = 40;

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

        FontProportions letters = font.Proportions;
        double slant = Math.Clamp(Around(0.2, 0.75), MinSlant, MaxSlant), stroke = Around(0.095, 0.1);
        double reach = Math.Exp(Around(0.2, 0.45)), letterSpacing = font.Joined ? 0 : Around(0.05, 0.2);
        // Where the pen should go on to; narrow fonts become wider by and large and wide ones narrower, or both would go too far.
        double advance = Math.Exp(Around(0.18, 0.75)) * Math.Pow(letters.Advance, 0.35), width = Math.Clamp(advance / letters.Advance, 0.6, 2);
        double unit = Math.Max(height, LeastHeight) * Between(0.3, 0.4);
        Look look = Sometimes(0.5) ? Look.Grey : Look.BlackAndWhite;
        return new LineStyle
        {
            Hand = new Hand
            {
                XHeightPixels = unit,
                Slant = Math.Clamp(slant - letters.Slant, -MostLeaning, MostLeaning),
                Reach = reach,
                Width = width,
                LetterSpacing = letterSpacing,
                // Wide letters need wide gaps, or nobody sees where a word ends; most gaps are narrow.
                WordSpacing = Math.Sqrt(advance) * (0.5 + 2 * Math.Pow(random.NextDouble(), 1.7)) + 2 * Math.Max(letterSpacing, 0),
                Jitter = font.Joined ? Between(0.2, 0.8) : Between(0.6, 2.4),
                Wobble = Between(0.03, 0.13),
                Wave = Between(0.02, 0.16),
                SizeDrift = Between(0, 0.15),
                Ink = new Ink
                {
                    // Made black and white, a stroke that covers less than a pixel would vanish.
                    PenWidth = Math.Max(Math.Clamp(stroke - letters.StrokeWidth, -0.09, 0.12), look == Look.BlackAndWhite ? 1.3 / unit - letters.StrokeWidth : -1),
                    Pressure = Between(0.005, 0.045),
                    Level = random.Next(10, 90),
                    Fading = Between(0.02, look == Look.Grey ? 0.42 : 0.2),
                    Dryness = Sometimes(0.2) ? Between(0.05, look == Look.Grey ? 0.35 : 0.15) : 0,
                    Bleed = Sometimes(0.25) ? Between(0.02, 0.06) : 0,
                },
            },
            Paper = look == Look.Grey ? Sheet(random) : Paper.Blank with { Texture = 1, Blur = Between(0.3, 0.65) },
            Look = look,
            BlackFrom = Between(0.2, 0.4),
            // Next to the ink of this line lies the ink of others, mixed with it only where tails are long.
            LineSpacing = Sometimes(0.6) ? Between(0.95, 1.9) * (1 + reach * (letters.Ascent - 1 + letters.Descent)) : 0,
            Slope = Around(0, 0.035),
            Margin = Between(0.17, 0.3),
            SideMargin = Between(0.15, 0.9),
        };
    }

    private static Paper Sheet(Random random) => Paper.Choose(random) with
    {
        EdgeShadow = 0,
        Folded = false,
        Ruling = random.Next(8) switch { 0 => Ruling.Lines, 1 => random.Next(2) == 0 ? Ruling.Squares : Ruling.None, _ => Ruling.None },
        RulingContrast = 8 + 28 * random.NextDouble(),
    };
}
