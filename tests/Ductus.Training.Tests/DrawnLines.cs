using Ductus.Recognition;
using Ductus.Training.Augmentation;
using Ductus.Training.Batching;
using Ductus.Training.Networks;

namespace Ductus.Training.Tests;

/// <summary>Lines that a tiny network learns in seconds: each letter of "abcd" is a block of its own height and place.</summary>
internal static class DrawnLines
{
    /// <summary>Every augmentation off.</summary>
    public static readonly AugmentationOptions NoAugmentation = AugmentationOptions.None;

    public const int Height = 16;

    public static Recipe Recipe(int epochs) => new()
    {
        Name = "drawn",
        Height = Height,
        Network = new LineCrnnOptions
        {
            StemChannels = 8,
            StemKernel = 3,
            StemStride = [2, 2],
            Hidden = 16,
            LstmLayers = 1,
            Dropout = 0,
            Stages = [new ColumnStage { Channels = 12, Pool = [2, 2] }, new ColumnStage { Channels = 16 }],
        },
        SpacesAround = false,
        BatchSize = 4,
        Epochs = epochs,
        ValidateEvery = 10,
        LearningRate = 1e-2,
        AverageDecay = 0.9,
        Precision = Precision.Float32,
        Augmentation = NoAugmentation with { WidthScale = 0.1, Grid = 0.2, Noise = 0.06, Fading = 0.4, StrokeWidth = 0.25 },
    };

    public static LineTrainingSet Set(int count = 8)
    {
        var codec = new Codec(["a", "b", "c", "d"]);
        var random = new Random(5);
        TrainingLine[] lines = [.. Enumerable.Range(0, count).Select(i =>
        {
            string text = string.Concat(Enumerable.Range(0, 3 + i % 3).Select(_ => "abcd"[random.Next(4)]));
            return new TrainingLine($"l{i}", Draw(text), text, codec.Encode(text));
        })];
        return new LineTrainingSet { Codec = codec, Training = lines, Validation = [("val", lines)] };
    }

    private static NormalizedLine Draw(string text)
    {
        int width = 4 + 12 * text.Length;
        var ink = new byte[width * Height];
        for (int i = 0; i < text.Length; i++)
        {
            int letter = text[i] - 'a', top = 3 * letter;
            for (int y = top; y < top + 5; y++)
                ink.AsSpan(y * width + 4 + 12 * i, 5 + letter).Fill(255);
        }
        return new NormalizedLine(width, Height, ink);
    }
}
