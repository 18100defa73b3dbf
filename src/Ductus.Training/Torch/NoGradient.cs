namespace Ductus.Training.Torch;

/// <summary>Turns recording for the backward pass off for this thread until it is disposed.</summary>
public readonly struct NoGradient : IDisposable
{
    private readonly int _before;

    private NoGradient(int before) => _before = before;

    public static NoGradient Begin()
    {
        TorchNative.Check(TorchNative.SetGradientMode(0, out int before));
        return new NoGradient(before);
    }

    public void Dispose() => TorchNative.Check(TorchNative.SetGradientMode(_before, out _));
}
