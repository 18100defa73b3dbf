using Ductus.Training;
using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Benchmarks;

/// <summary>
/// One step of <see cref="Trainer"/> without what is the trainer's own: no augmentation, no average of the weights. A test compares
/// the losses of both, so that this one keeps up with it.
/// </summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly Recipe _recipe;
    private readonly LineNetwork _network;
    private readonly AdamW _optimizer;
    private long _steps;

    /// <param name="recipe">Network, weight of the auxiliary loss, optimiser, seed of the weights.</param>
    /// <param name="classes">C</param>
    /// <param name="convolutions">Number type in which the convolutions compute.</param>
    public TrainingStep(Recipe recipe, int classes, DataType convolutions)
    {
        _recipe = recipe;
        _network = recipe.Network.Create(classes, recipe.Height);
        (_network.Training, _network.ConvolutionType) = (true, convolutions);
        Store = new ParameterStore(_network, Device.Cpu, new Random(recipe.Seed));
        _optimizer = new AdamW(Store, recipe.Optimizer);
    }

    public ParameterStore Store { get; }

    /// <param name="ink">(B, 1, H, W), 0 paper … 1 ink</param>
    /// <param name="labels">(B, longest), padded with 0</param>
    /// <param name="frames">Frames of each line, at most T.</param>
    /// <param name="lengths">Labels of each line.</param>
    /// <param name="rate">Learning rate.</param>
    /// <returns>The loss per label before the step.</returns>
    public double Run(Tensor ink, Tensor labels, long[] frames, long[] lengths, double rate)
    {
        Libtorch.Seed((ulong)_steps++);
        using var scope = new TensorScope();
        TrainingOutput output = _network.ForwardTraining(new TrainingInput(ink));         // (T, B, C)
        Tensor loss = Loss(output.Logits);
        Tensor both = output.Auxiliary is { } auxiliary && _recipe.AuxiliaryWeight > 0 ? loss + Loss(auxiliary) * _recipe.AuxiliaryWeight : loss;
        both.Backward();
        _optimizer.Step(rate, _steps);
        return loss.Item();

        Tensor Loss(Tensor output) => output.LogSoftmax(2).CtcLoss(labels, frames, lengths).Sum() * (1.0 / lengths.Sum());
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        Store.Dispose();
    }
}
