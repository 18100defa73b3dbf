using Ductus.Native;
using Ductus.Native.OnnxRuntime;

namespace Ductus.Recognition;

/// <summary>The contract between a model file and its reader, and how it is opened.</summary>
internal static class ModelFile
{
    /// <summary>The input: (B, 1, H, W), 0 paper … 1 ink, any B and any W that is a multiple of <see cref="LineBatch.WidthStep"/>.</summary>
    public const string Input = "images";

    /// <summary>The output: (B, T, C) raw logits, T = W / frame stride, class 0 the CTC blank.</summary>
    public const string Output = "logits";

    /// <exception cref="ModelFormatException">ONNX Runtime cannot load the file.</exception>
    public static OrtSession Open(string path, int threads, bool optimize)
    {
        // ONNX Runtime reports a file that is missing or may not be read in words of its own; the system's are clearer.
        File.OpenHandle(path).Dispose();
        try
        {
            return new OrtSession(path, Input, Output, threads, optimize);
        }
        catch (NativeException error)
        {
            throw new ModelFormatException(path, $"not an ONNX model that can be run. {error.Message}", error);
        }
    }
}
