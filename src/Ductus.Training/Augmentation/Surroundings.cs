using Ductus.Training.Batching;
using Ductus.Training.Torch;

namespace Ductus.Training.Augmentation;

/// <summary>What lines cut from pages have around them: remains of the lines above and below, and what is printed on the paper.</summary>
internal static class Surroundings
{
    /// <summary>Rows that a neighbour's remains take up, in parts of the height.</summary>
    private const double LeastReach = 0.05, MostReach = 0.22;

    /// <param name="ink">(B, 1, H, W)</param>
    /// <param name="batch">Its lines, for their widths.</param>
    /// <param name="options">How often.</param>
    /// <param name="random">Source of all choices.</param>
    public static Tensor Add(Tensor ink, TrainingBatch batch, AugmentationOptions options, Random random)
    {
        Tensor lines = ink;
        if (options.Neighbours > 0 && batch.Lines.Count > 1)
        {
            // Descenders come from below a line's middle, ascenders from above it.
            ink = AddRemains(ink, lines, batch, options.Neighbours, random, atTop: true);
            ink = AddRemains(ink, lines, batch, options.Neighbours, random, atTop: false);
        }
        return options.Ruling > 0 ? AddRuling(ink, batch, options.Ruling, random) : ink;
    }

    private static Tensor AddRemains(Tensor ink, Tensor lines, TrainingBatch batch, double probability, Random random, bool atTop)
    {
        int count = batch.Lines.Count, height = batch.Height, width = batch.Width;
        int reach = Math.Max(1, (int)Math.Round(height * (LeastReach + (MostReach - LeastReach) * random.NextDouble())));
        int first = (int)(height * (atTop ? 0.55 + 0.2 * random.NextDouble() : 0.25 + 0.2 * random.NextDouble()));
        first = atTop ? Math.Min(first, height - reach) : Math.Max(0, first - reach);
        int by = 1 + random.Next(count - 1);
        Tensor remains = lines.Narrow(2, first, reach).Roll(by, dimension: 0);             // (B, 1, reach, W) of other lines
        // Nothing beyond the end of the line itself: the padding stays paper.
        var mask = new float[count * width];
        for (int i = 0; i < count; i++)
            if (random.Happens(probability))
                mask.AsSpan(i * width, batch.Lines[i].Image.Width).Fill(1);
        remains = remains * Tensor.From<float>(mask, [count, 1, 1, width], ink.Device);
        Tensor blank = TensorLayers.Zeros(ink.Device, count, 1, height - reach, width);
        return ink.Maximum(atTop ? Tensor.Concatenate(2, remains, blank) : Tensor.Concatenate(2, blank, remains));
    }

    private static Tensor AddRuling(Tensor ink, TrainingBatch batch, double probability, Random random)
    {
        int count = batch.Lines.Count, height = batch.Height, width = batch.Width;
        var rows = new float[count * height];
        var columns = new float[count * width];
        for (int i = 0; i < count; i++)
        {
            if (!random.Happens(probability))
                continue;
            bool squared = random.Happens(0.4);
            double spacing = height * (squared ? 0.15 + 0.25 * random.NextDouble() : 0.5 + 0.6 * random.NextDouble());
            double strength = 0.12 + 0.6 * random.NextDouble() * random.NextDouble(), half = height / 48.0 * (0.35 + 0.5 * random.NextDouble());
            Rule(rows.AsSpan(i * height, height), spacing, spacing * random.NextDouble(), half, strength);
            if (squared)
                Rule(columns.AsSpan(i * width, batch.Lines[i].Image.Width), spacing, spacing * random.NextDouble(), half, strength);
        }
        // A line's own columns only; an empty column profile still lets the rows through.
        var own = new float[count * width];
        for (int i = 0; i < count; i++)
            own.AsSpan(i * width, batch.Lines[i].Image.Width).Fill(1);
        Tensor horizontal = Tensor.From<float>(rows, [count, 1, height, 1], ink.Device) * Tensor.From<float>(own, [count, 1, 1, width], ink.Device);
        return ink.Maximum(horizontal.Maximum(Tensor.From<float>(columns, [count, 1, 1, width], ink.Device)));
    }

    /// <summary>Lines every so many pixels, with soft edges.</summary>
    private static void Rule(Span<float> profile, double spacing, double first, double half, double strength)
    {
        for (int i = 0; i < profile.Length; i++)
        {
            double distance = Math.Abs(i - first - spacing * Math.Round((i - first) / spacing));
            profile[i] = (float)(strength * Math.Clamp(half + 0.5 - distance, 0, 1));
        }
    }
}
