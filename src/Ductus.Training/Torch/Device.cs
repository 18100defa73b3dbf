namespace Ductus.Training.Torch;

/// <summary>Where a tensor lives.</summary>
public enum Device
{
    Cpu = 0,
    Cuda = 1,
}
