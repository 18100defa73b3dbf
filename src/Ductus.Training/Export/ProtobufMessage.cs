using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Ductus.Training.Export;

/// <summary>
/// One protobuf message under construction, its fields in the order they are added; nothing is encoded before
/// <see cref="WriteTo"/>, so weights are not copied from level to level. One per thread.
/// </summary>
internal sealed class ProtobufMessage
{
    private readonly List<Action<CodedOutputStream>> _fields = [];
    private int _size;

    public ProtobufMessage Integer(int field, long value) =>
        Add(field, WireFormat.WireType.Varint, CodedOutputStream.ComputeInt64Size(value), output => output.WriteInt64(value));

    public ProtobufMessage Float(int field, float value) =>
        Add(field, WireFormat.WireType.Fixed32, CodedOutputStream.ComputeFloatSize(value), output => output.WriteFloat(value));

    public ProtobufMessage Text(int field, string value) =>
        Add(field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeStringSize(value), output => output.WriteString(value));

    /// <summary>Numbers one by one in memory order, little-endian as ONNX wants them.</summary>
    public ProtobufMessage Raw<T>(int field, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Models are written on little-endian machines only.");
        ByteString bytes = UnsafeByteOperations.UnsafeWrap(MemoryMarshal.AsBytes(values).ToArray());
        return Add(field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeBytesSize(bytes), output => output.WriteBytes(bytes));
    }

    /// <summary>A message inside this one; it takes no more fields afterwards.</summary>
    public ProtobufMessage Message(int field, ProtobufMessage message)
    {
        int size = message._size;
        return Add(field, WireFormat.WireType.LengthDelimited, checked(CodedOutputStream.ComputeLengthSize(size) + size), output =>
        {
            output.WriteLength(size);
            message.WriteTo(output);
        });
    }

    public void WriteTo(CodedOutputStream output)
    {
        foreach (Action<CodedOutputStream> field in _fields)
            field(output);
    }

    private ProtobufMessage Add(int field, WireFormat.WireType type, int size, Action<CodedOutputStream> write)
    {
        // A message of 2 GiB or more has no protobuf form; the sum then overflows here.
        _size = checked(_size + CodedOutputStream.ComputeTagSize(field) + size);
        _fields.Add(output =>
        {
            output.WriteTag(field, type);
            write(output);
        });
        return this;
    }
}
