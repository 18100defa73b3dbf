namespace Ductus.Training.Torch;

/// <summary>
/// One reference to a tensor of libtorch. It belongs to the innermost <see cref="TensorScope"/> of its thread and dies with it,
/// unless it is moved out; outside any scope its owner disposes it. One per thread.
/// </summary>
public sealed class Tensor : IDisposable
{
    private const int MostDimensions = 8;

    internal Tensor(nint native)
    {
        Handle = new TensorHandle(native);
        TensorScope.Adopt(this);
    }

    internal TensorHandle Handle { get; }

    /// <summary>Sizes of the dimensions; empty for a single number.</summary>
    public long[] Sizes => Describe().Sizes;

    public DataType Type => Describe().Type;

    public Device Device => Describe().Device;

    /// <summary>Number of elements.</summary>
    public long Count => Sizes.Aggregate(1L, (product, size) => product * size);

    /// <summary>A tensor with a copy of the data.</summary>
    /// <param name="data">Elements, row-major.</param>
    /// <param name="sizes">Their product is the number of elements.</param>
    /// <param name="device">Where the tensor is to live.</param>
    public static unsafe Tensor From<T>(ReadOnlySpan<T> data, ReadOnlySpan<long> sizes, Device device = Device.Cpu)
        where T : unmanaged
    {
        long count = 1;
        foreach (long size in sizes)
            count *= size;
        if (count != data.Length)
            throw new ArgumentException($"Sizes {string.Join(" × ", sizes.ToArray())} need {count} elements; got {data.Length}.", nameof(data));

        fixed (T* elements = data)
        fixed (long* dimensions = sizes)
        {
            TorchNative.Check(TorchNative.TensorNew(elements, (int)TypeOf<T>(), dimensions, sizes.Length, (int)device, out nint native));
            return new Tensor(native);
        }
    }

    /// <summary>The size of one dimension; negative numbers count from the end.</summary>
    public long Size(int dimension)
    {
        long[] sizes = Sizes;
        return sizes[dimension < 0 ? sizes.Length + dimension : dimension];
    }

    /// <summary>Copies the elements, row-major, to the caller's buffer of exactly as many.</summary>
    public unsafe void CopyTo<T>(Span<T> buffer)
        where T : unmanaged
    {
        RequireType<T>();
        fixed (T* elements = buffer)
            TorchNative.Check(TorchNative.TensorRead(Handle, elements, (long)buffer.Length * sizeof(T)));
    }

    /// <summary>All elements, row-major.</summary>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        var elements = new T[Count];
        CopyTo<T>(elements);
        return elements;
    }

    /// <summary>The only element of a tensor of one, as a number.</summary>
    public double Item() => Type switch
    {
        DataType.Float32 => ToArray<float>()[0],
        DataType.Float64 => ToArray<double>()[0],
        DataType.Int64 => ToArray<long>()[0],
        var other => throw new InvalidOperationException($"A single {other} is not read as a number; convert it first."),
    };

    /// <summary>Overwrites all elements, row-major, without recording for the backward pass.</summary>
    public unsafe void CopyFrom<T>(ReadOnlySpan<T> data)
        where T : unmanaged
    {
        RequireType<T>();
        fixed (T* elements = data)
            TorchNative.Check(TorchNative.TensorWrite(Handle, elements, (long)data.Length * sizeof(T)));
    }

    /// <summary>Runs the backward pass from this tensor of one element.</summary>
    public void Backward() => TorchNative.Check(TorchNative.Backward(Handle));

    /// <summary>Makes this leaf a parameter whose gradient is added up in <paramref name="gradient"/>, of the same sizes.</summary>
    public void AccumulateGradientIn(Tensor gradient)
    {
        TorchNative.Check(TorchNative.TensorRequireGradient(Handle, 1));
        TorchNative.Check(TorchNative.TensorSetGradient(Handle, gradient.Handle));
    }

    public void Dispose() => Handle.Dispose();

    private static DataType TypeOf<T>() => default(T) switch
    {
        float => DataType.Float32,
        double => DataType.Float64,
        Half => DataType.Float16,
        long => DataType.Int64,
        int => DataType.Int32,
        byte => DataType.UInt8,
        bool => DataType.Boolean,
        _ => throw new ArgumentException($"Tensors hold no elements of type {typeof(T).Name}."),
    };

    private void RequireType<T>()
        where T : unmanaged
    {
        // bfloat16 has no type of its own in .NET; its bits travel as 16-bit words.
        if (Type != (typeof(T) == typeof(ushort) ? DataType.BFloat16 : TypeOf<T>()))
            throw new ArgumentException($"The tensor holds {Type}, not {typeof(T).Name}.");
    }

    private unsafe (DataType Type, Device Device, long[] Sizes) Describe()
    {
        long* sizes = stackalloc long[MostDimensions];
        TorchNative.Check(TorchNative.TensorDescribe(Handle, out int type, out int device, out int dimensions, sizes, MostDimensions));
        return ((DataType)type, (Device)device, new ReadOnlySpan<long>(sizes, dimensions).ToArray());
    }
}
