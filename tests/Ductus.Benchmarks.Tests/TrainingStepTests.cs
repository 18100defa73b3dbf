using Ductus.Training;
using Ductus.Training.Augmentation;
using Ductus.Training.Batching;
using Ductus.Training.Tests;
using Ductus.Training.Torch;

namespace Ductus.Benchmarks.Tests;

public sealed class TrainingStepTests
{
    [Fact]
    public void Run_SameBatches_LosesWhatTheTrainerLoses()
    {
        // One batch an epoch and a validation after each, so that the trainer tells the loss of every step.
        const int Steps = 4;
        Recipe recipe = DrawnLines.Recipe(Steps) with
        {
            BatchSize = 8,
            ValidateEvery = 1,
            Augmentation = DrawnLines.NoAugmentation,
        };
        LineTrainingSet set = DrawnLines.Set();
        double[] expected = LossesOfTrainer(recipe, set);

        using var step = new TrainingStep(recipe, set.Codec.Classes, DataType.Float32);
        using var scope = new TensorScope();
        var schedule = new OneCycle(recipe.LearningRate, recipe.WarmUp);
        double[] losses = [.. Enumerable.Range(0, Steps).Select(number =>
        {
            int[] order = BatchOrder.Epoch([.. set.Training.Select(line => line.Image.Width)], recipe.BatchSize, number, recipe.Seed)[0];
            var batch = new TrainingBatch([.. order.Select(line => set.Training[line])]);
            (Tensor ink, int[] widths) = LineAugmentation.Plain(batch, recipe.FrameStride, Device.Cpu);
            int stride = recipe.FrameStride;
            return step.Run(ink, Tensor.From<long>(batch.Labels, [batch.Lines.Count, batch.LongestLabels]),
                [.. widths.Select(width => (long)(width + stride - 1) / stride)], [.. batch.Lines.Select(line => (long)line.Labels.Length)],
                schedule.Rate((double)number / Steps));
        })];

        for (int number = 0; number < Steps; number++)
            Assert.Equal(expected[number], losses[number], tolerance: 1e-4 * expected[number]);
    }

    private static double[] LossesOfTrainer(Recipe recipe, LineTrainingSet set)
    {
        string folder = Directory.CreateTempSubdirectory("ductus-step").FullName;
        try
        {
            using var trainer = new Trainer(recipe, set, new TrainingOptions { RunFolder = folder, Device = Device.Cpu, Threads = 1, Date = new DateOnly(2026, 1, 2) });
            trainer.Run(progress: null, CancellationToken.None);
            return [.. trainer.State.Epochs.Select(epoch => epoch.Loss)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
