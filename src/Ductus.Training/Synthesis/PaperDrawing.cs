using System.Buffers;
using Ductus.Layout;

namespace Ductus.Training.Synthesis;

/// <summary>Where the rules of a sheet lie on the upright sheet, in pixels.</summary>
/// <param name="First">Height of the uppermost rule.</param>
/// <param name="Spacing">From rule to rule.</param>
/// <param name="Margin">Place of the upright margin line.</param>
internal readonly record struct RulePlaces(double First, double Spacing, double Margin);

/// <summary>Draws a blank sheet of paper as grey levels, row-major, not yet rounded.</summary>
internal static class PaperDrawing
{
    public static float[] Draw(Paper paper, int width, int height, RulePlaces rules, SheetRotation rotation, Random random)
    {
        var sheet = new float[checked(width * height)];
        sheet.AsSpan().Fill(paper.Level);
        Shade(sheet, paper, width, height, random);
        AddTexture(sheet, paper.Texture, width, height, random);
        if (paper.Ruling != Ruling.None)
            AddRules(sheet, paper, width, height, rules, rotation, random);
        if (paper.Folded)
            AddFold(sheet, width, height, rotation, random);
        int specks = (int)Math.Round(paper.Specks * sheet.Length / 1e6);
        for (int i = 0; i < specks; i++)
            AddSpeck(sheet, width, height, random);
        return sheet;
    }

    private static void Shade(float[] sheet, Paper paper, int width, int height, Random random)
    {
        var light = new SmoothNoise(random);
        double falloff = random.NextDouble() - 0.5;
        bool shadowLeft = random.Next(2) == 0;
        var shadow = new float[width];
        for (int x = 0; x < width; x++)
            shadow[x] = (float)(paper.EdgeShadow * Math.Exp(-(shadowLeft ? x : width - 1 - x) / (0.05 * width)));

        float period = 0.7f * Math.Max(width, height), range = (float)(0.35 * paper.Shading);
        for (int y = 0; y < height; y++)
        {
            Span<float> row = sheet.AsSpan(y * width, width);
            float fallen = (float)(0.5 * paper.Shading * falloff * (y / (double)height - 0.5));
            for (int x = 0; x < width; x++)
                row[x] += range * light.At(x / period, y / period) + fallen - shadow[x];
        }
    }

    // Fibres are a little longer than the grain of the sensor: noise at two sizes.
    private static void AddTexture(float[] sheet, double deviation, int width, int height, Random random)
    {
        if (deviation == 0)
            return;
        float[] rentedFine = ArrayPool<float>.Shared.Rent(sheet.Length), rentedCoarse = ArrayPool<float>.Shared.Rent(sheet.Length);
        Span<float> fine = rentedFine.AsSpan(0, sheet.Length), coarse = rentedCoarse.AsSpan(0, sheet.Length);
        FillWithNoise(fine, random);
        FillWithNoise(coarse, random);
        Blur.Apply(fine, width, height, 0.5);
        Blur.Apply(coarse, width, height, 2);
        float fineScale = (float)(0.75 * deviation / Deviation(fine)), coarseScale = (float)(0.65 * deviation / Deviation(coarse));
        for (int i = 0; i < sheet.Length; i++)
            sheet[i] += fineScale * fine[i] + coarseScale * coarse[i];
        ArrayPool<float>.Shared.Return(rentedFine);
        ArrayPool<float>.Shared.Return(rentedCoarse);
    }

    private static void FillWithNoise(Span<float> noise, Random random)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(noise.Length);
        random.NextBytes(bytes.AsSpan(0, noise.Length));
        for (int i = 0; i < noise.Length; i++)
            noise[i] = bytes[i] - 127.5f;
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private static double Deviation(ReadOnlySpan<float> noise)
    {
        double sum = 0;
        foreach (float value in noise)
            sum += value * value;
        return Math.Sqrt(sum / noise.Length);
    }

    private static void AddRules(float[] sheet, Paper paper, int width, int height, RulePlaces rules, SheetRotation rotation, Random random)
    {
        var print = new SmoothNoise(random);
        double halfWidth = Math.Max(0.6, rules.Spacing / 90);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Point place = rotation.ToSheet(x, y);
                double index = Math.Round((place.Y - rules.First) / rules.Spacing);
                double distance = index < 0 ? double.MaxValue : Math.Abs(place.Y - rules.First - index * rules.Spacing);
                if (paper.Ruling == Ruling.LinesAndMargin)
                    distance = Math.Min(distance, Math.Abs(place.X - rules.Margin));
                else if (paper.Ruling == Ruling.Squares)
                    distance = Math.Min(distance, Math.Abs(place.X - rules.Margin - Math.Round((place.X - rules.Margin) / rules.Spacing) * rules.Spacing));
                double covered = Math.Clamp(halfWidth + 0.5 - distance, 0, 1);
                if (covered > 0)
                    sheet[y * width + x] -= (float)(covered * paper.RulingContrast * (0.85 + 0.15 * print.At(x / 9f, y / 9f)));
            }
        }
    }

    // A crease catches the light on one side and throws a shadow on the other.
    private static void AddFold(float[] sheet, int width, int height, SheetRotation rotation, Random random)
    {
        double middle = height * (0.47 + 0.06 * random.NextDouble()), soft = height / 220.0;
        var depth = new SmoothNoise(random);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double distance = (rotation.ToSheet(x, y).Y - middle + 2 * depth.At(x / 90f)) / soft;
                if (Math.Abs(distance) > 6)
                    continue;
                double strength = 7 + 3 * depth.At(x / 40f, 5);
                sheet[y * width + x] += (float)(strength * distance * Math.Exp(-0.5 * distance * distance) - 0.6 * strength * Math.Exp(-3 * distance * distance));
            }
        }
    }

    // A dot, or a hair of a few pixels.
    private static void AddSpeck(float[] sheet, int width, int height, Random random)
    {
        double x = random.NextDouble() * width, y = random.NextDouble() * height, angle = random.NextDouble() * Math.PI;
        double depth = 10 + 40 * random.NextDouble() * random.NextDouble();
        int length = random.Next(4) == 0 ? random.Next(4, 14) : 1;
        for (int step = 0; step < length; step++)
        {
            angle += 0.4 * (random.NextDouble() - 0.5);
            (x, y) = (x + Math.Cos(angle), y + Math.Sin(angle));
            int column = (int)x, row = (int)y;
            if (column >= 0 && column < width && row >= 0 && row < height)
                sheet[row * width + column] -= (float)depth;
        }
    }
}
