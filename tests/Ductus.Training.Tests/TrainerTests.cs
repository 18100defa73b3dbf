using Ductus.Decoding;
using Ductus.Recognition;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests;

[Collection("libtorch")]
public sealed class TrainerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ductus-train").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_EightLines_LearnsThemByHeart()
    {
        using var trainer = new Trainer(DrawnLines.Recipe(epochs: 120), DrawnLines.Set(), Options("a"));

        trainer.Run(progress: null, CancellationToken.None);

        Assert.Equal(0, trainer.State.Best!.Cer);
        Assert.InRange(trainer.State.Epochs[^1].Loss, 0, 0.5);
    }

    [Theory]
    [InlineData(7)]     // in the middle of an epoch
    [InlineData(20)]    // when a validation was due and not yet done
    [InlineData(24)]    // when the last one was
    public void Run_StoppedAndStartedAgain_EndsBitEqual(int step)
    {
        var recipe = DrawnLines.Recipe(epochs: 12);
        using var whole = new Trainer(recipe, DrawnLines.Set(), Options("whole"));
        whole.Run(progress: null, CancellationToken.None);

        using (var first = new Trainer(recipe, DrawnLines.Set(), Options("parts")))
        using (var stop = new CancellationTokenSource())
        {
            Assert.ThrowsAny<OperationCanceledException>(() => first.Run(new StopAt(stop, step), stop.Token));
        }
        using var second = new Trainer(recipe, DrawnLines.Set(), Options("parts"));
        Assert.Equal(step, second.State.Step);
        Assert.Matches("^[0-9]+ CPU threads?$", second.State.Devices);
        second.Run(progress: null, CancellationToken.None);

        Assert.Equal(whole.Store.Weights.ToArray<float>(), second.Store.Weights.ToArray<float>());
        Assert.Equal(whole.Store.Statistics.ToArray<float>(), second.Store.Statistics.ToArray<float>());
        Assert.Equal(whole.State.Epochs.Select(epoch => (epoch.Step, epoch.Loss, epoch.Cer)), second.State.Epochs.Select(epoch => (epoch.Step, epoch.Loss, epoch.Cer)));
    }

    public static TheoryData<string> Kinds => Networks.SmallNetworks.Kinds;

    /// <summary>With every part of the recipe that draws lots or keeps state.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_EveryNetworkStoppedAndStartedAgain_EndsBitEqual(string kind)
    {
        Recipe recipe = DrawnLines.Recipe(epochs: 3) with
        {
            Network = Networks.SmallNetworks.ByKind[kind],
            ValidateEvery = 2,
            SpanMask = new() { Share = 0.3, Length = 2 },
            Sharpness = 0.02,
            Augmentation = new(),
        };
        using var whole = new Trainer(recipe, DrawnLines.Set(), Options("whole"));
        whole.Run(progress: null, CancellationToken.None);

        using (var first = new Trainer(recipe, DrawnLines.Set(), Options("parts")))
        using (var stop = new CancellationTokenSource())
        {
            Assert.ThrowsAny<OperationCanceledException>(() => first.Run(new StopAt(stop, 3), stop.Token));
        }
        using var second = new Trainer(recipe, DrawnLines.Set(), Options("parts"));
        second.Run(progress: null, CancellationToken.None);

        Assert.Equal(whole.Store.Weights.ToArray<float>(), second.Store.Weights.ToArray<float>());
    }

    [Theory]
    [InlineData("lineTransformer")]
    [InlineData("lineSeq2Seq")]
    [InlineData("fastLine")]
    [InlineData("resNetCtc")]
    public void Run_OtherNetworks_LearnEightLinesByHeart(string kind)
    {
        Recipe recipe = DrawnLines.Recipe(epochs: 250) with
        {
            Network = Networks.SmallNetworks.ByKind[kind],
            LearningRate = 5e-3,
            Augmentation = DrawnLines.NoAugmentation,
        };
        using var trainer = new Trainer(recipe, DrawnLines.Set(), Options("a"));

        trainer.Run(progress: null, CancellationToken.None);

        Assert.Equal(0, trainer.State.Best!.Cer);
    }

    [Fact]
    public void Run_500Steps_LeavesTensorsAndMemoryFlat()
    {
        using var trainer = new Trainer(DrawnLines.Recipe(epochs: 300) with { ValidateEvery = 1000 }, DrawnLines.Set(), Options("leak"));
        var tensors = new List<long>();
        var memory = new List<long>();

        trainer.Run(new Measure(tensors, memory), CancellationToken.None);

        Assert.True(trainer.State.Step >= 500);
        Assert.True(tensors.Distinct().Count() == 1, $"live tensors: {string.Join(", ", tensors.Distinct())}");
        long growth = memory[^1] - memory[memory.Count / 5];
        Assert.True(growth < 64 << 20, $"resident memory grew by {growth >> 20} MiB");
    }

    [Fact]
    public void Train_EightLines_WritesAModelThatReadsThemAndAReport()
    {
        LineTrainingSet set = DrawnLines.Set();

        TrainedModel trained = LineTraining.Train(DrawnLines.Recipe(epochs: 120), set, Options("model"), progress: null, CancellationToken.None);

        using var model = RecognitionModel.Load(trained.Path);
        foreach (LineBatch batch in LineBatch.Pack([.. set.Training.Select(line => line.Image)], maxPixels: 1 << 16))
            foreach (var (index, logits) in batch.Indices.Zip(model.Run(batch, CancellationToken.None)))
                Assert.Equal(set.Training[index].Text, new GreedyDecoder(model.Codec).Decode(logits).Text);
        Assert.InRange(trained.Parity.GreatestDifference, 0, 1e-3);
        Assert.Equal("drawn", model.Metadata.Name);
        Assert.Equal(CommercialUse.Unknown, model.Metadata.CommercialUse);
        Assert.Equal(0, trained.Scores.Single(score => score.Measure == "CER").Value);
        Assert.Contains("Character error rate", File.ReadAllText(trained.Report), StringComparison.Ordinal);
        Assert.Contains("| val | 8 | CER | 0.00 | [0.00, 0.00] |", File.ReadAllText(Path.ChangeExtension(trained.Path, ".md")), StringComparison.Ordinal);
        Assert.Equal(13, File.ReadAllLines(Path.Combine(_folder, "model", "metrics.csv")).Length);
    }

    [Fact]
    public void Train_FromWeights_PassesOnTheTermsOfWhatTheseWereMadeFrom()
    {
        Recipe first = DrawnLines.Recipe(epochs: 10) with { Terms = new() { Data = "letters of the parish", Licence = "not for sale", CommercialUse = false } };
        Recipe second = DrawnLines.Recipe(epochs: 10) with { Name = "later", Terms = new() { Data = "my own letters", Licence = "CC0", CommercialUse = true } };
        LineTraining.Train(first, DrawnLines.Set(), Options("first"), progress: null, CancellationToken.None);
        string best = Path.Combine(_folder, "first", "best.bin"), moved = Path.Combine(_folder, "moved.bin");
        File.Copy(best, moved);

        TrainedModel fromRun = LineTraining.Train(second, DrawnLines.Set(), Options("second") with { FromWeights = moved }, progress: null, CancellationToken.None);
        TrainedModel fromModel = LineTraining.Train(
            second, DrawnLines.Set(), Options("third") with { FromWeights = Path.Combine(_folder, "first", "drawn.onnx") }, progress: null, CancellationToken.None);

        Assert.All([fromRun, fromModel], trained =>
        {
            var metadata = ModelMetadata.Read(trained.Path);
            Assert.Matches(@"^my own letters \(8 lines .*\); before that, letters of the parish \(8 lines .*\)$", metadata.Data);
            Assert.Equal("CC0; of the data before that: not for sale", metadata.LicenceTerms);
            Assert.Equal(CommercialUse.No, metadata.CommercialUse);
        });
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, null, null)]
    [InlineData(null, true, null)]
    [InlineData(false, null, false)]
    [InlineData(null, false, false)]
    [InlineData(true, false, false)]
    public void After_TermsOfBoth_AllowWhatBothAllow(bool? own, bool? before, bool? expected)
    {
        Assert.Equal(expected, new TrainingTerms { CommercialUse = own }.After(new TrainingTerms { CommercialUse = before }).CommercialUse);
    }

    [Fact]
    public void Checkpoint_DamagedFile_SaysWhere()
    {
        var recipe = DrawnLines.Recipe(epochs: 10);
        using (var first = new Trainer(recipe, DrawnLines.Set(), Options("damaged")))
            first.Run(progress: null, CancellationToken.None);
        string path = Path.Combine(_folder, "damaged", "checkpoint.bin");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        var e = Assert.Throws<CheckpointException>(() => new Trainer(recipe, DrawnLines.Set(), Options("damaged")));

        Assert.Contains("checkpoint.bin: expected a whole checkpoint; the checksum at byte", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoint_OfOtherLines_IsRefused()
    {
        var recipe = DrawnLines.Recipe(epochs: 10);
        using (var first = new Trainer(recipe, DrawnLines.Set(), Options("other")))
            first.Run(progress: null, CancellationToken.None);

        var e = Assert.Throws<CheckpointException>(() => new Trainer(recipe, DrawnLines.Set(count: 6), Options("other")));

        Assert.Contains("started on other training lines", e.Message, StringComparison.Ordinal);
    }

    private TrainingOptions Options(string name) => new()
    {
        RunFolder = Path.Combine(_folder, name),
        Device = Device.Cpu,
        Threads = 1,
        Date = new DateOnly(2026, 1, 2),
        ReportEvery = TimeSpan.Zero,
    };

    private sealed class StopAt(CancellationTokenSource stop, long step) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step >= step)
                stop.Cancel();
        }
    }

    private sealed class Measure(List<long> tensors, List<long> memory) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            tensors.Add(Libtorch.LiveTensors);
            if (value.Step % 20 == 0)
                memory.Add(Environment.WorkingSet);
        }
    }
}
