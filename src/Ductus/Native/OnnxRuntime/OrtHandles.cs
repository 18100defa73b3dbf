using Microsoft.Win32.SafeHandles;

namespace Ductus.Native.OnnxRuntime;

/// <summary>An <c>OrtSession</c>.</summary>
internal sealed class OrtSessionHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    public OrtSessionHandle(nint session)
        : this() => SetHandle(session);

    protected override unsafe bool ReleaseHandle()
    {
        OrtLibrary.Functions.ReleaseSession(handle);
        return true;
    }
}

/// <summary>An <c>OrtSessionOptions</c>.</summary>
internal sealed class OrtSessionOptionsHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    /// <param name="threads">Threads that one run computes on.</param>
    /// <param name="optimize">Whether the graph is rearranged for speed, which takes longer to load.</param>
    public unsafe OrtSessionOptionsHandle(int threads, bool optimize)
        : base(ownsHandle: true)
    {
        ref readonly OrtFunctions functions = ref OrtLibrary.Functions;
        nint options;
        OrtLibrary.Check(functions.CreateSessionOptions(&options));
        SetHandle(options);

        // GraphOptimizationLevel: none or all
        OrtLibrary.Check(functions.SetSessionGraphOptimizationLevel(options, optimize ? 99 : 0));
        OrtLibrary.Check(functions.SetIntraOpNumThreads(options, threads));
        OrtLibrary.Check(functions.SetInterOpNumThreads(options, 1));
        // Every width of a line would leave a plan of its own behind.
        OrtLibrary.Check(functions.DisableMemPattern(options));
        // Threads that wait by spinning take the processor from those of other sessions and processes.
        fixed (byte* key = "session.intra_op.allow_spinning\0"u8, off = "0\0"u8)
            OrtLibrary.Check(functions.AddSessionConfigEntry(options, key, off));
    }

    protected override unsafe bool ReleaseHandle()
    {
        OrtLibrary.Functions.ReleaseSessionOptions(handle);
        return true;
    }
}
