using Ductus.Training.Torch;

namespace Ductus.Training.Tests;

[Collection("libtorch")]
public class WeightPiecesTests
{
    private static readonly RunState State = new() { Step = 12, Alphabet = ["a", "ế"], DataFingerprint = "f" };

    [Fact]
    public void Join_WhatWasWritten_IsTheSameInHalves()
    {
        using var run = new TemporaryFolder();
        using var brought = new TemporaryFolder();
        using var back = new TemporaryFolder();
        RunFolder from = Run(run.Path, [0.1f, -2, 65504], [70000], best: ([0.5f, 1e-7f, 3], [0.25f]));

        Assert.True(WeightPieces.Write(from, brought.Path));
        var to = new RunFolder(back.Path);
        RunState state = WeightPieces.Join(brought.Path, to);

        Assert.Equal(["weights.1-of-1"], Directory.GetFiles(brought.Path).Select(Path.GetFileName));
        Assert.Equal((12, "a ế"), (state.Step, string.Join(' ', state.Alphabet)));
        Assert.Equal("{ \"name\": \"x\" }", File.ReadAllText(to.Recipe));
        float[][] last = Checkpoint.ReadValues(to.LastWeights, 2).Tensors, best = Checkpoint.ReadValues(to.Best, 2).Tensors;
        Assert.Equal([0.099975586f, -2, 65504], last[0]);         // the nearest half to 0.1
        Assert.Equal([70000], last[1]);
        Assert.Equal([0.5f, 1.1920929e-7f, 3], best[0]);          // 1e-7 lies nearest to twice the smallest half
        Assert.Equal([0.25f], best[1]);
    }

    [Fact]
    public void Write_BeforeTheFirstValidation_BringsOutTheLastWeights()
    {
        using var run = new TemporaryFolder();
        using var brought = new TemporaryFolder();
        using var back = new TemporaryFolder();

        Assert.True(WeightPieces.Write(Run(run.Path, [1], [2], best: null), brought.Path));
        var to = new RunFolder(back.Path);
        WeightPieces.Join(brought.Path, to);

        Assert.False(File.Exists(to.Best));
        Assert.Equal([1f], Checkpoint.ReadValues(to.LastWeights, 2).Tensors[0]);
    }

    [Fact]
    public void Write_BeforeTheFirstCheckpoint_WritesNothing()
    {
        using var run = new TemporaryFolder();
        using var brought = new TemporaryFolder();

        Assert.False(WeightPieces.Write(new RunFolder(run.Path), brought.Path));

        Assert.Empty(Directory.GetFiles(brought.Path));
    }

    [Fact]
    public void Write_ManyWeights_CutsPiecesAndReplacesTheOldOnes()
    {
        using var run = new TemporaryFolder();
        using var brought = new TemporaryFolder();
        using var back = new TemporaryFolder();
        var weights = new float[9 << 20];                         // 18 MiB in halves
        weights[^1] = 7;
        WeightPieces.Write(Run(run.Path, [1], [2], best: null), brought.Path);

        WeightPieces.Write(Run(run.Path, weights, [2], best: null), brought.Path);

        Assert.Equal(["weights.1-of-2", "weights.2-of-2"], Directory.GetFiles(brought.Path).Select(Path.GetFileName).Order());
        Assert.All(Directory.GetFiles(brought.Path), file => Assert.InRange(new FileInfo(file).Length, 1, WeightPieces.PieceBytes));
        var to = new RunFolder(back.Path);
        WeightPieces.Join(brought.Path, to);
        Assert.Equal(weights, Checkpoint.ReadValues(to.LastWeights, 2).Tensors[0]);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(70000f)]
    public void Write_WeightsBeyondAHalf_SaysThatTheTrainingDiverged(float weight)
    {
        using var run = new TemporaryFolder();
        using var brought = new TemporaryFolder();

        var e = Assert.Throws<TrainingException>(() => WeightPieces.Write(Run(run.Path, [0, weight], [2], best: null), brought.Path));

        Assert.Contains("weight 1 is", e.Message);
        Assert.Contains("diverged", e.Message);
        Assert.Empty(Directory.GetFiles(brought.Path));
    }

    [Fact]
    public void Join_PieceMissing_NamesIt()
    {
        using var run = new TemporaryFolder();
        using var brought = new TemporaryFolder();
        WeightPieces.Write(Run(run.Path, new float[9 << 20], [2], best: null), brought.Path);
        File.Delete(Path.Combine(brought.Path, "weights.2-of-2"));

        var e = Assert.Throws<CheckpointException>(() => WeightPieces.Join(brought.Path, new RunFolder(run.Path)));

        Assert.Contains("weights.2-of-2: expected 2 pieces; this one is missing", e.Message);
    }

    [Fact]
    public void Join_AnyByteChanged_SaysSo()
    {
        using var run = new TemporaryFolder();
        using var brought = new TemporaryFolder();
        using var back = new TemporaryFolder();
        WeightPieces.Write(Run(run.Path, [1, 2], [2], best: null), brought.Path);
        string piece = Directory.GetFiles(brought.Path).Single();
        byte[] whole = File.ReadAllBytes(piece);

        for (int i = 0; i < whole.Length; i += 7)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 1;
            File.WriteAllBytes(piece, damaged);
            Assert.Throws<CheckpointException>(() => WeightPieces.Join(brought.Path, new RunFolder(back.Path)));
        }
        Assert.Empty(Directory.GetFiles(back.Path));
    }

    [Fact]
    public void Join_NoPieces_SaysWhatIsExpected()
    {
        using var folder = new TemporaryFolder();

        var e = Assert.Throws<CheckpointException>(() => WeightPieces.Join(folder.Path, new RunFolder(folder.Path)));

        Assert.Contains("expected one file weights.1-of-N", e.Message);
    }

    [Fact]
    public void Export_WeightsBroughtOutAndJoined_GiveTheModelOfTheRun()
    {
        using var there = new TemporaryFolder();
        using var brought = new TemporaryFolder();
        using var here = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        Recipe recipe = DrawnLines.Recipe(epochs: 100);
        LineTrainingSet set = DrawnLines.Set();
        TrainedModel trained = LineTraining.Train(recipe, set, Options(there.Path), progress: null, CancellationToken.None);
        WeightPieces.Write(new RunFolder(there.Path), brought.Path);
        var joined = new RunFolder(here.Path);
        WeightPieces.Join(brought.Path, joined);

        TrainedModel exported = LineTraining.Export(recipe, set, Options(elsewhere.Path) with { FromWeights = joined.Best }, CancellationToken.None);

        Assert.Equal(0, trained.Scores[0].Value);
        Assert.Equal(trained.Scores.Select(score => score.Value), exported.Scores.Select(score => score.Value));
        Assert.Equal(trained.State.Epochs.Count, exported.State.Epochs.Count);
        Assert.True(File.Exists(exported.Path));
        LineTrainingSet other = DrawnLines.Set(count: 9);
        var e = Assert.Throws<CheckpointException>(() => LineTraining.Export(
            recipe, other, Options(elsewhere.Path) with { FromWeights = joined.Best }, CancellationToken.None));
        Assert.Contains("expected weights trained on these 9 lines", e.Message);
    }

    [Fact]
    public void CheckSize_TooManyWeights_SaysHowMuchTheyTake()
    {
        WeightPieces.CheckSize(weights: 16_000_000, statistics: 10_000);

        var e = Assert.Throws<TrainingException>(() => WeightPieces.CheckSize(weights: 20_000_000, statistics: 10_000));

        Assert.Contains("64 MiB in 16 bits; 20000000 weights take 77.4 MiB", e.Message);
    }

    private static TrainingOptions Options(string folder) => new()
    {
        RunFolder = folder,
        Device = Device.Cpu,
        Threads = 1,
        Date = new DateOnly(2026, 1, 2),
    };

    private static RunFolder Run(string path, float[] weights, float[] statistics, (float[] Weights, float[] Statistics)? best)
    {
        var run = new RunFolder(path);
        File.WriteAllText(run.Recipe, "{ \"name\": \"x\" }");
        Checkpoint.SaveValues(run.Checkpoint, State, [weights, statistics, [9, 9]]);
        if (best is { } averaged)
            Checkpoint.SaveValues(run.Best, State, [averaged.Weights, averaged.Statistics]);
        return run;
    }
}
