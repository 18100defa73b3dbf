using Ductus.Training.Torch;

namespace Ductus.Training.Export;

/// <summary>A recorded forward pass with all that is needed to write it as a model.</summary>
public sealed record TorchTrace
{
    /// <summary>The operators in the order in which they were called, the network not in training.</summary>
    public required IReadOnlyList<TracedOperation> Operations { get; init; }

    /// <summary>Weights and statistics by the number under which the operations name them.</summary>
    public required IReadOnlyDictionary<long, TracedParameter> Parameters { get; init; }

    /// <summary>The input, a tensor of 32-bit floats.</summary>
    public required TracedValue Input { get; init; }

    /// <summary>The output, a tensor of 32-bit floats.</summary>
    public required TracedValue Output { get; init; }
}

/// <summary>The values of a parameter, row-major, and its dimensions. Immutable, share it.</summary>
public sealed class TracedParameter
{
    private readonly float[] _values;
    private readonly int[] _shape;

    /// <param name="values">Taken over, the caller no longer writes to them.</param>
    /// <param name="shape">Its product is the number of values.</param>
    public TracedParameter(float[] values, params int[] shape)
    {
        if (shape.Aggregate(1L, (product, size) => product * size) != values.Length)
            throw new ArgumentException($"A parameter of shape [{string.Join(", ", shape)}] cannot have {values.Length} values.", nameof(values));
        (_values, _shape) = (values, shape);
    }

    public ReadOnlySpan<float> Values => _values;

    public ReadOnlySpan<int> Shape => _shape;
}
