using Ductus.Training.Torch;

namespace Ductus.Training;

/// <summary>What is added up on the device from step to step, so that no step waits for its numbers.</summary>
internal sealed class RunningSums(Device device) : IDisposable
{
    private readonly Tensor _loss = TensorLayers.Zeros(device, 1), _right = TensorLayers.Zeros(device, 1);

    /// <summary>Sum of the losses.</summary>
    public double Loss => _loss.Item();

    /// <summary>Single characters that were read right.</summary>
    public double Right => _right.Item();

    public void Add(Tensor loss, Tensor? right)
    {
        _loss.AddInPlace(loss);
        if (right is not null)
            _right.AddInPlace(right);
    }

    public void Set(double loss, double right)
    {
        _loss.CopyFrom<float>([(float)loss]);
        _right.CopyFrom<float>([(float)right]);
    }

    public void Dispose()
    {
        _loss.Dispose();
        _right.Dispose();
    }
}
