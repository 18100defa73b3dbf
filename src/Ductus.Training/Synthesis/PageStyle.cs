namespace Ductus.Training.Synthesis;

/// <summary>The look of a page: sheet, margins, hand and paper. Lengths in pixels.</summary>
public sealed record PageStyle
{
    /// <summary>Turned further than this, a sheet is laid on the scanner again.</summary>
    public const double MaxSkewRadians = 1.5 * Math.PI / 180;

    public int Width { get; init; } = 1170;

    public int Height { get; init; } = 1650;

    public double LeftMargin { get; init; } = 110;

    public double RightMargin { get; init; } = 80;

    public double TopMargin { get; init; } = 130;

    public double BottomMargin { get; init; } = 80;

    /// <summary>From baseline to baseline.</summary>
    public double LineSpacing { get; init; } = 84;

    /// <summary>How the scanner turned the sheet, clockwise, at most <see cref="MaxSkewRadians"/> either way.</summary>
    public double SkewRadians
    {
        get;
        init => field = Math.Abs(value) <= MaxSkewRadians ? value
            : throw new ArgumentOutOfRangeException(nameof(SkewRadians), value, $"A page is turned by at most {MaxSkewRadians:0.0000} radians.");
    }

    public Hand Hand { get; init; } = new();

    public Paper Paper { get; init; } = new();

    /// <summary>A sheet of the given size filled by the given hand, the rest by chance.</summary>
    public static PageStyle Choose(Random random, int width, int height, Hand hand) => new()
    {
        Width = width,
        Height = height,
        LeftMargin = width * (0.07 + 0.05 * random.NextDouble()),
        RightMargin = width * (0.05 + 0.05 * random.NextDouble()),
        TopMargin = height * 0.05 + 2.5 * hand.XHeightPixels,
        BottomMargin = height * 0.04,
        LineSpacing = hand.XHeightPixels * (3.2 + 0.8 * random.NextDouble()),
        SkewRadians = MaxSkewRadians * (2 * random.NextDouble() - 1),
        Hand = hand,
        Paper = Paper.Choose(random),
    };
}
