using Ductus.Training.Torch;

namespace Ductus.Training.Export;

/// <summary>One recorded operation on its way into the graph: its arguments by place, with the schema's defaults, and its result.</summary>
internal sealed class AtenCall(TracedOperation operation, OnnxGraph graph, TraceValues values)
{
    public OnnxGraph Graph { get; } = graph;

    public GraphValue Tensor(int index) => values[Traced(index)];

    public GraphValue? OptionalTensor(int index) => Argument(index) is null ? null : Tensor(index);

    public bool IsTensor(int index) => Argument(index) is TracedValue;

    public IReadOnlyList<TracedValue> Tensors(int index) => Argument(index) switch
    {
        IReadOnlyList<TracedValue> list => list,
        _ => throw Wrong(index, "a list of tensors"),
    };

    public GraphValue Value(TracedValue traced) => values[traced];

    /// <summary>The values of an argument that is a parameter of the network.</summary>
    public TracedParameter Parameter(int index) => values.Parameter(Traced(index)) ?? throw Wrong(index, "a parameter of the network");

    public TracedParameter Parameter(TracedValue traced) =>
        values.Parameter(traced) ?? throw Unsupported($"value {traced.Id} must be a parameter of the network");

    public bool IsParameter(int index) => values.Parameter(Traced(index)) is not null;

    public bool IsZeros(int index) => IsZeros(Traced(index));

    public bool IsZeros(TracedValue traced) => values.IsZeros(traced);

    public long Integer(int index, long? whenAbsent = null) => Argument(index) switch
    {
        long value => value,
        null when whenAbsent is { } value => value,
        _ => throw Wrong(index, "a whole number"),
    };

    public double Number(int index, double? whenAbsent = null) => Argument(index) switch
    {
        double value => value,
        long value => value,
        null when whenAbsent is { } value => value,
        _ => throw Wrong(index, "a number"),
    };

    public bool Flag(int index, bool? whenAbsent = null) => Argument(index) switch
    {
        bool value => value,
        null when whenAbsent is { } value => value,
        _ => throw Wrong(index, "true or false"),
    };

    public string Text(int index, string whenAbsent) => Argument(index) switch
    {
        string value => value,
        null => whenAbsent,
        _ => throw Wrong(index, "a text"),
    };

    public IReadOnlyList<long> Integers(int index, IReadOnlyList<long>? whenAbsent = null) => Argument(index) switch
    {
        long value => [value],
        IReadOnlyList<long> list => list,
        null when whenAbsent is not null => whenAbsent,
        _ => throw Wrong(index, "whole numbers"),
    };

    /// <summary>Rows and columns, given as two numbers or as one for both; an empty list means the default as well.</summary>
    public (long H, long W) Pair(int index, (long H, long W)? whenAbsent = null) => Integers(index, []) switch
    {
        [var h, var w] => (h, w),
        [var both] => (both, both),
        [] when whenAbsent is { } pair => pair,
        _ => throw Wrong(index, "one or two whole numbers"),
    };

    /// <summary>An axis 0…rank − 1 of a tensor with so many dimensions, counted from the end where negative.</summary>
    public long Axis(long dimension, int rank)
    {
        long axis = dimension < 0 ? dimension + rank : dimension;
        return axis >= 0 && axis < rank ? axis : throw Unsupported($"dimension {dimension} is not one of {rank}");
    }

    public IReadOnlyList<long> Axes(IEnumerable<long> dimensions, int rank) => [.. dimensions.Select(dimension => Axis(dimension, rank))];

    /// <summary>Makes sure that an optional element type, where it is given, is 32-bit float.</summary>
    public void OnlyFloat32(int index)
    {
        if (Argument(index) is long type && type != (long)DataType.Float32)
            throw Unsupported($"it makes {(DataType)type}; exported networks compute in 32-bit floats");
    }

    /// <summary>A node of the graph with the given number of dimensions.</summary>
    public GraphValue Node(int rank, string operation, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes) =>
        new(Graph.Node(operation, inputs, attributes), rank);

    public void Return(GraphValue value) => values.Set(new TracedValue(operation.Outputs[0]), value);

    /// <summary>The result is the first argument itself.</summary>
    public void ReturnFirst() => values.Alias(new TracedValue(operation.Outputs[0]), Traced(0));

    public void ReturnZeros() => values.SetZeros(new TracedValue(operation.Outputs[0]));

    public NotSupportedException Unsupported(string reason) => new($"{operation.Name} cannot be written as ONNX: {reason}.");

    private TracedValue Traced(int index) => Argument(index) is TracedValue traced ? traced : throw Wrong(index, "a tensor");

    private object? Argument(int index) => index < operation.Arguments.Count ? operation.Arguments[index] : null;

    private NotSupportedException Wrong(int index, string expected) =>
        Unsupported($"argument {index} must be {expected}; got {Argument(index) ?? "none"}");
}
