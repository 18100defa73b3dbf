using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Tests.Layout;

/// <summary>A sheet to draw something like handwriting on: arches 12 wide and 20 high in words of five, some with ascenders, some with descenders.</summary>
internal sealed class Sheet
{
    private const int Pen = 3, LetterWidth = 12, LetterHeight = 20, Stem = 12, LetterPitch = 18, WordGap = 16;

    private readonly byte[] _pixels;
    private readonly List<Box> _lines = [];

    public Sheet(int width, int height, byte paper = 230)
    {
        (Width, Height, _pixels) = (width, height, new byte[width * height]);
        Array.Fill(_pixels, paper);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>What was written, in the order of writing.</summary>
    public IReadOnlyList<Box> Lines => _lines;

    public GreyImage Image => new(Width, Height, [.. _pixels]);

    public byte[] Ink => [.. _pixels.Select(pixel => pixel < 200 ? (byte)1 : (byte)0)];

    /// <summary>Writes one line.</summary>
    /// <param name="left">Where it begins.</param>
    /// <param name="right">Where it ends at the latest.</param>
    /// <param name="baseline">Row below the feet of the letters at a column.</param>
    /// <param name="ink">Grey of the pen.</param>
    public Sheet Write(int left, int right, Func<int, double> baseline, byte ink = 60)
    {
        var letters = new List<Box>();
        for (int x = left, letter = 0; x + LetterWidth <= right; x += LetterPitch + (++letter % 5 == 0 ? WordGap : 0))
        {
            int feet = (int)Math.Round(baseline(x)), head = feet - LetterHeight - (letter % 4 == 1 ? Stem : 0), tail = feet + (letter % 7 == 3 ? Stem : 0);
            Fill(x, head, Pen, tail - head, ink);
            Fill(x, feet - LetterHeight, LetterWidth, Pen, ink);
            Fill(x + LetterWidth - Pen, feet - LetterHeight, Pen, LetterHeight, ink);
            letters.Add(new Box(x, head, LetterWidth, tail - head));
        }
        _lines.Add(Box.Around(letters));
        return this;
    }

    public Sheet Write(int left, int right, int baseline, byte ink = 60) => Write(left, right, _ => baseline, ink);

    /// <summary>A rectangle; what of it lies outside the sheet is left away.</summary>
    public Sheet Fill(int x, int y, int width, int height, byte grey) => Paint((column, row, old) =>
        column >= x && column < x + width && row >= y && row < y + height ? grey : old);

    /// <summary>Every pixel anew, from its column, its row and its grey.</summary>
    public Sheet Paint(Func<int, int, byte, double> grey)
    {
        for (int i = 0; i < _pixels.Length; i++)
            _pixels[i] = (byte)Math.Clamp(Math.Round(grey(i % Width, i / Width, _pixels[i])), 0, 255);
        return this;
    }

    /// <summary>Noise of about the given deviation.</summary>
    public Sheet AddNoise(double deviation, int seed = 5)
    {
        var random = new Random(seed);
        // Twelve uniform numbers come close to a Gaussian of variance 1.
        return Paint((_, _, old) => old + deviation * (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6));
    }
}
