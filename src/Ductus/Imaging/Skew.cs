using Ductus.Native.Leptonica;

namespace Ductus.Imaging;

/// <summary>How far the lines of a page slope.</summary>
/// <param name="AngleRadians">Positive where lines run downhill to the right.</param>
/// <param name="Confidence">Score of that angle divided by that of the worst; 0 where no angle stands out, 3 and more are to be trusted.</param>
public readonly record struct SkewEstimate(double AngleRadians, double Confidence);

/// <summary>Finds and straightens sloping pages.</summary>
/// <remarks>
/// Leptonica's measure: the angle at which the ink of neighbouring rows of pixels differs most (Postl 1986; D. Bloomberg, G. Kopec,
/// L. Dasari 1995), precise to about a pixel over the width of the page. Slopes of up to 7° to either side are found.
/// </remarks>
public static class Skew
{
    private const double SweepRadians = 7 * Math.PI / 180, LeastRadians = 0.1 * Math.PI / 180, LeastConfidence = 3;

    // At this size a stroke is still two pixels wide; smaller images are no pages.
    private const int LongerSidePixels = 1600, LeastSidePixels = 50;

    /// <summary>The slope of a page of dark writing on lighter paper.</summary>
    public static SkewEstimate Find(GreyImage image)
    {
        if (Math.Min(image.Width, image.Height) < LeastSidePixels)
            return default;

        double scale = Math.Min(1, (double)LongerSidePixels / Math.Max(image.Width, image.Height));
        GreyImage small = Scaling.Resize(image, Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale)));
        BinaryImage ink = Sauvola.Binarize(small);
        if (ink.CountInk() == 0)
            return default;
        using PixHandle pix = PixConversion.ToPix(ink);
        return LeptonicaLibrary.FindSkew(pix, SweepRadians) is { } found ? new SkewEstimate(-found.AngleRadians, found.Confidence) : default;
    }

    /// <summary>The page turned so that its lines are level, enlarged so that no corner is lost; unchanged where no slope is sure.</summary>
    public static GreyImage Deskew(GreyImage image)
    {
        SkewEstimate skew = Find(image);
        return Math.Abs(skew.AngleRadians) < LeastRadians || skew.Confidence < LeastConfidence ? image : Rotate(image, -skew.AngleRadians);
    }

    /// <summary>The image turned about its middle, enlarged so that no corner is lost; what comes in from outside has the image's median grey.</summary>
    /// <param name="image">Any size.</param>
    /// <param name="angleRadians">Clockwise, −π/4…π/4.</param>
    public static GreyImage Rotate(GreyImage image, double angleRadians)
    {
        if (!(Math.Abs(angleRadians) <= Math.PI / 4))
            throw new ArgumentOutOfRangeException(nameof(angleRadians), angleRadians, "An image is turned by at most π/4.");

        double sine = Math.Abs(Math.Sin(angleRadians)), cosine = Math.Cos(angleRadians);
        // A long line turned by little needs less width than it had, but the untouched image must fit on the canvas too.
        int width = Math.Max(image.Width, (int)Math.Ceiling(image.Width * cosine + image.Height * sine));
        int height = Math.Max(image.Height, (int)Math.Ceiling(image.Width * sine + image.Height * cosine));
        byte paper = GreyMedian.Of(image.Pixels);
        var canvas = new byte[checked(width * height)];
        Array.Fill(canvas, paper);
        int left = (width - image.Width) / 2, top = (height - image.Height) / 2;
        for (int y = 0; y < image.Height; y++)
            image.Row(y).CopyTo(canvas.AsSpan((top + y) * width + left));

        using PixHandle pix = PixConversion.ToPix(new GreyImage(width, height, canvas));
        using PixHandle turned = LeptonicaLibrary.Rotate(pix, angleRadians, paper);
        return PixConversion.ToGreyImage(turned);
    }
}
