using Google.Protobuf;

namespace Ductus.Training.Export;

/// <summary>How the weights of a model file are stored. Networks always compute in 32 bits.</summary>
public enum WeightStorage
{
    Float32,

    /// <summary>Half the file: matrices and kernels in 16 bits, cast to 32 in the graph, so that processors without 16-bit arithmetic lose no time.</summary>
    Float16,
}

/// <summary>
/// An ONNX model under construction: inputs, constants, nodes, outputs and metadata, named by strings as in the file. One per thread.
/// </summary>
/// <remarks>Nodes are written in the order they were added, which ONNX wants to be an order of computation.</remarks>
/// <param name="name">Name of the graph.</param>
/// <param name="storage">How <see cref="Weights"/> are stored.</param>
public sealed class OnnxGraph(string name, WeightStorage storage = WeightStorage.Float32)
{
    private readonly ProtobufMessage _graph = new ProtobufMessage().Text(OnnxFields.Graph.Name, name);
    private readonly SortedDictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private int _names;

    /// <summary>Entries of the file's <c>metadata_props</c>.</summary>
    public IDictionary<string, string> Metadata => _metadata;

    /// <summary>Declares an input of 32-bit floats.</summary>
    /// <param name="input">Name by which callers feed it.</param>
    /// <param name="shape">A number for a fixed dimension, a name for one that every call may choose.</param>
    public void Input(string input, params IReadOnlyList<OnnxDimension> shape) =>
        _graph.Message(OnnxFields.Graph.Input, FloatValue(input, shape));

    /// <summary>Makes a value an output of 32-bit floats.</summary>
    /// <param name="value">What a node gave.</param>
    /// <param name="output">Name by which callers ask for it.</param>
    /// <param name="shape">As of an input.</param>
    public void Output(string value, string output, params IReadOnlyList<OnnxDimension> shape)
    {
        AddNode("Identity", [value], [output], []);
        _graph.Message(OnnxFields.Graph.Output, FloatValue(output, shape));
    }

    /// <summary>A constant of 32-bit floats, stored as such.</summary>
    /// <returns>Its name.</returns>
    public string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<int> shape) =>
        AddTensor(OnnxFields.Tensor.Float, values, shape);

    /// <summary>A constant vector of 64-bit integers, as shapes and axes are.</summary>
    public string Integers(params ReadOnlySpan<long> values) => AddTensor(OnnxFields.Tensor.Int64, values, [values.Length]);

    /// <summary>A constant of 64 bits without dimensions.</summary>
    public string IntegerScalar(long value) => AddTensor<long>(OnnxFields.Tensor.Int64, [value], []);

    /// <summary>A constant of 32-bit floats, stored as the graph's <see cref="WeightStorage"/> says.</summary>
    /// <exception cref="ArgumentException">A value is too large for 16 bits, or not finite.</exception>
    public string Weights(ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        if (storage == WeightStorage.Float32)
            return Constant(values, shape);

        var halves = new Half[values.Length];
        for (int i = 0; i < halves.Length; i++)
        {
            halves[i] = (Half)values[i];
            if (!Half.IsFinite(halves[i]))
                throw new ArgumentException($"Weights in 16 bits must lie within ±65504; got {values[i]} at {i}.", nameof(values));
        }
        string stored = AddTensor<Half>(OnnxFields.Tensor.Float16, halves, shape);
        return Node("Cast", [stored], OnnxAttribute.Integer("to", OnnxFields.Tensor.Float));
    }

    /// <summary>Adds a node with one output.</summary>
    /// <param name="operation">Name in ONNX's standard operator set.</param>
    /// <param name="inputs">Names of values; empty for an optional input left out.</param>
    /// <param name="attributes">Its constants; what is left out takes ONNX's default.</param>
    /// <returns>The name of its output.</returns>
    public string Node(string operation, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes)
    {
        string output = NewName(operation);
        AddNode(operation, inputs, [output], attributes);
        return output;
    }

    /// <summary>Writes the model file; an existing one is replaced only when the new one is whole.</summary>
    public void Save(string path)
    {
        string temporary = path + ".partial";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                Write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes the model.</summary>
    public void Write(Stream stream)
    {
        ProtobufMessage model = new ProtobufMessage()
            .Integer(OnnxFields.Model.IrVersion, OnnxFields.IrVersion)
            .Text(OnnxFields.Model.ProducerName, "Ductus")
            .Text(OnnxFields.Model.ProducerVersion, typeof(OnnxGraph).Assembly.GetName().Version!.ToString(3)) // every assembly has one
            .Message(OnnxFields.Model.OperatorSetImport, new ProtobufMessage()
                .Text(OnnxFields.OperatorSetId.Domain, "").Integer(OnnxFields.OperatorSetId.Version, OnnxFields.OperatorSet))
            .Message(OnnxFields.Model.Graph, _graph);
        foreach (var (key, value) in _metadata)
            model.Message(OnnxFields.Model.MetadataProperties,
                new ProtobufMessage().Text(OnnxFields.StringEntry.Key, key).Text(OnnxFields.StringEntry.Value, value));
        using var output = new CodedOutputStream(stream, leaveOpen: true);
        model.WriteTo(output);
    }

    private string NewName(string kind) => $"{kind}_{_names++}";

    private void AddNode(string operation, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, IReadOnlyList<OnnxAttribute> attributes)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs)
            node.Text(OnnxFields.Node.Input, input);
        foreach (string output in outputs)
            node.Text(OnnxFields.Node.Output, output);
        node.Text(OnnxFields.Node.Name, outputs[0]).Text(OnnxFields.Node.OperatorType, operation);
        foreach (OnnxAttribute attribute in attributes)
            node.Message(OnnxFields.Node.Attribute, attribute.ToMessage());
        _graph.Message(OnnxFields.Graph.Node, node);
    }

    private string AddTensor<T>(int type, ReadOnlySpan<T> values, ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        long count = 1;
        foreach (int size in shape)
            count *= size;
        if (count != values.Length)
            throw new ArgumentException($"A constant of shape [{string.Join(", ", shape.ToArray())}] has {count} values; got {values.Length}.", nameof(values));

        string tensorName = NewName("constant");
        var tensor = new ProtobufMessage();
        foreach (int size in shape)
            tensor.Integer(OnnxFields.Tensor.Dimensions, size);
        tensor.Integer(OnnxFields.Tensor.DataType, type).Text(OnnxFields.Tensor.Name, tensorName).Raw(OnnxFields.Tensor.RawData, values);
        _graph.Message(OnnxFields.Graph.Initializer, tensor);
        return tensorName;
    }

    private static ProtobufMessage FloatValue(string value, IReadOnlyList<OnnxDimension> shape)
    {
        var dimensions = new ProtobufMessage();
        foreach (OnnxDimension dimension in shape)
            dimensions.Message(OnnxFields.Type.Dimension, dimension.ToMessage());
        ProtobufMessage tensor = new ProtobufMessage()
            .Integer(OnnxFields.Type.ElementType, OnnxFields.Tensor.Float).Message(OnnxFields.Type.Shape, dimensions);
        return new ProtobufMessage().Text(OnnxFields.ValueInfo.Name, value)
            .Message(OnnxFields.ValueInfo.Type, new ProtobufMessage().Message(OnnxFields.Type.TensorType, tensor));
    }
}

/// <summary>A dimension of an input or output: a number, or a name where every call may choose its size.</summary>
public sealed class OnnxDimension
{
    private readonly ProtobufMessage _message;

    private OnnxDimension(ProtobufMessage message) => _message = message;

    public static implicit operator OnnxDimension(int size) => new(new ProtobufMessage().Integer(OnnxFields.Type.DimensionValue, size));

    public static implicit operator OnnxDimension(string name) => new(new ProtobufMessage().Text(OnnxFields.Type.DimensionParameter, name));

    internal ProtobufMessage ToMessage() => _message;
}
