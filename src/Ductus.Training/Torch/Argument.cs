using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Ductus.Training.Torch;

/// <summary>One argument of an operator: a tensor, a number, a list of either, a text, nothing, or the schema's default.</summary>
public readonly struct Argument
{
    private Argument(ValueKind kind, long bits, object? content = null) => (Kind, Bits, Content) = (kind, bits, content);

    /// <summary>An absent optional argument.</summary>
    public static Argument None => default;

    /// <summary>The default of the operator's schema, for an argument before the last one given.</summary>
    public static Argument Default => new(ValueKind.Default, 0);

    internal ValueKind Kind { get; }

    internal long Bits { get; }

    /// <summary>What does not fit into <see cref="Bits"/>: the tensor itself, a list, a text.</summary>
    internal object? Content { get; }

    /// <summary>The argument as an object, for traces: Tensor, long, double, bool, long[], double[], Tensor[], string or null.</summary>
    internal object? Value => Kind switch
    {
        ValueKind.Integer => Bits,
        ValueKind.Number => BitConverter.Int64BitsToDouble(Bits),
        ValueKind.Boolean => Bits != 0,
        _ => Content,
    };

    public static implicit operator Argument(Tensor? value) =>
        value is null ? None : new(ValueKind.Tensor, value.Handle.DangerousGetHandle(), value);

    public static implicit operator Argument(long value) => new(ValueKind.Integer, value);

    public static implicit operator Argument(int value) => new(ValueKind.Integer, value);

    public static implicit operator Argument(double value) => new(ValueKind.Number, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Argument(bool value) => new(ValueKind.Boolean, value ? 1 : 0);

    public static implicit operator Argument(DataType value) => new(ValueKind.Integer, (long)value);

    public static implicit operator Argument(Device value) => new(ValueKind.Text, 0, value == Device.Cpu ? "cpu" : "cuda");

    public static implicit operator Argument(long[] value) => new(ValueKind.Integers, 0, value);

    public static implicit operator Argument(double[] value) => new(ValueKind.Numbers, 0, value);

    public static implicit operator Argument(Tensor?[] value) => new(ValueKind.Tensors, 0, value);

    public static implicit operator Argument(string value) => new(ValueKind.Text, 0, value);

    /// <summary>8-byte words of scratch memory that <see cref="Write"/> needs.</summary>
    internal int ScratchWords => Content switch
    {
        long[] list => list.Length,
        double[] list => list.Length,
        Tensor?[] list => list.Length,
        string text => (Encoding.UTF8.GetByteCount(text) / sizeof(long)) + 1,
        _ => 0,
    };

    /// <summary>Writes the argument in its native form; lists go to the scratch memory, which must stay in place during the call.</summary>
    internal unsafe NativeValue Write(ref Span<long> scratch)
    {
        if (Content is null or Tensor)
            return new NativeValue { Kind = Kind, Bits = Bits };

        Span<long> words = scratch[..ScratchWords];
        scratch = scratch[words.Length..];
        int count = words.Length;
        switch (Content)
        {
            case long[] list:
                list.CopyTo(words);
                break;
            case double[] list:
                MemoryMarshal.Cast<double, long>(list).CopyTo(words);
                break;
            case Tensor?[] list:
                for (int i = 0; i < list.Length; i++)
                    words[i] = list[i] is { } tensor ? tensor.Handle.DangerousGetHandle() : 0;
                break;
            case string text:
                words.Clear();
                Encoding.UTF8.GetBytes(text, MemoryMarshal.AsBytes(words));
                count = 0;
                break;
        }
        // An empty list needs no address of its own.
        long address = words.IsEmpty ? 0 : (long)Unsafe.AsPointer(ref words[0]);
        return new NativeValue { Kind = Kind, Count = count, Bits = address };
    }
}
