namespace Ductus.Training.Export;

/// <summary>Matrix products, and normalisation over the last dimensions.</summary>
internal static class AtenMatrices
{
    public static IEnumerable<(string Name, Action<AtenCall> Map)> Mappings =>
    [
        ("linear", Linear),
        ("addmm", AddProduct),
        ("matmul", Product),
        ("mm", Product),
        ("bmm", Product),
        ("layer_norm", LayerNorm),
    ];

    // linear(x, weight (O, I), bias?) is x·weightᵀ + bias
    private static void Linear(AtenCall call)
    {
        GraphValue x = call.Tensor(0);
        string weight = call.IsParameter(1) ? Transposed(call, call.Parameter(1))
            : call.Graph.Node("Transpose", [call.Tensor(1).Name], OnnxAttribute.Integers("perm", 1, 0));
        GraphValue product = call.Node(x.Rank, "MatMul", [x.Name, weight]);
        call.Return(call.OptionalTensor(2) is { } bias ? call.Node(x.Rank, "Add", [product.Name, bias.Name]) : product);
    }

    // addmm(c, a, b, beta = 1, alpha = 1) is beta·c + alpha·a·b
    private static void AddProduct(AtenCall call)
    {
        call.Return(call.Node(2, "Gemm", [call.Tensor(1).Name, call.Tensor(2).Name, call.Tensor(0).Name],
            OnnxAttribute.Float("beta", call.Number(3, 1)), OnnxAttribute.Float("alpha", call.Number(4, 1))));
    }

    private static void Product(AtenCall call)
    {
        GraphValue a = call.Tensor(0), b = call.Tensor(1);
        if (a.Rank < 2 || b.Rank < 2)
            throw call.Unsupported($"it multiplies vectors ({a.Rank} and {b.Rank} dimensions)");
        call.Return(call.Node(Math.Max(a.Rank, b.Rank), "MatMul", [a.Name, b.Name]));
    }

    // layer_norm(x, shape of the last dimensions, weight?, bias?, epsilon = 1e-5, cudnn)
    private static void LayerNorm(AtenCall call)
    {
        GraphValue x = call.Tensor(0);
        int[] shape = [.. call.Integers(1).Select(size => checked((int)size))];
        List<string> inputs = [x.Name, call.OptionalTensor(2)?.Name ?? Ones(call, shape)];
        if (call.OptionalTensor(3) is { } bias)
            inputs.Add(bias.Name);
        call.Return(call.Node(x.Rank, "LayerNormalization", inputs,
            OnnxAttribute.Integer("axis", -shape.Length), OnnxAttribute.Float("epsilon", call.Number(4, 1e-5))));
    }

    private static string Transposed(AtenCall call, TracedParameter weight)
    {
        int rows = weight.Shape[0], columns = weight.Shape[1];
        var transposed = new float[weight.Values.Length];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                transposed[column * rows + row] = weight.Values[row * columns + column];
        return call.Graph.Weights(transposed, columns, rows);
    }

    private static string Ones(AtenCall call, int[] shape)
    {
        var ones = new float[shape.Aggregate(1, (product, size) => product * size)];
        ones.AsSpan().Fill(1);
        return call.Graph.Constant(ones, shape);
    }
}
