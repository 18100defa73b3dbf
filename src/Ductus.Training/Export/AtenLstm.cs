using Ductus.Training.Torch;

namespace Ductus.Training.Export;

/// <summary>LSTMs (Hochreiter &amp; Schmidhuber 1997) of several layers and one or two directions.</summary>
internal static class AtenLstm
{
    // libtorch stacks the gates i, f, g, o; ONNX i, o, f, c, where its c is libtorch's g.
    private static readonly int[] GateOrder = [0, 3, 1, 2];

    public static IEnumerable<(string Name, Action<AtenCall> Map)> Mappings => [("lstm", Lstm)];

    // lstm(x, (h, c), parameters, biases, layers, dropout, training, two directions, batch first) gives x', h', c'; only x' is exported
    private static void Lstm(AtenCall call)
    {
        bool biases = call.Flag(3), batchFirst = call.Flag(8);
        int layers = (int)call.Integer(4), directions = call.Flag(7) ? 2 : 1, perDirection = biases ? 4 : 2;
        IReadOnlyList<TracedValue> parameters = call.Tensors(2);
        if (call.Flag(6) && call.Number(5) > 0)
            throw call.Unsupported("the network is in training");
        if (!call.Tensors(1).All(call.IsZeros))
            throw call.Unsupported("its first states are not zeros");
        if (parameters.Count != layers * directions * perDirection)
            throw call.Unsupported(
                $"{layers} layers of {directions} directions have {layers * directions * perDirection} parameters; got {parameters.Count}");

        string x = call.Tensor(0).Name;
        if (batchFirst)
            x = SwapFirstTwo(call, x);                                            // (T, B, D)
        foreach (TracedValue[] layer in parameters.Chunk(directions * perDirection))
            x = Layer(call, x, [.. layer.Select(Parameter).Chunk(perDirection)], biases);
        if (batchFirst)
            x = SwapFirstTwo(call, x);
        call.Return(new GraphValue(x, 3));

        // A bias may be zeros that were made on the way; the matrices are always parameters.
        TracedParameter? Parameter(TracedValue traced) => call.IsZeros(traced) ? null : call.Parameter(traced);
    }

    /// <param name="call">The call being written.</param>
    /// <param name="x">(T, B, D)</param>
    /// <param name="directions">Of each direction: (4H, D), (4H, H) and, with biases, (4H), (4H), either of which may be zeros.</param>
    /// <param name="biases">Whether there are any.</param>
    /// <returns>(T, B, directions·H)</returns>
    private static string Layer(AtenCall call, string x, TracedParameter?[][] directions, bool biases)
    {
        OnnxGraph graph = call.Graph;
        if (directions.Any(direction => direction[0] is null || direction[1] is null))
            throw call.Unsupported("its matrices are zeros");
        int count = directions.Length, inputs = directions[0][0]!.Shape[1], hidden = directions[0][1]!.Shape[1];   // checked above
        List<string> arguments =
        [
            x,
            graph.Weights([.. directions.SelectMany(direction => Reorder(direction[0], hidden))], count, 4 * hidden, inputs),
            graph.Weights([.. directions.SelectMany(direction => Reorder(direction[1], hidden))], count, 4 * hidden, hidden),
        ];
        if (biases)
            arguments.Add(graph.Constant(
                [.. directions.SelectMany(direction => Reorder(direction[2], hidden).Concat(Reorder(direction[3], hidden)))], count, 8 * hidden));

        string y = graph.Node("LSTM", arguments, OnnxAttribute.Integer("hidden_size", hidden),
            OnnxAttribute.Text("direction", count == 2 ? "bidirectional" : "forward"));            // (T, directions, B, H)
        y = graph.Node("Transpose", [y], OnnxAttribute.Integers("perm", 0, 2, 1, 3));              // (T, B, directions, H)
        return graph.Node("Reshape", [y, graph.Integers(0, 0, -1)]);                               // (T, B, directions·H)
    }

    private static float[] Reorder(TracedParameter? gates, int hidden)
    {
        if (gates is null)
            return new float[4 * hidden];
        int size = gates.Values.Length / 4;
        var reordered = new float[gates.Values.Length];
        if (gates.Shape[0] != 4 * hidden)
            throw new NotSupportedException($"A parameter of an LSTM with {hidden} hidden units has {4 * hidden} rows; got {gates.Shape[0]}.");
        for (int gate = 0; gate < 4; gate++)
            gates.Values.Slice(GateOrder[gate] * size, size).CopyTo(reordered.AsSpan(gate * size));
        return reordered;
    }

    private static string SwapFirstTwo(AtenCall call, string x) => call.Graph.Node("Transpose", [x], OnnxAttribute.Integers("perm", 1, 0, 2));
}
