using System.Runtime.InteropServices;

namespace Ductus.Training.Torch;

/// <summary>What concerns libtorch as a whole: version, threads, seeds, devices.</summary>
public static class Libtorch
{
    /// <summary>Version of the libtorch in use, such as 1.13.1.</summary>
    public static string Version => Marshal.PtrToStringUTF8(TorchNative.TorchVersion()) ?? "";

    public static bool CudaAvailable => TorchNative.CudaAvailable() != 0;

    /// <summary>Whether this CPU multiplies bfloat16 natively; convolutions in it then take about half the time.</summary>
    public static bool CpuMultipliesBfloat16 => TorchNative.CpuBfloat16() != 0;

    /// <summary>Tensors alive in the process, for leak checks.</summary>
    public static long LiveTensors => TorchNative.LiveTensors();

    /// <summary>Sets the threads of one operator, at least 1. libtorch starts with 1.</summary>
    public static void SetThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        TorchNative.Check(TorchNative.SetThreads(threads));
    }

    /// <summary>Seeds the random generators of every device.</summary>
    public static void Seed(ulong seed) => TorchNative.Check(TorchNative.Seed(seed));

    /// <summary>Waits until the device has done all work given to it; returns at once for the CPU.</summary>
    public static void Synchronize(Device device) => TorchNative.Check(TorchNative.Synchronize((int)device));
}
