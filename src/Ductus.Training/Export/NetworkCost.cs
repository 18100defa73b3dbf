using Ductus.Training.Networks;
using Ductus.Training.Torch;

namespace Ductus.Training.Export;

/// <summary>What a network costs to read with, counted from its forward pass and not from a formula.</summary>
/// <param name="Parameters">Trained numbers that reading needs, heads of training alone left out.</param>
/// <param name="MultiplyAdds">For one line: products in convolutions, matrices and LSTMs; activations and normalisations are not counted.</param>
/// <param name="Height">H of that line.</param>
/// <param name="Width">W of that line.</param>
public sealed record NetworkCost(long Parameters, long MultiplyAdds, int Height, int Width)
{
    /// <summary>Heights in the width of the line that is counted where the width is open: what lines of IAM have on average.</summary>
    public const int TypicalAspect = 10;

    /// <param name="network">Not in training from now on.</param>
    /// <param name="store">Holds its parameters.</param>
    /// <param name="recipe">Whose input sizes are counted with.</param>
    /// <exception cref="NotSupportedException">The network uses an operator with products that is not counted here.</exception>
    public static NetworkCost Of(LineNetwork network, ParameterStore store, Recipe recipe)
    {
        int width = recipe.Width > 0 ? recipe.Width : TypicalAspect * recipe.Height;
        using var scope = new TensorScope();
        TorchTrace trace = ModelExport.Record(network, store, recipe.Height, width, lines: 1);
        var sizes = new Dictionary<long, IReadOnlyList<long>> { [trace.Input.Id] = [1, 1, recipe.Height, width] };
        var matrices = new Dictionary<long, TracedParameter>(trace.Parameters);
        // Parameters are numbered from 0 in the order of the store.
        var used = new HashSet<long>();
        long products = 0;
        foreach (TracedOperation operation in trace.Operations)
        {
            used.UnionWith(operation.Arguments.SelectMany(Values).Select(value => value.Id));
            products += Products(operation, matrices, sizes);
            if (operation.Outputs.Count == 0)
                continue;
            sizes[operation.Outputs[0]] = operation.OutputSizes;
            // A parameter as another number type is still that parameter.
            if (operation.Name == "aten::to" && matrices.TryGetValue(((TracedValue)operation.Arguments[0]!).Id, out TracedParameter? same))   // its first argument is a tensor
                matrices[operation.Outputs[0]] = same;
        }
        long parameters = store.Entries.Select((entry, i) => used.Contains(i) && entry.Parameter.Kind != ParameterKind.Statistic ? entry.Parameter.Count : 0L).Sum();
        return new NetworkCost(parameters, products, recipe.Height, width);
    }

    private static IEnumerable<TracedValue> Values(object? argument) => argument switch
    {
        TracedValue value => [value],
        TracedValue[] values => values,
        _ => [],
    };

    private static long Products(
        TracedOperation operation, Dictionary<long, TracedParameter> matrices, Dictionary<long, IReadOnlyList<long>> sizes)
    {
        switch (operation.Name)
        {
            case "aten::conv2d":                                     // each result: one product per element of its kernel
            case "aten::linear":
                TracedParameter weight = matrices[Value(1).Id];
                return Count(operation.OutputSizes) * (weight.Values.Length / weight.Shape[0]);
            case "aten::matmul":
                return Count(operation.OutputSizes) * sizes[Value(0).Id][^1];
            case "aten::lstm" or "aten::gru":                        // each frame: once every element of the matrices
                IReadOnlyList<long> x = sizes[Value(0).Id];
                return x[0] * x[1] * Values(operation.Arguments[2]).Select(value => matrices.GetValueOrDefault(value.Id)).OfType<TracedParameter>()
                    .Where(matrix => matrix.Shape.Length == 2).Sum(matrix => (long)matrix.Values.Length);
            case "aten::addmm" or "aten::mm" or "aten::bmm" or "aten::convolution" or "aten::einsum":
                throw new NotSupportedException($"Products of {operation.Name} are not counted.");
            default:
                return 0;
        }

        TracedValue Value(int index) => (TracedValue)operation.Arguments[index]!;       // tensors by their schema
    }

    private static long Count(IReadOnlyList<long> sizes) => sizes.Aggregate(1L, (product, size) => product * size);
}
