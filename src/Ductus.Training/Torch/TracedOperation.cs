namespace Ductus.Training.Torch;

/// <summary>One call of an operator in a <see cref="Trace"/>.</summary>
/// <param name="Name">Name with its namespace, such as <c>aten::convolution</c>.</param>
/// <param name="Arguments">As given: <see cref="TracedValue"/>, its arrays, long, double, bool, long[], double[], string or null.</param>
/// <param name="Outputs">Numbers of the tensors that came out.</param>
public sealed record TracedOperation(string Name, IReadOnlyList<object?> Arguments, IReadOnlyList<long> Outputs)
{
    /// <summary>Sizes of the first tensor that came out; empty where none did.</summary>
    public IReadOnlyList<long> OutputSizes { get; init; } = [];
}

/// <summary>A tensor in a <see cref="Trace"/>, by its number.</summary>
public readonly record struct TracedValue(long Id);
