using System.Runtime.InteropServices;

namespace Ductus.Native.OnnxRuntime;

/// <summary>
/// ONNX Runtime's table of functions, those that are called here. Handles and statuses are pointers; sizes are <see cref="nuint"/>;
/// texts are zero-terminated UTF-8.
/// </summary>
/// <remarks>The table only ever grows at its end. Source of the order: <c>struct OrtApi</c> in onnxruntime_c_api.h.</remarks>
[StructLayout(LayoutKind.Explicit)]
internal unsafe struct OrtFunctions
{
    private const int Entry = 8; // bytes of a pointer: ONNX Runtime is built for 64 bits only

    [FieldOffset(1 * Entry)] public delegate* unmanaged<nint, int> GetErrorCode;
    [FieldOffset(2 * Entry)] public delegate* unmanaged<nint, byte*> GetErrorMessage;
    [FieldOffset(3 * Entry)] public delegate* unmanaged<int, byte*, nint*, nint> CreateEnv;
    [FieldOffset(7 * Entry)] public delegate* unmanaged<nint, void*, nint, nint*, nint> CreateSession;
    [FieldOffset(9 * Entry)] public delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run;
    [FieldOffset(10 * Entry)] public delegate* unmanaged<nint*, nint> CreateSessionOptions;
    [FieldOffset(17 * Entry)] public delegate* unmanaged<nint, nint> DisableMemPattern;
    [FieldOffset(23 * Entry)] public delegate* unmanaged<nint, int, nint> SetSessionGraphOptimizationLevel;
    [FieldOffset(24 * Entry)] public delegate* unmanaged<nint, int, nint> SetIntraOpNumThreads;
    [FieldOffset(25 * Entry)] public delegate* unmanaged<nint, int, nint> SetInterOpNumThreads;
    [FieldOffset(49 * Entry)] public delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithDataAsOrtValue;
    [FieldOffset(60 * Entry)] public delegate* unmanaged<nint, int*, nint> GetTensorElementType;
    [FieldOffset(61 * Entry)] public delegate* unmanaged<nint, nuint*, nint> GetDimensionsCount;
    [FieldOffset(62 * Entry)] public delegate* unmanaged<nint, long*, nuint, nint> GetDimensions;
    [FieldOffset(65 * Entry)] public delegate* unmanaged<nint, nint*, nint> GetTensorTypeAndShape;
    [FieldOffset(69 * Entry)] public delegate* unmanaged<int, int, nint*, nint> CreateCpuMemoryInfo;
    [FieldOffset(76 * Entry)] public delegate* unmanaged<nint, void*, nint> AllocatorFree;
    [FieldOffset(78 * Entry)] public delegate* unmanaged<nint*, nint> GetAllocatorWithDefaultOptions;
    [FieldOffset(93 * Entry)] public delegate* unmanaged<nint, void> ReleaseStatus;
    [FieldOffset(95 * Entry)] public delegate* unmanaged<nint, void> ReleaseSession;
    [FieldOffset(96 * Entry)] public delegate* unmanaged<nint, void> ReleaseValue;
    [FieldOffset(99 * Entry)] public delegate* unmanaged<nint, void> ReleaseTensorTypeAndShapeInfo;
    [FieldOffset(100 * Entry)] public delegate* unmanaged<nint, void> ReleaseSessionOptions;
    [FieldOffset(111 * Entry)] public delegate* unmanaged<nint, nint*, nint> SessionGetModelMetadata;
    [FieldOffset(116 * Entry)] public delegate* unmanaged<nint, nint, byte*, byte**, nint> ModelMetadataLookupCustomMetadataMap;
    [FieldOffset(118 * Entry)] public delegate* unmanaged<nint, void> ReleaseModelMetadata;
    [FieldOffset(123 * Entry)] public delegate* unmanaged<nint, nint, byte***, long*, nint> ModelMetadataGetCustomMetadataMapKeys;
    [FieldOffset(130 * Entry)] public delegate* unmanaged<nint, byte*, byte*, nint> AddSessionConfigEntry;
}
