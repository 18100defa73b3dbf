using Ductus.Recognition;
using Ductus.Training.Batching;
using Ductus.Training.Data;
using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests;

[Collection("libtorch")]
public sealed class TrainingLossTests
{
    private const int Frames = 5;

    private static readonly Codec Codec = new([",", "A", "B", "a", "b"]);

    /// <summary>Loose labels leave capitals and marks open: the sum over all paths that spell the letters, whatever their case, with commas anywhere.</summary>
    [Fact]
    public void Of_LooseLines_IsTheSumOverAllThatTheyLeaveOpen()
    {
        var random = new Random(3);
        float[] logits = [.. Enumerable.Range(0, Frames * 2 * Codec.Classes).Select(_ => (float)(4 * random.NextDouble()))];
        var folding = new LabelFolding(Codec, ["ab"]);
        TrainingLine[] lines = [Line("ab", folding.Fold(Codec.Encode("ab"))) with { IsLoose = true }, Line("a,b", Codec.Encode("a,b"))];
        using var scope = new TensorScope();

        var (total, first) = new TrainingLoss(new Recipe { Name = "n" }, new TrainingBatch(lines), folding, Device.Cpu)
            .Of(new TrainingOutput(Tensor.From<float>(logits, [Frames, 2, Codec.Classes])), [Frames, Frames]);

        double loose = -Math.Log(Probability(logits, 0, text => text == "AB")), exact = -Math.Log(Probability(logits, 1, text => text == "a,b"));
        Assert.Equal((loose + exact) / 5, total.ToArray<float>()[0], 4);
        Assert.Equal(total.ToArray<float>(), first.ToArray<float>());
    }

    /// <summary>What labels do not say is pushed neither up nor down: the comma has the gradient of the blank, a capital that of its small letter.</summary>
    [Fact]
    public void Backward_LooseLines_TeachesNothingOfMarksAndCapitals()
    {
        var folding = new LabelFolding(Codec, ["ab"]);
        using var scope = new TensorScope();
        Tensor logits = TensorLayers.Zeros(Device.Cpu, Frames, 1, Codec.Classes), gradient = TensorLayers.Zeros(Device.Cpu, Frames, 1, Codec.Classes);
        logits.AccumulateGradientIn(gradient);

        new TrainingLoss(new Recipe { Name = "n" }, new TrainingBatch([Line("ab", folding.Fold(Codec.Encode("ab"))) with { IsLoose = true }]), folding, Device.Cpu)
            .Of(new TrainingOutput(logits), [Frames]).Total.Backward();

        foreach (float[] frame in gradient.ToArray<float>().Chunk(Codec.Classes))
        {
            Assert.Equal(frame[Codec.Blank], frame[1], 6);
            Assert.Equal(frame[2], frame[4], 6);
            Assert.Equal(frame[3], frame[5], 6);
        }
    }

    /// <summary>By all paths of one line: blanks and repeats away, then what is asked for.</summary>
    private static double Probability(float[] logits, int line, Predicate<string> isMeant)
    {
        double sum = 0;
        for (int path = 0; path < (int)Math.Pow(Codec.Classes, Frames); path++)
        {
            double probability = 1;
            string text = "";
            // What a class counts as to loose labels: the comma as the blank, small letters as capitals, and "aA" is a repeat.
            int before = -1;
            for (int frame = 0, rest = path; frame < Frames; frame++, rest /= Codec.Classes)
            {
                int label = rest % Codec.Classes, seen = line == 0 ? new[] { 0, 0, 2, 3, 2, 3 }[label] : label;
                float[] row = logits[((frame * 2 + line) * Codec.Classes)..((frame * 2 + line + 1) * Codec.Classes)];
                probability *= Math.Exp(row[label]) / row.Sum(value => Math.Exp(value));
                if (seen != before && seen != Codec.Blank)
                    text += Codec[seen];
                before = seen;
            }
            if (isMeant(text))
                sum += probability;
        }
        return sum;
    }

    private static TrainingLine Line(string text, int[] labels) => new(text, new NormalizedLine(2, 8, new byte[16]), text, labels);
}
