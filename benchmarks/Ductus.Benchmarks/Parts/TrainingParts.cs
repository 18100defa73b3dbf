using BenchmarkDotNet.Attributes;
using Ductus.Recognition;
using Ductus.Training;
using Ductus.Training.Augmentation;
using Ductus.Training.Batching;
using Ductus.Training.Torch;

namespace Ductus.Benchmarks.Parts;

/// <summary>A batch of the English recipe on all processors, in the number type that training chooses there.</summary>
public class TrainingParts : IDisposable
{
    private readonly StepCase _case = StepCase.OfRecipe(Recipe.Load(Repository.Path("recipes", "english.json")));
    private TrainingBatch? _lines;
    private TrainingStep? _step;
    private Tensor? _ink, _labels;

    [GlobalSetup]
    public void Prepare()
    {
        Libtorch.SetThreads(Environment.ProcessorCount);
        _lines = new TrainingBatch([.. Enumerable.Range(0, _case.Recipe.BatchSize).Select(Noise)]);
        _step = new TrainingStep(_case.Recipe, StepCase.Classes, Libtorch.CpuMultipliesBfloat16 ? DataType.BFloat16 : DataType.Float32);
        (_ink, _labels) = (_case.Ink(), _case.Labels());
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _labels?.Dispose();
        _ink?.Dispose();
        _step?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "training: augment a batch of 16 lines")]
    public int Augment()
    {
        using var scope = new TensorScope();
        var augmentation = new LineAugmentation(_case.Recipe.Augmentation, _case.Recipe.FrameStride);
        return augmentation.Apply(_lines!, new Random(1), Device.Cpu).Widths.Length; // by Prepare
    }

    [Benchmark(Description = "training: one step of 16 lines")]
    public double Step() => _step!.Run(_ink!, _labels!, _case.Frames, _case.Lengths, _case.LearningRate); // by Prepare

    private TrainingLine Noise(int index)
    {
        var ink = new byte[StepCase.Width * _case.Recipe.Height];
        new Random(index).NextBytes(ink);
        return new TrainingLine($"{index}", new NormalizedLine(StepCase.Width, _case.Recipe.Height, ink), "", []);
    }
}
