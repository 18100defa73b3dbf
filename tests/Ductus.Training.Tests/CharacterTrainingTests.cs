using System.Globalization;
using Ductus.Decoding;
using Ductus.Recognition;
using Ductus.Training.Data;
using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training.Tests;

/// <summary>Single characters from IDX files to a model, on shapes that are drawn here.</summary>
[Collection("libtorch")]
public sealed class CharacterTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CharacterTrainingTests() => IdxSet.Write(_folder["data"]);

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Kinds => ["net", "lstm", "gru"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Train_ShapesInIdxFiles_WritesAModelThatReadsThem(string kind)
    {
        Recipe recipe = RecipeOf(kind);
        LineTrainingSet set = Set(recipe);

        TrainedModel trained = LineTraining.Train(recipe, set, Options("run"), progress: null, CancellationToken.None);

        Assert.Equal([105, 15], (int[])[set.Training.Count, set.Validation[0].Lines.Count]);
        Assert.Equal("last 15", set.Validation[0].Split);
        Assert.Equal("train-00119", set.Validation[0].Lines[^1].Id);
        Assert.Equal(("accuracy", 100.0), (trained.Scores[0].Measure, trained.Scores[0].Value));
        EpochMetrics last = trained.State.Epochs[^1];
        Assert.InRange(last.TrainingAccuracy!.Value, 80, 100);
        Assert.Equal(100 - last.Cer, last.ValidationAccuracy!.Value);
        Assert.True(last.ValidationLoss < trained.State.Epochs[0].ValidationLoss);
        string[] rows = File.ReadAllLines(_folder["run/metrics.csv"]);
        Assert.EndsWith(",training_accuracy,validation_accuracy,validation_loss", rows[0], StringComparison.Ordinal);
        Assert.EndsWith(string.Create(CultureInfo.InvariantCulture, $",{last.TrainingAccuracy:F3},{last.ValidationAccuracy:F3},{last.ValidationLoss:F4}"), rows[^1], StringComparison.Ordinal);
        Assert.Contains(">Errors<", File.ReadAllText(_folder["run/report.html"]), StringComparison.Ordinal);

        using var model = RecognitionModel.Load(trained.Path);
        Assert.Equal((ModelTask.Characters, 28), (model.Metadata.Task, model.Metadata.FrameStride));
        Assert.Equal(1, model.Metadata.Temperature);                                      // none of 15 is wrong: nothing to fit it to
        LineSplit test = LineData.Open(_folder["data"]).Split("test");
        using IStoredLines stored = test.Store!();
        var batch = new LineBatch([.. Enumerable.Range(0, test.Samples.Count).Select(i => stored.Read(i, model.Metadata.Normalization))]);
        var decoder = new CharacterDecoder(model.Codec, model.Metadata.Temperature);
        Assert.Equal(test.Samples.Select(sample => sample.Text), model.Run(batch).Select(logits => decoder.Decode(logits).Text));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_StoppedInTheMiddleOfAnEpoch_EndsBitEqual(string kind)
    {
        Recipe recipe = RecipeOf(kind) with { Epochs = 3, Augmentation = new() { HorizontalShift = 0.1, VerticalShift = 0.1 } };
        LineTrainingSet set = Set(recipe);
        using var whole = new Trainer(recipe, set, Options("whole"));
        whole.Run(progress: null, CancellationToken.None);

        using (var first = new Trainer(recipe, set, Options("parts")))
        using (var stop = new CancellationTokenSource())
        {
            Assert.ThrowsAny<OperationCanceledException>(() => first.Run(new StopAfter(stop, step: 7), stop.Token));
        }
        using var second = new Trainer(recipe, set, Options("parts"));
        second.Run(progress: null, CancellationToken.None);

        Assert.Equal(whole.Store.Weights.ToArray<float>(), second.Store.Weights.ToArray<float>());
        Assert.Equal(whole.State.Epochs.Select(epoch => (epoch.TrainingAccuracy, epoch.ValidationLoss)), second.State.Epochs.Select(epoch => (epoch.TrainingAccuracy, epoch.ValidationLoss)));
    }

    [Fact]
    public void Train_TooShortToReadAll_FitsATemperatureThatHelps()
    {
        Recipe recipe = RecipeOf("net") with { Epochs = 2, ValidationTail = 60, LearningRate = 3e-3 };

        TrainedModel trained = LineTraining.Train(recipe, Set(recipe), Options("run"), progress: null, CancellationToken.None);

        using var model = RecognitionModel.Load(trained.Path);
        Assert.InRange(trained.Scores[0].Value, 10, 90);
        Assert.NotEqual(1, model.Metadata.Temperature);
        LineSplit train = LineData.Open(_folder["data"]).Split("train");
        using IStoredLines stored = train.Store!();
        int[] last = [.. Enumerable.Range(60, 60)];
        IReadOnlyList<Logits> logits = model.Run(new LineBatch([.. last.Select(i => stored.Read(i, model.Metadata.Normalization))]));
        double Loss(double temperature) => last.Select((i, k) => -Math.Log(CharacterDecoder.Probabilities(logits[k].Values, temperature)[model.Codec.Encode(train.Samples[i].Text)[0]])).Sum();
        Assert.True(Loss(model.Metadata.Temperature) < Loss(1));
    }

    [Theory]
    [InlineData("\"network\": { \"kind\": \"characterNet\", \"blocks\": 0 }", "needs 1 block a stage and more; got 0")]
    [InlineData("\"network\": { \"kind\": \"characterNet\", \"channels\": [] }", "needs stages of 1 channel")]
    [InlineData("\"network\": { \"kind\": \"characterCrnn\", \"channels\": [8, 8, 8, 8, 8] }", "5 convolutions halve 28 × 28 pixels to nothing")]
    [InlineData("\"network\": { \"kind\": \"fastLine\" }", "wants another kind of network than FastLine")]
    [InlineData("\"spacesAround\": true", "spacesAround must be false")]
    [InlineData("\"width\": 0, \"fit\": \"height\"", "single characters need a width")]
    [InlineData("\"validationTail\": 5, \"randomSplit\": {}", "exclude each other")]
    [InlineData("\"network\": { \"kind\": \"characterCrnn\", \"cell\": \"rnn\" }", "cell must be lstm or gru; got rnn")]
    public void Load_WhatDoesNotGoTogether_SaysSo(string change, string expected)
    {
        _folder.Write("wrong.json", $$"""
            { "name": "x", "unit": "characters", "height": 28, "width": 28, "fit": "centred", "spacesAround": false, "network": { "kind": "characterNet" }, {{change}} }
            """);

        Assert.Contains(expected, Assert.Throws<RecipeException>(() => Recipe.Load(_folder["wrong.json"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TailOfAllLines_SaysThatNoneIsLeft()
    {
        Recipe recipe = RecipeOf("net") with { ValidationTail = 120 };

        Assert.Contains("expected more than 120 lines: all of them would validate", Assert.Throws<LineDataException>(() => Set(recipe)).Message, StringComparison.Ordinal);
    }

    private static Recipe RecipeOf(string kind) => new()
    {
        Name = "shapes",
        Unit = LineUnit.Characters,
        ValidationTail = 15,
        SpacesAround = false,
        Height = 28,
        Width = 28,
        Fit = LineFit.CentreOfMass,
        Network = kind == "net" ? new CharacterNetOptions { Channels = [8, 16], Dropout = 0.1 } : new CharacterCrnnOptions { Channels = [8, 16], Hidden = 24, Cell = kind, Dropout = 0.1 },
        BatchSize = 9,
        Epochs = 25,
        LearningRate = 1e-2,
        AverageDecay = 0.9,
        LabelSmoothing = 0.05,
        Precision = Precision.Float32,
        Augmentation = DrawnLines.NoAugmentation,
    };

    private LineTrainingSet Set(Recipe recipe) => LineTrainingSet.Load(recipe, [LineData.Open(_folder["data"], recipe.Unit, recipe.Classes)], threads: 2);

    private TrainingOptions Options(string run) => new() { RunFolder = _folder[run], Date = new DateOnly(2026, 11, 21), Device = Device.Cpu, Threads = 1, ReportEvery = TimeSpan.Zero };

    private sealed class StopAfter(CancellationTokenSource stop, int step) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
                stop.Cancel();
        }
    }
}
