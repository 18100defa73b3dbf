using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Recognition;

/// <summary>Brings the image of a single character, drawn or photographed with whatever margin, to the form of the data sets of characters.</summary>
/// <remarks>
/// Specks are left out. A stroke much thinner than a pen's on a form is made thicker, or scaling would leave a shadow of it: the data sets
/// were written with pens of a tenth of the height of a letter.
/// </remarks>
internal static class CharacterFit
{
    /// <summary>Larger images are shrunk to this first: more does not change 28 × 28 pixels.</summary>
    private const int MostPixels = 512;

    /// <summary>Images of at least so many pixels in both directions may be photographs, whose paper is lit unevenly; it is measured in so many parts of the longer side.</summary>
    private const int LeastPhotograph = 96, PaperParts = 5;

    /// <summary>From this on a pixel is ink.</summary>
    private const byte Ink = 128;

    /// <summary>Parts smaller than this share of the largest are specks. The dot of an i is about a tenth.</summary>
    private const double Speck = 0.02;

    /// <summary>Width of a stroke at least, in parts of the longer side.</summary>
    private const double ThinnestStroke = 0.07;

    /// <summary>Part of the height that the longer side fills.</summary>
    private static double ShareOf(LineFit fit) => fit == LineFit.CentreOfMass ? 5.0 / 7 : 6.0 / 7;

    /// <param name="image">Dark on light.</param>
    /// <param name="normalization">Of a fixed width.</param>
    /// <returns>Paper alone where there is no ink.</returns>
    public static NormalizedLine Apply(GreyImage image, LineNormalization normalization)
    {
        double shrink = (double)MostPixels / Math.Max(image.Width, image.Height);
        if (shrink < 1)
            image = Scaling.Resize(image, Math.Max(1, (int)(image.Width * shrink)), Math.Max(1, (int)(image.Height * shrink)));
        if (Math.Min(image.Width, image.Height) >= LeastPhotograph)
            image = Background.Normalize(image, new BackgroundOptions { TilePixels = Math.Max(image.Width, image.Height) / PaperParts });
        byte[] ink = LineNormalization.InkOf(image).Ink.ToArray();
        var (height, width) = (normalization.Height, normalization.Width);
        if (Clean(ink, image.Width, image.Height) is not { } box)
            return new NormalizedLine(width, height, new byte[width * height], width);

        // A margin, so that neither the soft edge of a stroke nor what thickening adds is cut off.
        int longer = Math.Max(box.Width, box.Height), radius = Thickening(ink, image.Width, image.Height, longer), margin = radius + 1;
        var part = new GreyImage(box.Width + 2 * margin, box.Height + 2 * margin, Cut(ink, image.Width, image.Height, box, margin));
        part = Thickened(part, radius);
        double scale = ShareOf(normalization.Fit) * Math.Min(width, height) / (longer + 2 * radius);
        GreyImage scaled = Scaling.Resize(part, Scaled(part.Width, scale), Scaled(part.Height, scale));
        var (x, y) = normalization.Fit == LineFit.CentreOfMass ? CentreOfMass(scaled) : (scaled.Width / 2.0, scaled.Height / 2.0);
        return new NormalizedLine(width, height, Placed(scaled, width, height, (int)Math.Round(width / 2.0 - x), (int)Math.Round(height / 2.0 - y)), width);
    }

    private static int Scaled(int length, double scale) => Math.Max(1, (int)Math.Round(length * scale));

    /// <summary>Takes specks out and gives the box of what remains; none where nothing does.</summary>
    private static Box? Clean(byte[] ink, int width, int height)
    {
        var solid = new byte[ink.Length];
        for (int i = 0; i < ink.Length; i++)
            solid[i] = ink[i] >= Ink ? (byte)1 : (byte)0;
        List<Component> parts = ConnectedComponents.Find([.. ConnectedComponents.FindRuns(solid, width, height)]);
        if (parts.Count == 0)
            return null;
        double least = Speck * parts.Max(part => part.Area);
        int left = width, top = height, right = 0, bottom = 0;
        foreach (Component part in parts)
        {
            if (part.Area < least)
            {
                foreach (Run run in part.Runs.Span)
                    ink.AsSpan(run.Y * width + run.Left, run.Length).Clear();
                continue;
            }
            (left, top) = (Math.Min(left, part.Box.X), Math.Min(top, part.Box.Y));
            (right, bottom) = (Math.Max(right, part.Box.Right), Math.Max(bottom, part.Box.Bottom));
        }
        return new Box(left, top, right - left, bottom - top);
    }

    /// <summary>Pixels by which strokes must grow on each side to be as thick as a pen's.</summary>
    private static int Thickening(byte[] ink, int width, int height, int longer)
    {
        // A long stroke of width w has an area of w and two borders for every pixel of its length.
        int area = 0, border = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (ink[y * width + x] < Ink)
                    continue;
                area++;
                if (x == 0 || ink[y * width + x - 1] < Ink || x == width - 1 || ink[y * width + x + 1] < Ink
                    || y == 0 || ink[(y - 1) * width + x] < Ink || y == height - 1 || ink[(y + 1) * width + x] < Ink)
                    border++;
            }
        }
        // Of strokes of one or two pixels every pixel is border.
        double stroke = border == area ? 1.5 : 2.0 * area / border;
        return Math.Max(0, (int)Math.Round((ThinnestStroke * longer - stroke) / 2));
    }

    private static byte[] Cut(byte[] ink, int width, int height, Box box, int margin)
    {
        int cutWidth = box.Width + 2 * margin, cutHeight = box.Height + 2 * margin;
        var cut = new byte[cutWidth * cutHeight];
        for (int y = Math.Max(0, margin - box.Y); y < Math.Min(cutHeight, height - box.Y + margin); y++)
        {
            int first = Math.Max(0, margin - box.X), end = Math.Min(cutWidth, width - box.X + margin);
            ink.AsSpan((box.Y - margin + y) * width + box.X - margin + first, end - first).CopyTo(cut.AsSpan(y * cutWidth + first));
        }
        return cut;
    }

    /// <summary>Each pixel the strongest within a square around it, rows first, then columns.</summary>
    private static GreyImage Thickened(GreyImage ink, int radius)
    {
        if (radius == 0)
            return ink;
        int width = ink.Width, height = ink.Height;
        byte[] rows = new byte[width * height], both = new byte[width * height];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int from = Math.Max(0, x - radius); from <= Math.Min(width - 1, x + radius); from++)
                    rows[y * width + x] = Math.Max(rows[y * width + x], ink.Row(y)[from]);
        for (int y = 0; y < height; y++)
            for (int from = Math.Max(0, y - radius); from <= Math.Min(height - 1, y + radius); from++)
                for (int x = 0; x < width; x++)
                    both[y * width + x] = Math.Max(both[y * width + x], rows[from * width + x]);
        return new GreyImage(width, height, both);
    }

    private static (double X, double Y) CentreOfMass(GreyImage ink)
    {
        double sum = 0, sumX = 0, sumY = 0;
        for (int y = 0; y < ink.Height; y++)
        {
            ReadOnlySpan<byte> row = ink.Row(y);
            for (int x = 0; x < ink.Width; x++)
                (sum, sumX, sumY) = (sum + row[x], sumX + row[x] * (x + 0.5), sumY + row[x] * (y + 0.5));
        }
        return sum > 0 ? (sumX / sum, sumY / sum) : (ink.Width / 2.0, ink.Height / 2.0);
    }

    private static byte[] Placed(GreyImage ink, int width, int height, int left, int top)
    {
        var placed = new byte[width * height];
        for (int y = Math.Max(0, -top); y < Math.Min(ink.Height, height - top); y++)
        {
            int first = Math.Max(0, -left), end = Math.Min(ink.Width, width - left);
            if (first < end)
                ink.Row(y)[first..end].CopyTo(placed.AsSpan((top + y) * width + left + first));
        }
        return placed;
    }
}
