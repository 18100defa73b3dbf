using Ductus.Imaging;

namespace Ductus.Recognition;

/// <summary>
/// Brings a line image of any size and contrast to a network's input: one height, as a rule with the aspect kept, paper 0, ink 1.
/// Reading and training both go through it.
/// </summary>
/// <remarks>
/// Paper is the median of the pixels above Otsu's threshold, ink the 10th percentile of those at or below it, so neither
/// a dark scan edge nor one blot sets the scale. An image of a single grey is all paper.
/// </remarks>
public sealed record LineNormalization
{
    /// <summary>Widest line, in heights. A longer one is squeezed: nobody's line is that long, and memory grows with the width.</summary>
    public const int MaxAspect = 64;

    /// <summary>Grey levels between paper and ink at least, so that the grain of an empty line is not stretched into writing.</summary>
    private const int MinContrast = 32;

    /// <summary>Rows of the network's input in pixels, 8…512.</summary>
    public required int Height
    {
        get;
        init => field = value is >= 8 and <= 512 ? value
            : throw new ArgumentOutOfRangeException(nameof(Height), value, "The height of a line must be 8…512 pixels.");
    }

    /// <summary>How an image comes to this height.</summary>
    public LineFit Fit { get; init; }

    /// <summary>What of it is ink.</summary>
    public LineInk Ink { get; init; }

    /// <summary>The name of the rule for ink in model files; another rule gets another name.</summary>
    public string Rule => RuleOf(Ink);

    /// <inheritdoc cref="Rule"/>
    internal static string RuleOf(LineInk ink) => ink == LineInk.Threshold ? "adaptive-threshold" : "otsu-levels";

    /// <summary>What fixed widths are multiples of.</summary>
    public const int FixedWidthStep = 4;

    /// <summary>Columns of the network's input, a multiple of <see cref="FixedWidthStep"/>; 0 where they are as many as the line needs.</summary>
    public int Width
    {
        get;
        init => field = value is >= 0 and <= 4096 && value % FixedWidthStep == 0 ? value
            : throw new ArgumentOutOfRangeException(nameof(Width), value, $"A fixed width must be a multiple of {FixedWidthStep} up to 4096, or 0.");
    }

    /// <summary>What is wrong with height, width and fit together; <see langword="null"/> where they go together.</summary>
    public string? Fault => Fit switch
    {
        LineFit.CentreOfMass or LineFit.Centred when Ink != LineInk.Levels => $"the fit {Fit} has its own rule for ink",
        LineFit.Height => null,
        LineFit.Shrink => Width == 0 ? null : $"the fit {Fit} leaves the width open; got a width of {Width}",
        _ => Width > 0 ? null : $"the fit {Fit} needs a width",
    };

    /// <summary>The line as the network sees it.</summary>
    /// <param name="line">Dark writing on light paper, of any size.</param>
    /// <exception cref="InvalidOperationException"><see cref="Fault"/> is not <see langword="null"/>.</exception>
    public NormalizedLine Apply(GreyImage line)
    {
        if (Fault is { } fault)
            throw new InvalidOperationException($"Lines cannot be normalised: {fault}.");
        if (Fit is LineFit.CentreOfMass or LineFit.Centred)
            return CharacterFit.Apply(line, this);
        if (Fit is LineFit.Height or LineFit.Stretch)
        {
            int width = Fit == LineFit.Stretch ? Width : Scaled(line.Width, (double)Height / line.Height, Width == 0 ? MaxAspect * Height : Width);
            GreyImage whole = Scaling.Resize(line, width, Height);
            return Width > width ? Inked(whole, 0).Place(Width, Height, 0, Width) : Inked(whole, Width);
        }

        double scale = Fit == LineFit.Crop ? 1 : Math.Min(1, Math.Min((double)Height / line.Height, Width == 0 ? 1 : (double)Width / line.Width));
        int scaledWidth = Scaled(line.Width, scale, Width == 0 ? MaxAspect * Height : int.MaxValue), scaledHeight = Scaled(line.Height, scale, int.MaxValue);
        GreyImage scaled = scaledWidth == line.Width && scaledHeight == line.Height ? line : Scaling.Resize(line, scaledWidth, scaledHeight);
        return Inked(scaled, 0).Place(Width == 0 ? scaled.Width : Width, Height, Fit == LineFit.Crop ? 0 : Math.Max(0, Height - scaled.Height) / 2, Width);
    }

    /// <summary>Columns of the network's input that the line takes; what is to the right of them is paper.</summary>
    /// <param name="width">Of the line in pixels.</param>
    /// <param name="height">Of the line in pixels.</param>
    internal int ColumnsOf(int width, int height) => Fit switch
    {
        LineFit.Height => Scaled(width, (double)Height / height, Width == 0 ? MaxAspect * Height : Width),
        LineFit.Stretch or LineFit.CentreOfMass or LineFit.Centred => Width,
        LineFit.Crop => width,
        _ => Scaled(width, Math.Min(1, Math.Min((double)Height / height, Width == 0 ? 1 : (double)Width / width)), Width == 0 ? MaxAspect * Height : int.MaxValue),
    };

    private static int Scaled(int length, double scale, int most) =>
        (int)Math.Clamp(Math.Round(length * scale, MidpointRounding.AwayFromZero), 1, most);

    private NormalizedLine Inked(GreyImage scaled, int paddedWidth) =>
        Ink == LineInk.Threshold ? new NormalizedLine(scaled.Width, scaled.Height, AdaptiveThreshold.InkOf(scaled), paddedWidth) : InkOf(scaled, paddedWidth);

    /// <summary>The amount of ink in every pixel of a line that has the height already.</summary>
    internal static NormalizedLine InkOf(GreyImage scaled, int paddedWidth = 0)
    {
        ReadOnlySpan<byte> pixels = scaled.Pixels;
        Span<byte> inkOfGrey = stackalloc byte[256];
        Levels(pixels, inkOfGrey);
        var ink = new byte[pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
            ink[i] = inkOfGrey[pixels[i]];
        return new NormalizedLine(scaled.Width, scaled.Height, ink, paddedWidth);
    }

    private static void Levels(ReadOnlySpan<byte> pixels, Span<byte> inkOfGrey)
    {
        Span<int> histogram = stackalloc int[256];
        histogram.Clear();
        foreach (byte pixel in pixels)
            histogram[pixel]++;

        int threshold = OtsuThreshold(histogram, pixels.Length);
        int paper = Percentile(histogram, threshold + 1, 255, 0.5);
        int ink = threshold < 0 ? paper : Percentile(histogram, 0, threshold, 0.1);
        float contrast = Math.Max(paper - ink, MinContrast);
        for (int grey = 0; grey < 256; grey++)
            inkOfGrey[grey] = (byte)MathF.Round(Math.Clamp((paper - grey) / contrast, 0, 1) * 255);
    }

    /// <summary>
    /// The grey level that best parts the pixels into those at or below it and those above; −1 where all are of one level.
    /// Source: Otsu 1979, "A threshold selection method from gray-level histograms", equation 14.
    /// </summary>
    private static int OtsuThreshold(ReadOnlySpan<int> histogram, int count)
    {
        double total = 0;
        for (int grey = 0; grey < 256; grey++)
            total += (double)grey * histogram[grey];

        int best = -1;
        double bestVariance = 0, sum = 0;
        long below = 0;
        for (int grey = 0; grey < 255; grey++)
        {
            below += histogram[grey];
            sum += (double)grey * histogram[grey];
            if (below == 0 || below == count)
                continue;
            // between-class variance ω₀·ω₁·(μ₁ − μ₀)², up to the constant count²
            double distance = (total - sum) / (count - below) - sum / below;
            double variance = below * (double)(count - below) * distance * distance;
            if (variance > bestVariance)
                (best, bestVariance) = (grey, variance);
        }
        return best;
    }

    /// <summary>The lowest level in first…last at or below which lies at least this share of the pixels of that range.</summary>
    private static int Percentile(ReadOnlySpan<int> histogram, int first, int last, double share)
    {
        long inside = 0;
        for (int grey = first; grey <= last; grey++)
            inside += histogram[grey];

        long needed = Math.Max(1, (long)Math.Ceiling(inside * share)), seen = 0;
        int level = first;
        while ((seen += histogram[level]) < needed)
            level++;
        return level;
    }
}
