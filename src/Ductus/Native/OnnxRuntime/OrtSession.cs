using System.Runtime.InteropServices;
using System.Text;

namespace Ductus.Native.OnnxRuntime;

/// <summary>
/// A loaded ONNX model with one input and one output of 32-bit floats. Runs may go on from several threads at once.
/// </summary>
internal sealed unsafe class OrtSession : IDisposable
{
    // ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT
    private const int FloatElements = 1;

    private readonly OrtSessionHandle _session;
    private readonly byte[] _input, _output;

    /// <param name="path">The model file.</param>
    /// <param name="input">Name of the input that <see cref="Run"/> feeds.</param>
    /// <param name="output">Name of the output that <see cref="Run"/> asks for.</param>
    /// <param name="threads">Threads that one run computes on; 1 computes on the caller's.</param>
    /// <param name="optimize">Whether the graph is rearranged for speed; not worth it to look at the metadata alone.</param>
    /// <exception cref="NativeException">ONNX Runtime cannot load the file.</exception>
    public OrtSession(string path, string input, string output, int threads, bool optimize)
    {
        (_input, _output) = (Encoding.UTF8.GetBytes(input + '\0'), Encoding.UTF8.GetBytes(output + '\0'));
        using var options = new OrtSessionOptionsHandle(threads, optimize);
        // ORTCHAR_T is wchar_t on Windows, char elsewhere.
        byte[] name = (OperatingSystem.IsWindows() ? Encoding.Unicode : Encoding.UTF8).GetBytes(path + '\0');
        nint session;
        fixed (byte* nameBytes = name)
            OrtLibrary.Check(OrtLibrary.Functions.CreateSession(OrtLibrary.Environment, nameBytes, options.DangerousGetHandle(), &session));
        _session = new OrtSessionHandle(session);
    }

    /// <summary>Computes the output of one input.</summary>
    /// <param name="input">Row-major.</param>
    /// <param name="inputShape">Its dimensions.</param>
    /// <param name="output">Receives the output, row-major.</param>
    /// <param name="outputShape">The dimensions that the output must have.</param>
    /// <exception cref="NativeException">The graph does not fit these shapes, or fails.</exception>
    /// <remarks>Allocates nothing on the managed heap.</remarks>
    public void Run(ReadOnlySpan<float> input, ReadOnlySpan<long> inputShape, Span<float> output, ReadOnlySpan<long> outputShape)
    {
        nint inputValue = 0, outputValue = 0;
        fixed (float* inputData = input, outputData = output)
        {
            try
            {
                inputValue = TensorOver(inputData, input.Length, inputShape);
                outputValue = TensorOver(outputData, output.Length, outputShape);
                Invoke(inputValue, ref outputValue);
            }
            finally
            {
                Release(outputValue);
                Release(inputValue);
            }
        }
    }

    /// <summary>The dimensions of the output of one input; empty if the output is no tensor of 32-bit floats.</summary>
    /// <exception cref="NativeException">The graph does not fit this shape, or fails.</exception>
    public long[] OutputShape(ReadOnlySpan<float> input, ReadOnlySpan<long> inputShape)
    {
        nint inputValue = 0, outputValue = 0;
        fixed (float* inputData = input)
        {
            try
            {
                inputValue = TensorOver(inputData, input.Length, inputShape);
                Invoke(inputValue, ref outputValue);
                return ShapeOf(outputValue);
            }
            finally
            {
                Release(outputValue);
                Release(inputValue);
            }
        }
    }

    /// <summary>The file's <c>metadata_props</c>.</summary>
    public Dictionary<string, string> Metadata()
    {
        ref readonly OrtFunctions functions = ref OrtLibrary.Functions;
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        nint metadata = 0, allocator;
        byte** keys = null;
        long count = 0;
        OrtLibrary.Check(functions.GetAllocatorWithDefaultOptions(&allocator));
        try
        {
            OrtLibrary.Check(functions.SessionGetModelMetadata(_session.DangerousGetHandle(), &metadata));
            OrtLibrary.Check(functions.ModelMetadataGetCustomMetadataMapKeys(metadata, allocator, &keys, &count));
            for (long i = 0; i < count; i++)
            {
                byte* value = null;
                OrtLibrary.Check(functions.ModelMetadataLookupCustomMetadataMap(metadata, allocator, keys[i], &value));
                entries[Text(keys[i])] = Text(value);
                OrtLibrary.Check(functions.AllocatorFree(allocator, value));
            }
        }
        finally
        {
            for (long i = 0; i < count; i++)
                functions.AllocatorFree(allocator, keys[i]);
            functions.AllocatorFree(allocator, keys);
            if (metadata != 0)
                functions.ReleaseModelMetadata(metadata);
            GC.KeepAlive(_session);
        }
        return entries;
    }

    public void Dispose() => _session.Dispose();

    private void Invoke(nint input, ref nint output)
    {
        bool held = false;
        fixed (byte* inputName = _input, outputName = _output)
        fixed (nint* outputs = &output)
        {
            byte* inputNames = inputName, outputNames = outputName;
            try
            {
                _session.DangerousAddRef(ref held);
                OrtLibrary.Check(OrtLibrary.Functions.Run(
                    _session.DangerousGetHandle(), 0, &inputNames, &input, 1, &outputNames, 1, outputs));
            }
            finally
            {
                if (held)
                    _session.DangerousRelease();
            }
        }
    }

    private static nint TensorOver(float* data, int length, ReadOnlySpan<long> shape)
    {
        nint value;
        fixed (long* dimensions = shape)
            OrtLibrary.Check(OrtLibrary.Functions.CreateTensorWithDataAsOrtValue(
                OrtLibrary.CpuMemory, data, (nuint)length * sizeof(float), dimensions, (nuint)shape.Length, FloatElements, &value));
        return value;
    }

    private static long[] ShapeOf(nint value)
    {
        ref readonly OrtFunctions functions = ref OrtLibrary.Functions;
        nint description;
        OrtLibrary.Check(functions.GetTensorTypeAndShape(value, &description));
        try
        {
            int type;
            nuint count;
            OrtLibrary.Check(functions.GetTensorElementType(description, &type));
            OrtLibrary.Check(functions.GetDimensionsCount(description, &count));
            if (type != FloatElements)
                return [];
            var shape = new long[count];
            fixed (long* dimensions = shape)
                OrtLibrary.Check(functions.GetDimensions(description, dimensions, count));
            return shape;
        }
        finally
        {
            functions.ReleaseTensorTypeAndShapeInfo(description);
        }
    }

    private static void Release(nint value)
    {
        if (value != 0)
            OrtLibrary.Functions.ReleaseValue(value);
    }

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
