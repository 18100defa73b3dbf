using System.Runtime.InteropServices;

namespace Ductus.Native.OnnxRuntime;

/// <summary>The loaded library, and what every session shares: its table of functions, the environment, the place of tensors.</summary>
internal static unsafe class OrtLibrary
{
    /// <summary>The version of the table that is asked for, that of ONNX Runtime 1.14: the first to run all of operator sets 17 and 18.</summary>
    private const uint TableVersion = 14;

    // OrtLoggingLevel: every error comes back as a status, so nothing but the end of the world needs to be printed.
    private const int LogOnlyFatal = 4;

    // OrtAllocatorType and OrtMemType
    private const int ArenaAllocator = 1, DefaultMemory = 0;

    private static readonly Lazy<nint> Table = new(FindTable), SharedEnvironment = new(CreateEnvironment), SharedMemory = new(CreateMemoryInfo);

    public static ref readonly OrtFunctions Functions => ref *(OrtFunctions*)Table.Value;

    /// <summary>One per process, as ONNX Runtime wants it; lives as long as the process.</summary>
    public static nint Environment => SharedEnvironment.Value;

    /// <summary>"The processor's memory", as tensors over the caller's buffers name it; lives as long as the process.</summary>
    public static nint CpuMemory => SharedMemory.Value;

    /// <summary>The one place where a status becomes an exception; releases the status.</summary>
    /// <exception cref="NativeException">The status says that the call failed.</exception>
    public static void Check(nint status)
    {
        if (status == 0)
            return;
        int code = Functions.GetErrorCode(status);
        string message = Marshal.PtrToStringUTF8((nint)Functions.GetErrorMessage(status)) ?? "";
        Functions.ReleaseStatus(status);
        throw new NativeException("ONNX Runtime", code, message);
    }

    private static nint FindTable()
    {
        nint library = NativeLibraries.Resolve("onnxruntime");
        var getBase = (delegate* unmanaged<Base*>)NativeLibrary.GetExport(library, "OrtGetApiBase");
        Base* functions = getBase();
        nint table = functions->GetApi(TableVersion);
        if (table == 0)
            throw new NativeException("ONNX Runtime", (int)TableVersion,
                $"version 1.{TableVersion} or later is needed; found {Marshal.PtrToStringUTF8((nint)functions->GetVersionString())}");
        return table;
    }

    private static nint CreateEnvironment()
    {
        nint environment;
        fixed (byte* name = "ductus\0"u8)
            Check(Functions.CreateEnv(LogOnlyFatal, name, &environment));
        return environment;
    }

    private static nint CreateMemoryInfo()
    {
        nint memory;
        Check(Functions.CreateCpuMemoryInfo(ArenaAllocator, DefaultMemory, &memory));
        return memory;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Base
    {
        public delegate* unmanaged<uint, nint> GetApi;
        public delegate* unmanaged<byte*> GetVersionString;
    }
}
