using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Ductus.Training.Export;

/// <summary>Reads the constants back from a model file that <see cref="OnnxGraph"/> wrote.</summary>
internal static class OnnxInitializers
{
    /// <summary>Every constant in the order of the file: floats, 16-bit ones widened; <see langword="null"/> for whole numbers.</summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes are no ONNX model.</exception>
    public static List<float[]?> Read(byte[] model)
    {
        var tensors = new List<float[]?>();
        ForEachField(model, (field, value) =>
        {
            if (field == OnnxFields.Model.Graph)
                ForEachField(value.ToByteArray(), (inner, tensor) =>
                {
                    if (inner == OnnxFields.Graph.Initializer)
                        tensors.Add(Values(tensor.ToByteArray()));
                });
        });
        return tensors;
    }

    private static float[]? Values(byte[] tensor)
    {
        long type = 0;
        byte[] raw = [];
        var input = new CodedInputStream(tensor);
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case OnnxFields.Tensor.DataType:
                    type = input.ReadInt64();
                    break;
                case OnnxFields.Tensor.RawData:
                    raw = input.ReadBytes().ToByteArray();
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }
        return type switch
        {
            OnnxFields.Tensor.Float => MemoryMarshal.Cast<byte, float>(raw).ToArray(),
            OnnxFields.Tensor.Float16 => [.. MemoryMarshal.Cast<byte, Half>(raw).ToArray().Select(half => (float)half)],
            _ => null,
        };
    }

    private static void ForEachField(byte[] message, Action<int, ByteString> found)
    {
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                found(WireFormat.GetTagFieldNumber(tag), input.ReadBytes());
            else
                input.SkipLastField();
        }
    }
}
