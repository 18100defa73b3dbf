using System.Numerics.Tensors;
using Ductus.Layout;

namespace Ductus.Training.Synthesis;

/// <summary>Where a written line lies: a rectangle upright on the sheet that holds its ink, and the line its letters stand on, both as seen on the page.</summary>
internal sealed record WrittenLine(Boundary Boundary, Baseline Baseline);

/// <summary>Writes lines of text on an ink map in one hand. One per thread.</summary>
internal sealed class Pen(HandwritingFont font, Hand hand, InkMap map, SheetRotation rotation, Random random) : IDisposable
{
    // Wavelengths in x-heights: strokes bend within a letter, the line of writing over words, pressure and ink over letters.
    private const double WobbleLength = 1.4, WaveLength = 9, DriftLength = 14, PressureLength = 2.5, InkLength = 5;

    private const float DriftRow = 20;

    // Ink bleeds into the paper this far beyond the pixels the glyphs touch.
    private const int BleedPixels = 2;

    private readonly GlyphRasterizer _rasterizer = new();
    private readonly SmoothNoise _bendX = new(random), _bendY = new(random), _wave = new(random), _pressure = new(random), _flow = new(random);
    private readonly double _scale = hand.XHeightPixels / font.Proportions.XHeight;
    private float[] _x = [], _y = [];
    private double _written;

    public void Dispose() => _rasterizer.Dispose();

    /// <summary>Width of a text in pixels, as far as it is known before it is written.</summary>
    /// <exception cref="MissingGlyphsException">The font cannot write the whole text.</exception>
    public static double Measure(string text, HandwritingFont font, Hand hand)
    {
        ShapedText shaped = font.Shape(text);
        return shaped.Glyphs.Sum(glyph => Advance(glyph, shaped.Text, hand, hand.XHeightPixels / font.Proportions.XHeight));
    }

    /// <summary>Writes one line.</summary>
    /// <param name="text">At least one character that leaves ink.</param>
    /// <param name="x">Start of the baseline on the upright sheet, pixels.</param>
    /// <param name="y">Height of the baseline on the upright sheet, pixels.</param>
    /// <param name="slope">Rise of the line of writing, pixels down per pixel to the right.</param>
    /// <exception cref="MissingGlyphsException">The font cannot write the whole text.</exception>
    /// <exception cref="ArgumentException">No ink, or ink beyond the sheet.</exception>
    public WrittenLine Write(string text, double x, double y, double slope)
    {
        ShapedText shaped = font.Shape(text);
        double left = double.MaxValue, right = double.MinValue, top = double.MaxValue, bottom = double.MinValue;
        double pen = 0;
        foreach (ShapedGlyph glyph in shaped.Glyphs)
        {
            Box ink = WriteGlyph(glyph, x, y, pen, slope, visible: null);
            pen += JitteredAdvance(glyph, shaped.Text);
            if (ink.Area == 0)
                continue;
            if (ink.X < 0 || ink.Y < 0 || ink.Right > map.Width || ink.Bottom > map.Height)
                throw new ArgumentException($"\"{text}\" from {x:0},{y:0} runs off the sheet of {map.Width}×{map.Height} pixels; its margins are too small.", nameof(text));
            foreach (Point corner in Boundary.FromBox(ink).Points)
            {
                Point onSheet = rotation.ToSheet(corner.X, corner.Y);
                (left, right) = (Math.Min(left, onSheet.X), Math.Max(right, onSheet.X));
                (top, bottom) = (Math.Min(top, onSheet.Y), Math.Max(bottom, onSheet.Y));
            }
        }
        if (right < left)
            throw new ArgumentException($"A line needs characters that leave ink; got \"{text}\".", nameof(text));

        // The next line meets other parts of the noise.
        _written += pen / hand.XHeightPixels + 7;
        (left, top, right, bottom) = (left - BleedPixels, top - BleedPixels, right + BleedPixels, bottom + BleedPixels);
        return new WrittenLine(
            new Boundary([rotation.ToPage(left, top), rotation.ToPage(right, top), rotation.ToPage(right, bottom), rotation.ToPage(left, bottom)]),
            new Baseline([rotation.ToPage(x, y), rotation.ToPage(x + pen, y + slope * pen)]));
    }

    /// <summary>Writes a line of which only a part is wanted; letters beyond it are left out.</summary>
    /// <param name="visible">Pixels of the page.</param>
    /// <exception cref="MissingGlyphsException">The font cannot write the whole text.</exception>
    public void WriteWithin(Box visible, string text, double x, double y, double slope)
    {
        ShapedText shaped = font.Shape(text);
        double pen = 0;
        foreach (ShapedGlyph glyph in shaped.Glyphs)
        {
            WriteGlyph(glyph, x, y, pen, slope, visible);
            pen += JitteredAdvance(glyph, shaped.Text);
        }
        _written += pen / hand.XHeightPixels + 7;
    }

    private static bool IsSpace(ShapedGlyph glyph, string text) => text[glyph.Character] == ' ';

    private static double Advance(ShapedGlyph glyph, string text, Hand hand, double scale) => IsSpace(glyph, text)
        ? hand.WordSpacing * hand.XHeightPixels
        : glyph.Advance * scale * hand.Width + hand.LetterSpacing * hand.XHeightPixels;

    private double JitteredAdvance(ShapedGlyph glyph, string text) =>
        Advance(glyph, text, hand, _scale) * (1 + hand.Jitter * Between(-0.02, 0.02) * (IsSpace(glyph, text) ? 8 : 1));

    private double Between(double low, double high) => low + (high - low) * random.NextDouble();

    private Box WriteGlyph(ShapedGlyph glyph, double lineX, double lineY, double pen, double slope, Box? visible)
    {
        GlyphOutline outline = font.Outline(glyph.Glyph);
        int count = outline.PointCount;
        if (_x.Length < count)
            (_x, _y) = (new float[count], new float[count]);

        double unit = hand.XHeightPixels;
        double turn = hand.Jitter * Between(-0.02, 0.02), raise = hand.Jitter * Between(-0.03, 0.03) * unit;
        double scaleX = _scale * hand.Width * (1 + hand.Jitter * Between(-0.03, 0.03)), scaleY = _scale * (1 + hand.Jitter * Between(-0.04, 0.04));
        (double sine, double cosine) = Math.SinCos(turn);
        double middle = glyph.Advance * _scale * hand.Width / 2;
        double originX = pen + glyph.Offset.X * _scale * hand.Width, originY = glyph.Offset.Y * _scale + raise;
        for (int i = 0; i < count; i++)
        {
            // The letter by itself: resized, turned about the middle of its foot, leaned.
            double x = outline.X[i] * scaleX - middle, y = Stretched(outline.Y[i] * scaleY);
            (x, y) = (cosine * x - sine * y + middle, sine * x + cosine * y);
            x += hand.Slant * y;
            (x, y) = (originX + x, -(originY + y));
            // The line as a whole, y down from the baseline: bent, waved, tilted.
            double along = _written + x / unit;
            // Another row of the same noise: the size has nothing to do with the wave.
            y *= 1 + hand.SizeDrift * _wave.At((float)(along / DriftLength), DriftRow);
            float noiseX = (float)(along / WobbleLength), noiseY = (float)(y / unit / WobbleLength);
            double bentX = x + hand.Wobble * unit * _bendX.At(noiseX, noiseY);
            double bentY = y + hand.Wobble * unit * _bendY.At(noiseX, noiseY) + hand.Wave * unit * _wave.At((float)(along / WaveLength)) + slope * x;
            Point page = rotation.ToPage(lineX + bentX, lineY + bentY);
            (_x[i], _y[i]) = ((float)page.X, (float)page.Y);
        }

        if (visible is { } part && !Reaches(part, _x.AsSpan(0, count), _y.AsSpan(0, count)))
            return default;
        double place = _written + pen / unit;
        double grow = (hand.Ink.PenWidth + hand.Ink.Pressure * _pressure.At((float)(place / PressureLength))) * unit;
        double strength = 1 - hand.Ink.Fading * (0.5 + 0.5 * _flow.At((float)(place / InkLength)));
        return _rasterizer.Draw(outline, _x.AsSpan(0, count), _y.AsSpan(0, count), grow, strength, map);
    }

    /// <summary>A height above the baseline, moved further away from the small letters as the hand does.</summary>
    private double Stretched(double y)
    {
        double beyond = y > hand.XHeightPixels ? y - hand.XHeightPixels : Math.Min(y, 0);
        return y + (hand.Reach - 1) * beyond;
    }

    private static bool Reaches(Box part, ReadOnlySpan<float> x, ReadOnlySpan<float> y) => x.Length > 0
        && TensorPrimitives.Max(x) >= part.X && TensorPrimitives.Min(x) < part.Right && TensorPrimitives.Max(y) >= part.Y && TensorPrimitives.Min(y) < part.Bottom;
}
