using Ductus.Recognition;
using Ductus.Training.Augmentation;
using Ductus.Training.Batching;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests.Augmentation;

[Collection("libtorch")]
public sealed class LineAugmentationTests
{
    private const int FrameStride = 4;

    private static readonly AugmentationOptions Off = DrawnLines.NoAugmentation;

    private static readonly TrainingBatch Batch = new(DrawnLines.Set(count: 3).Training);

    [Fact]
    public void Apply_EverythingOff_LeavesTheLinesAsTheyAre()
    {
        using var scope = new TensorScope();
        (Tensor plain, int[] plainWidths) = LineAugmentation.Plain(Batch, FrameStride, Device.Cpu);

        (Tensor ink, int[] widths) = new LineAugmentation(Off, FrameStride).Apply(Batch, new Random(1), Device.Cpu);

        Assert.Equal(plainWidths, widths);
        Assert.Equal(plain.Sizes, ink.Sizes);
        Assert.All(plain.ToArray<float>().Zip(ink.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 0.01f));
    }

    [Fact]
    public void Apply_SameSeed_GivesTheSameInkAndAnotherSeedOther()
    {
        float[] first = Apply(new AugmentationOptions(), seed: 4), again = Apply(new AugmentationOptions(), seed: 4);

        Assert.Equal(first, again);
        Assert.NotEqual(first, Apply(new AugmentationOptions(), seed: 5));
        Assert.All(first, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void Apply_WidthScale_FillsTheWidthsItTells()
    {
        using var scope = new TensorScope();
        (Tensor ink, int[] widths) = new LineAugmentation(Off with { WidthScale = 0.5 }, FrameStride).Apply(Batch, new Random(2), Device.Cpu);

        int columns = (int)ink.Size(3);
        float[] values = ink.ToArray<float>();
        Assert.Equal(0, columns % FrameStride);
        for (int line = 0; line < widths.Length; line++)
        {
            int last = Enumerable.Range(0, columns).Last(x =>
                Enumerable.Range(0, Batch.Height).Any(y => values[(line * Batch.Height + y) * columns + x] > 0.5f));
            // A drawn line ends in paper of less than 8 of its 12 columns a letter.
            Assert.InRange(last, widths[line] * 0.7, widths[line]);
            Assert.NotEqual(Batch.Lines[line].Image.Width, widths[line]);
        }
    }

    [Fact]
    public void Apply_FixedWidth_KeepsIt()
    {
        var batch = new TrainingBatch([new TrainingLine("w", new NormalizedLine(64, 16, new byte[64 * 16], paddedWidth: 64), "a", [1])]);
        using var scope = new TensorScope();

        (Tensor ink, int[] widths) = new LineAugmentation(Off with { WidthScale = 0.5 }, FrameStride).Apply(batch, new Random(2), Device.Cpu);

        Assert.Equal([64], widths);
        Assert.Equal([1, 1, 16, 64], ink.Sizes);
    }

    [Fact]
    public void Apply_Neighbours_ShowsOtherLinesAtBothBordersAndNothingInThePadding()
    {
        using var scope = new TensorScope();
        (Tensor plain, _) = LineAugmentation.Plain(Batch, FrameStride, Device.Cpu);
        (Tensor ink, int[] widths) = new LineAugmentation(Off with { Neighbours = 1 }, FrameStride).Apply(Batch, new Random(1), Device.Cpu);

        int columns = (int)ink.Size(3);
        float[] before = plain.ToArray<float>(), after = ink.ToArray<float>();
        float[] added = [.. after.Zip(before, (a, b) => a - b)];
        Assert.All(added, value => Assert.InRange(value, -0.01f, 1));
        Assert.Contains(added, value => value > 0.5f);
        for (int i = 0; i < added.Length; i++)
            if (added[i] > 0.5f)
            {
                int y = i / columns % Batch.Height, line = i / columns / Batch.Height;
                Assert.True(y < 0.25 * Batch.Height || y >= 0.75 * Batch.Height, $"row {y}");
                Assert.True(i % columns < widths[line], $"column {i % columns}");
            }
    }

    [Fact]
    public void Apply_Ruling_DrawsLinesOverTheWholeLine()
    {
        var blank = new TrainingBatch([.. Enumerable.Range(0, 6).Select(i => new TrainingLine($"{i}", new NormalizedLine(60, 48, new byte[60 * 48]), "a", [1]))]);
        using var scope = new TensorScope();

        (Tensor ink, _) = new LineAugmentation(Off with { Ruling = 1 }, FrameStride).Apply(blank, new Random(1), Device.Cpu);

        int columns = (int)ink.Size(3);
        float[] values = ink.ToArray<float>();
        for (int line = 0; line < 6; line++)
        {
            // The darkest row is a rule from end to end.
            double[] rows = [.. Enumerable.Range(0, 48).Select(y => values.Skip((line * 48 + y) * columns).Take(60).Min())];
            Assert.True(rows.Max() > 0.05, $"line {line}: {rows.Max()}");
        }
    }

    [Fact]
    public void Apply_Shift_MovesTheInkDownOrUp()
    {
        using var scope = new TensorScope();
        (Tensor plain, _) = LineAugmentation.Plain(Batch, FrameStride, Device.Cpu);
        (Tensor moved, _) = new LineAugmentation(Off with { VerticalShift = 0.25 }, FrameStride).Apply(Batch, new Random(3), Device.Cpu);

        Assert.NotEqual(CentreRow(plain), CentreRow(moved), 0.2);
    }

    private static float[] Apply(AugmentationOptions options, int seed)
    {
        using var scope = new TensorScope();
        Libtorch.Seed((ulong)seed);
        return new LineAugmentation(options, FrameStride).Apply(Batch, new Random(seed), Device.Cpu).Ink.ToArray<float>();
    }

    /// <summary>Mean row of the ink of the first line.</summary>
    private static double CentreRow(Tensor ink)
    {
        int columns = (int)ink.Size(3);
        float[] values = ink.ToArray<float>()[..(Batch.Height * columns)];
        return values.Select((value, i) => value * (i / columns)).Sum() / values.Sum();
    }
}
