namespace Ductus.Training.Synthesis;

/// <summary>How someone writes: what is done to a font's letters so that no two of them come out alike. Lengths without a unit are in x-heights.</summary>
public sealed record Hand
{
    /// <summary>Height of the letter x on the paper in pixels; sets the size of everything.</summary>
    public double XHeightPixels
    {
        get;
        init => field = value is >= 2 and <= 1000 ? value
            : throw new ArgumentOutOfRangeException(nameof(XHeightPixels), value, "An x-height must be 2…1000 pixels.");
    } = 22;

    /// <summary>Lean added to the font's own: x-heights to the right per x-height up.</summary>
    public double Slant { get; init; }

    /// <summary>How far ascenders, capitals and tails go beyond the small letters, 1 for as far as the font's.</summary>
    public double Reach { get; init; } = 1;

    /// <summary>Horizontal stretching, 1 for none.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Added between letters; keep it 0 for joined hands.</summary>
    public double LetterSpacing { get; init; }

    /// <summary>How far the pen moves between words; fonts have ideas of their own about this that no writer shares.</summary>
    public double WordSpacing { get; init; } = 1;

    /// <summary>How much each letter by itself is moved, turned and resized: 0 not at all, 1 like a steady hand, 3 like a hurried one.</summary>
    public double Jitter { get; init; } = 1;

    /// <summary>How far strokes bend away from the font's, smoothly over the line, so that joined letters stay joined.</summary>
    public double Wobble { get; init; } = 0.06;

    /// <summary>How far the line of writing rises and falls.</summary>
    public double Wave { get; init; } = 0.08;

    /// <summary>How much larger or smaller the writing becomes along a line, both ways, as a part of its size.</summary>
    public double SizeDrift { get; init; }

    public Ink Ink { get; init; } = new();

    /// <summary>No hand at all: letters as even as the press makes them.</summary>
    /// <param name="print">The font.</param>
    /// <param name="capitalPixels">Height of a capital.</param>
    internal static Hand OfPrint(HandwritingFont print, double capitalPixels) => new()
    {
        XHeightPixels = Math.Max(2, capitalPixels / print.CapitalHeight),
        WordSpacing = 0.5,
        Jitter = 0,
        Wobble = 0,
        Wave = 0,
        Ink = new Ink { PenWidth = 0, Pressure = 0, Fading = 0 },
    };

    /// <summary>A hand for a font, every property by chance within what people write.</summary>
    /// <remarks>Joined letters keep their distance and move almost only together.</remarks>
    public static Hand Choose(Random random, double xHeightPixels, HandwritingFont font)
    {
        double Between(double low, double high) => low + (high - low) * random.NextDouble();
        return new Hand
        {
            XHeightPixels = xHeightPixels,
            Slant = Between(-0.08, 0.18),
            Width = Between(0.92, 1.1),
            LetterSpacing = font.Joined ? 0 : Between(-0.02, 0.06),
            WordSpacing = Between(0.6, 1.4),
            Jitter = font.Joined ? Between(0.2, 0.5) : Between(0.6, 1.8),
            Wobble = Between(0.03, 0.08),
            Wave = Between(0.03, 0.12),
            Ink = new Ink
            {
                PenWidth = Between(0, 0.07),
                Pressure = Between(0.005, 0.025),
                Level = random.Next(20, 95),
                Fading = Between(0.05, 0.35),
            },
        };
    }
}
