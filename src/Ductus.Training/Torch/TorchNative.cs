using System.Runtime.InteropServices;
using Ductus.Native;

namespace Ductus.Training.Torch;

/// <summary><c>native/torch/ductus_torch.h</c>, function by function in its order.</summary>
internal static partial class TorchNative
{
    private const string Library = "ductus_torch";

    [LibraryImport(Library, EntryPoint = "ductus_last_error")]
    private static partial nint LastError();

    [LibraryImport(Library, EntryPoint = "ductus_torch_version")]
    internal static partial nint TorchVersion();

    [LibraryImport(Library, EntryPoint = "ductus_find_operator", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int FindOperator(string name, string overload, out nint result);

    [LibraryImport(Library, EntryPoint = "ductus_call")]
    internal static unsafe partial int Call(nint op, NativeValue* arguments, int argumentCount, NativeValue* results, int capacity, out int count);

    [LibraryImport(Library, EntryPoint = "ductus_tensor_new")]
    internal static unsafe partial int TensorNew(void* data, int type, long* sizes, int dimensions, int device, out nint result);

    [LibraryImport(Library, EntryPoint = "ductus_tensor_free")]
    internal static partial void TensorFree(nint tensor);

    [LibraryImport(Library, EntryPoint = "ductus_tensor_describe")]
    internal static unsafe partial int TensorDescribe(TensorHandle tensor, out int type, out int device, out int dimensions, long* sizes, int capacity);

    [LibraryImport(Library, EntryPoint = "ductus_tensor_read")]
    internal static unsafe partial int TensorRead(TensorHandle tensor, void* buffer, long bytes);

    [LibraryImport(Library, EntryPoint = "ductus_tensor_write")]
    internal static unsafe partial int TensorWrite(TensorHandle tensor, void* buffer, long bytes);

    [LibraryImport(Library, EntryPoint = "ductus_tensor_require_gradient")]
    internal static partial int TensorRequireGradient(TensorHandle tensor, int required);

    [LibraryImport(Library, EntryPoint = "ductus_tensor_set_gradient")]
    internal static partial int TensorSetGradient(TensorHandle tensor, TensorHandle gradient);

    [LibraryImport(Library, EntryPoint = "ductus_backward")]
    internal static partial int Backward(TensorHandle loss);

    [LibraryImport(Library, EntryPoint = "ductus_set_gradient_mode")]
    internal static partial int SetGradientMode(int enabled, out int before);

    [LibraryImport(Library, EntryPoint = "ductus_set_threads")]
    internal static partial int SetThreads(int threads);

    [LibraryImport(Library, EntryPoint = "ductus_seed")]
    internal static partial int Seed(ulong seed);

    [LibraryImport(Library, EntryPoint = "ductus_cuda_available")]
    internal static partial int CudaAvailable();

    [LibraryImport(Library, EntryPoint = "ductus_synchronize")]
    internal static partial int Synchronize(int device);

    [LibraryImport(Library, EntryPoint = "ductus_cpu_bfloat16")]
    internal static partial int CpuBfloat16();

    [LibraryImport(Library, EntryPoint = "ductus_live_tensors")]
    internal static partial long LiveTensors();

    /// <summary>The one place where an error of libtorch becomes an exception.</summary>
    internal static void Check(int status)
    {
        if (status != 0)
            throw new NativeException("libtorch", status, Marshal.PtrToStringUTF8(LastError()) ?? "");
    }
}

/// <summary>One argument or result of an operator: <c>ductus_value</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    public ValueKind Kind;
    public int Count;
    public long Bits;
}

/// <summary><c>DUCTUS_VALUE_…</c></summary>
internal enum ValueKind
{
    None = 0,
    Tensor = 1,
    Integer = 2,
    Number = 3,
    Boolean = 4,
    Integers = 5,
    Numbers = 6,
    Tensors = 7,
    Text = 8,
    Booleans = 9,
    Default = 10,
}

/// <summary>One reference to a tensor of libtorch.</summary>
internal sealed class TensorHandle : SafeHandle
{
    internal TensorHandle(nint value)
        : base(0, ownsHandle: true) => SetHandle(value);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        TorchNative.TensorFree(handle);
        return true;
    }
}
