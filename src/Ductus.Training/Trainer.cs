using System.Diagnostics;
using Ductus.Documents;
using Ductus.Training.Augmentation;
using Ductus.Training.Batching;
using Ductus.Training.Data;
using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training;

/// <summary>A training that cannot go on.</summary>
public sealed class TrainingException(string message) : Exception(message);

/// <summary>
/// Trains a line network: the loop, from checkpoint to checkpoint. The same recipe, data and device give the same weights bit by
/// bit on the CPU, also when the run was killed in between, unless a time limit shortens the schedule.
/// One at a time in a process: the random generator and the number of threads are the process's own.
/// </summary>
public sealed class Trainer : IDisposable
{
    private const double ShortWarmUp = 0.02;

    private readonly Recipe _recipe;
    private readonly LineTrainingSet _set;
    private readonly TrainingOptions _options;
    private readonly RunFolder _folder;
    private readonly Device _device;
    private readonly ParameterStore _store;
    private readonly AdamW _optimizer;
    private readonly WeightAverage _average;
    private readonly RunningSums _sums;
    private readonly LineAugmentation _augmentation;
    private readonly Stopwatch _clock = new();
    private RunState _state;

    /// <param name="recipe">What to train.</param>
    /// <param name="set">On what; its lines have the recipe's height.</param>
    /// <param name="options">Where, how long, from which weights.</param>
    /// <exception cref="CheckpointException">The run folder holds a checkpoint of other data or another network.</exception>
    public Trainer(Recipe recipe, LineTrainingSet set, TrainingOptions options)
    {
        (_recipe, _set, _options, _folder) = (recipe, set, options, new RunFolder(options.RunFolder));
        _device = options.Device ?? (Libtorch.CudaAvailable ? Device.Cuda : Device.Cpu);
        Libtorch.SetThreads(options.Threads);
        Network = recipe.Network.Create(set.Codec.Classes, recipe.Height);
        _store = new ParameterStore(Network, _device, new Random(recipe.Seed));
        _optimizer = new AdamW(_store, recipe.Optimizer);
        _average = new WeightAverage(_store, recipe.AverageDecay);
        _sums = new RunningSums(_device);
        _augmentation = new LineAugmentation(recipe.Augmentation, recipe.FrameStride);
        try
        {
            _state = Start();
            _state = _state with { Devices = OnDevice(_state.Devices), Terms = set.Terms(recipe).After(_state.TermsBefore) };
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public LineNetwork Network { get; }

    public ParameterStore Store => _store;

    public RunState State => _state;

    private bool IsOfCharacters => _recipe.Unit == LineUnit.Characters;

    private List<Tensor> Tensors => [_store.Weights, _store.Statistics, .. _optimizer.State, _average.Weights, _average.Statistics];

    /// <summary>Trains to the end of the schedule, the time limit, or until validation no longer improves.</summary>
    /// <param name="progress">Told about once a second and after each validation.</param>
    /// <param name="cancel">Looked at once per step; a checkpoint is written before the exception leaves.</param>
    public void Run(IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        using var loader = new BatchLoader(_set.Training, _recipe.BatchSize, _recipe.Seed, _state.Step, _recipe.Balance);
        double secondsBefore = _state.Seconds;
        long steps = (long)_recipe.Epochs * loader.StepsPerEpoch;
        var interval = new StepInterval(loader.Waited);
        TimeSpan lastCheckpoint = TimeSpan.Zero, lastReport = TimeSpan.Zero;
        _clock.Restart();
        Network.Training = true;

        double rate = Rate(Done(steps));
        try
        {
            // A run that was stopped in a validation begins with that.
            while (ValidationIsDue(loader.StepsPerEpoch, steps) || (Done(steps) < 1 && !Stalled()))
            {
                cancel.ThrowIfCancellationRequested();
                if (ValidationIsDue(loader.StepsPerEpoch, steps))
                {
                    EpochMetrics metrics = Validate(rate, loader, interval, cancel);
                    _state = _state with { Seconds = secondsBefore + _clock.Elapsed.TotalSeconds };
                    SaveCheckpoint();
                    lastCheckpoint = _clock.Elapsed;
                    progress?.Report(Progress(loader, steps, interval, metrics));
                    interval = new StepInterval(loader.Waited);
                    continue;
                }

                TrainingBatch batch = loader.Next(cancel);
                rate = Step(batch, Done(steps));
                _state = _state with
                {
                    Step = _state.Step + 1,
                    LossSteps = _state.LossSteps + 1,
                    Trained = _state.Trained + batch.Lines.Count,
                    Seconds = secondsBefore + _clock.Elapsed.TotalSeconds,
                };
                interval.Add(batch.Lines.Count);
                if (_clock.Elapsed - lastCheckpoint >= _options.CheckpointEvery)
                {
                    SaveCheckpoint();
                    lastCheckpoint = _clock.Elapsed;
                }
                else if (_clock.Elapsed - lastReport >= _options.ReportEvery)
                {
                    lastReport = _clock.Elapsed;
                    progress?.Report(Progress(loader, steps, interval, validated: null));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Before a step or in a validation: the state is whole.
            SaveCheckpoint();
            throw;
        }
        _clock.Stop();
    }

    /// <summary>Puts the averaged weights of the best validation into the network: what is shipped.</summary>
    public void UseBest() => Checkpoint.Load(_folder.Best, [_store.Weights, _store.Statistics]);

    public void Dispose()
    {
        _sums.Dispose();
        _average.Dispose();
        _optimizer.Dispose();
        _store.Dispose();
    }

    private RunState Start()
    {
        AtomicFile.Write(_folder.Recipe, _recipe.ToJson());
        string fingerprint = _set.Fingerprint();
        var fresh = new RunState { Alphabet = _set.Codec.Alphabet, DataFingerprint = fingerprint };
        if (File.Exists(_folder.Checkpoint))
        {
            RunState saved = Checkpoint.Load(_folder.Checkpoint, Tensors);
            if (saved.DataFingerprint != fingerprint)
                throw new CheckpointException($"{_folder.Checkpoint}: the run was started on other training lines; give it another folder.");
            _sums.Set(saved.LossSum, saved.RightSum);
            return saved;
        }
        if (_options.FromWeights is not { } path)
            return fresh;
        var weights = SavedWeights.Load(path, _recipe);
        weights.CopyTo(_store, _set.Codec.Alphabet);
        _average.Reset();
        return fresh with { TermsBefore = weights.Terms };
    }

    private string OnDevice(string devices)
    {
        string device = _device == Device.Cuda ? "CUDA" : _options.Threads == 1 ? "1 CPU thread" : $"{_options.Threads} CPU threads";
        return devices.Length == 0 ? device : devices.Split(" and ").Contains(device) ? devices : $"{devices} and {device}";
    }

    /// <summary>One step of the optimiser; returns its learning rate.</summary>
    private double Step(TrainingBatch batch, double done)
    {
        int seed = BatchOrder.HashCode(_recipe.Seed, _state.Step);
        Libtorch.Seed((uint)seed);
        Network.ConvolutionType = ConvolutionType();
        using var scope = new TensorScope();
        var random = new Random(seed);
        (Tensor ink, int[] widths) = _augmentation.Apply(batch, random, _device);
        int stride = _recipe.FrameStride, longest = (int)ink.Size(3) / stride;
        long[] frames = [.. widths.Select(width => (long)Math.Min(longest, (width + stride - 1) / stride))];
        var truth = new TrainingLoss(_recipe, batch, _set.Folding, _device);
        var input = new TrainingInput(ink, SpanMask.Draw(_recipe.SpanMask, frames, longest, random, _device), truth.Labels);

        TrainingOutput output = Network.ForwardTraining(input);
        var (total, loss) = truth.Of(output, frames);
        total.Backward();
        if (_recipe.Sharpness > 0)
        {
            using var worst = _optimizer.Perturb(_recipe.Sharpness);
            Libtorch.Seed((uint)seed);
            truth.Of(Network.ForwardTraining(input), frames).Total.Backward();
        }
        double rate = Rate(done);
        _optimizer.Step(rate, _state.Step + 1);
        _average.Update(_state.Step);
        using (NoGradient.Begin())
            _sums.Add(loss.Detach(), IsOfCharacters ? truth.Right(output.Logits) : null);
        return rate;
    }

    private double Rate(double done) =>
        new OneCycle(_recipe.LearningRate, _options.FromWeights is null ? _recipe.WarmUp : ShortWarmUp, Stays: _recipe.Schedule == Schedule.Constant).Rate(done);

    private DataType ConvolutionType() => _recipe.Precision switch
    {
        Precision.Float32 => DataType.Float32,
        Precision.BFloat16 => DataType.BFloat16,
        _ => _device == Device.Cuda || Libtorch.CpuMultipliesBfloat16 ? DataType.BFloat16 : DataType.Float32,
    };

    /// <summary>At the end of the run, and of every so many epochs, unless it was done at this step.</summary>
    private bool ValidationIsDue(int stepsPerEpoch, long steps)
    {
        if (_state.Step == 0 || (_state.Epochs.Count > 0 && _state.Epochs[^1].Step == _state.Step))
            return false;
        return Done(steps) >= 1 || (_state.Step % stepsPerEpoch == 0 && _state.Step / stepsPerEpoch % _recipe.ValidateEvery == 0);
    }

    private EpochMetrics Validate(double rate, BatchLoader loader, StepInterval interval, CancellationToken cancel)
    {
        interval.Close(loader.Waited);
        double loss = MeanLoss();
        using var applied = _average.Apply();
        Network.ConvolutionType = ConvolutionType();
        var scores = ValidationScores.Of(Network, _set, _recipe, _device, cancel);
        var metrics = new EpochMetrics
        {
            Epoch = (int)(_state.Step / loader.StepsPerEpoch),
            Step = _state.Step,
            Seconds = _state.Seconds,
            LearningRate = rate,
            Loss = loss,
            LinesPerSecond = interval.LinesPerSecond,
            Waiting = interval.Waiting,
            Cer = scores.Cer,
            Wer = scores.Wer,
            SplitCer = scores.SplitCer,
            TrainingAccuracy = IsOfCharacters ? 100.0 * _sums.Right / Math.Max(1, _state.Trained) : null,
            ValidationLoss = scores.Loss,
        };
        bool best = _state.Best is not { } before || metrics.Cer < before.Cer;
        _sums.Set(loss: 0, right: 0);
        _state = _state with { LossSteps = 0, Trained = 0, Epochs = [.. _state.Epochs, metrics] };
        if (best)
            Checkpoint.Save(_folder.Best, _state, [_average.Weights, _average.Statistics]);
        _folder.WriteMetrics(_state.Epochs, [.. _set.Validation.Select(split => split.Split)]);
        return metrics;
    }

    /// <summary>Mean loss since the last validation.</summary>
    /// <exception cref="TrainingException">It is no number any more: going on would only spoil the checkpoint.</exception>
    private double MeanLoss()
    {
        double loss = _sums.Loss / Math.Max(1, _state.LossSteps);
        return double.IsFinite(loss) ? loss : throw new TrainingException(
            $"The loss is {loss} at step {_state.Step}: the learning rate of {_recipe.LearningRate} is too high for this network, or the data are broken. "
            + $"The last checkpoint is {_folder.Checkpoint}.");
    }

    private void SaveCheckpoint()
    {
        _ = MeanLoss();
        Checkpoint.Save(_folder.Checkpoint, _state with { LossSum = _sums.Loss, RightSum = _sums.Right }, Tensors);
    }

    private double Done(long steps)
    {
        double bySteps = (double)_state.Step / steps;
        return _options.TimeLimit is { } limit ? Math.Max(bySteps, _state.Seconds / limit.TotalSeconds) : bySteps;
    }

    private bool Stalled()
    {
        if (_state.Best is not { } best)
            return false;
        return _state.Epochs.Count(epoch => epoch.Step > best.Step) >= _recipe.Patience;
    }

    private TrainingProgress Progress(BatchLoader loader, long steps, StepInterval interval, EpochMetrics? validated) => new()
    {
        Epoch = (int)(_state.Step / loader.StepsPerEpoch),
        Epochs = _recipe.Epochs,
        Step = _state.Step,
        Steps = steps,
        Done = Math.Min(1, Done(steps)),
        Loss = validated?.Loss ?? MeanLoss(),
        LinesPerSecond = interval.LinesPerSecond,
        Elapsed = TimeSpan.FromSeconds(_state.Seconds),
        Validated = validated,
    };
}
