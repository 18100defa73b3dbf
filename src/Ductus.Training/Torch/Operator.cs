namespace Ductus.Training.Torch;

/// <summary>An operator of libtorch's dispatcher, found once by name and then called. Immutable, share it.</summary>
/// <param name="name">Name with its namespace, such as <c>aten::add</c>.</param>
/// <param name="overload">Overload name of the schema, such as <c>Tensor</c>; empty for the unnamed one.</param>
public sealed class Operator(string name, string overload = "")
{
    private const int MostResults = 16, MostScratchWords = 4096;

    // Found at the first call, so that naming an operator that this libtorch lacks does no harm until it is needed.
    private nint _native;

    public string Name { get; } = name;

    /// <summary>Calls an operator that returns one tensor.</summary>
    /// <param name="arguments">In the order of the schema; those left out at the end take its defaults.</param>
    public Tensor Call(params ReadOnlySpan<Argument> arguments)
    {
        Tensor[] results = CallMany(arguments);
        return results.Length == 1 ? results[0]
            : throw new InvalidOperationException($"{Name} returned {results.Length} tensors; one was expected.");
    }

    /// <summary>Calls an operator and returns its results that are tensors; they belong to the innermost <see cref="TensorScope"/>.</summary>
    /// <exception cref="Ductus.Native.NativeException">libtorch refused the call; the message is its own.</exception>
    public unsafe Tensor[] CallMany(params ReadOnlySpan<Argument> arguments)
    {
        if (_native == 0)
        {
            TorchNative.Check(TorchNative.FindOperator(Name, overload, out nint found));
            _native = found;
        }

        int words = 0;
        foreach (Argument argument in arguments)
            words += argument.ScratchWords;
        if (words > MostScratchWords)
            throw new ArgumentException($"{Name}: lists of {words} elements; at most {MostScratchWords} fit.", nameof(arguments));

        long* scratchMemory = stackalloc long[words];
        var scratch = new Span<long>(scratchMemory, words);
        NativeValue* native = stackalloc NativeValue[arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
            native[i] = arguments[i].Write(ref scratch);
        NativeValue* results = stackalloc NativeValue[MostResults];
        int status = TorchNative.Call(_native, native, arguments.Length, results, MostResults, out int count);
        foreach (Argument argument in arguments)
            GC.KeepAlive(argument.Content);
        TorchNative.Check(status);

        var tensors = new List<Tensor>(count);
        for (int i = 0; i < count; i++)
            if (results[i].Kind == ValueKind.Tensor)
                tensors.Add(new Tensor((nint)results[i].Bits));
        Tensor[] made = [.. tensors];
        Trace.Record(Name, arguments, made);
        return made;
    }
}
