using Ductus.Training.Torch;

namespace Ductus.Training.Export;

/// <summary>GRUs (Cho et al. 2014) of one layer and one direction, from zero states.</summary>
internal static class AtenGru
{
    // libtorch stacks the gates r, z, n; ONNX z, r, h, where its h is libtorch's n.
    private static readonly int[] GateOrder = [1, 0, 2];

    public static IEnumerable<(string Name, Action<AtenCall> Map)> Mappings => [("gru", Gru)];

    // gru(x, h, parameters, biases, layers, dropout, training, two directions, batch first) gives x', h'; only x' is exported
    private static void Gru(AtenCall call)
    {
        IReadOnlyList<TracedValue> parameters = call.Tensors(2);
        if (!call.Flag(3) || call.Integer(4) != 1 || call.Flag(7) || call.Flag(8))
            throw call.Unsupported("only one layer of one direction with biases and the batch second has a mapping");
        if (!call.IsZeros(1))
            throw call.Unsupported("its first state is not zeros");
        TracedParameter[] weights = [.. parameters.Select(call.Parameter)];
        int inputs = weights[0].Shape[1], hidden = weights[1].Shape[1];
        OnnxGraph graph = call.Graph;
        // The reset gate after the product with the state, as in libtorch.
        string y = graph.Node("GRU",
            [
                call.Tensor(0).Name,
                graph.Weights(Reorder(weights[0]), 1, 3 * hidden, inputs),
                graph.Weights(Reorder(weights[1]), 1, 3 * hidden, hidden),
                graph.Constant([.. Reorder(weights[2]), .. Reorder(weights[3])], 1, 6 * hidden),
            ],
            OnnxAttribute.Integer("hidden_size", hidden), OnnxAttribute.Integer("linear_before_reset", 1));   // (T, 1, B, H)
        call.Return(call.Node(3, "Squeeze", [y, graph.Integers(1)]));                                         // (T, B, H)
    }

    private static float[] Reorder(TracedParameter gates)
    {
        int size = gates.Values.Length / 3;
        var reordered = new float[gates.Values.Length];
        for (int gate = 0; gate < 3; gate++)
            gates.Values.Slice(GateOrder[gate] * size, size).CopyTo(reordered.AsSpan(gate * size));
        return reordered;
    }
}
