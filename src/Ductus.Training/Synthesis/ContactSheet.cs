using Ductus.Imaging;

namespace Ductus.Training.Synthesis;

/// <summary>Lines below one another on one picture, each with what it says and in which font under it, for a person to look through.</summary>
public static class ContactSheet
{
    private const int Width = 1100, LineHeight = 56, Gap = 6;

    private static readonly Hand LabelHand = new()
    {
        XHeightPixels = 7,
        Jitter = 0,
        Wobble = 0,
        Wave = 0,
        WordSpacing = 0.7,
        Ink = new Ink { Level = 90, Pressure = 0, Fading = 0 },
    };

    /// <param name="labels">The first that has all its characters writes what a line says.</param>
    public static GreyImage Draw(IReadOnlyList<SyntheticLine> lines, IReadOnlyList<SynthesisFont> labels)
    {
        List<GreyImage> rows = [.. lines.SelectMany(line => new[] { Fit(line.Image, LineHeight), Label(line, labels) })];
        int height = rows.Sum(row => row.Height) + Gap * lines.Count;
        var pixels = new byte[Width * height];
        pixels.AsSpan().Fill(255);
        int top = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            for (int y = 0; y < rows[i].Height; y++)
                rows[i].Row(y).CopyTo(pixels.AsSpan((top + y) * Width + Gap));
            top += rows[i].Height + (i % 2 == 1 ? Gap : 0);
        }
        return new GreyImage(Width, height, pixels);
    }

    private static GreyImage Label(SyntheticLine line, IReadOnlyList<SynthesisFont> labels)
    {
        string text = $"{line.Text}   ({line.Writer})";
        HandwritingFont font = (labels.FirstOrDefault(label => label.Font.Missing(text).Count == 0) ?? labels[0]).Font;
        string written = string.Concat(text.EnumerateRunes().Select(character => font.Missing(character.ToString()).Count == 0 ? character.ToString() : "."));
        GreyImage label = LineDrawing.Draw(written, font, LabelHand, Paper.Blank, new Random(1));
        return Fit(label, label.Height);
    }

    /// <summary>To a height, but never wider than the sheet.</summary>
    private static GreyImage Fit(GreyImage image, int height)
    {
        double scale = Math.Min((double)height / image.Height, (Width - 2.0 * Gap) / image.Width);
        return Scaling.Resize(image, Math.Max(1, (int)(scale * image.Width)), Math.Max(1, (int)(scale * image.Height)));
    }
}
