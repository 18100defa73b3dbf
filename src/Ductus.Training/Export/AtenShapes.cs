namespace Ductus.Training.Export;

/// <summary>Order and number of dimensions, parts of tensors, tensors put together.</summary>
internal static class AtenShapes
{
    public static IEnumerable<(string Name, Action<AtenCall> Map)> Mappings =>
    [
        ("transpose", call => Swap(call, call.Integer(1), call.Integer(2))),
        ("t", call => Swap(call, 0, 1)),
        ("permute", call => Permute(call, call.Axes(call.Integers(1), call.Tensor(0).Rank))),
        ("squeeze", Squeeze),
        ("unsqueeze", Unsqueeze),
        ("flatten", Flatten),
        ("unflatten", Unflatten),
        ("cat", Concatenate),
        ("select", Select),
        ("slice", call => Slice(call, call.Integer(1, 0), call.Integer(2, 0), call.Integer(3, long.MaxValue), call.Integer(4, 1))),
        ("narrow", call => Slice(call, call.Integer(1), call.Integer(2), call.Integer(2) + call.Integer(3), 1)),
    ];

    private static void Swap(AtenCall call, long first, long second)
    {
        int rank = call.Tensor(0).Rank;
        long[] order = [.. Enumerable.Range(0, rank)];
        (first, second) = (call.Axis(first, rank), call.Axis(second, rank));
        (order[first], order[second]) = (second, first);
        Permute(call, order);
    }

    private static void Permute(AtenCall call, IReadOnlyList<long> order)
    {
        GraphValue x = call.Tensor(0);
        if (order.Distinct().Count() != x.Rank || order.Count != x.Rank)
            throw call.Unsupported($"[{string.Join(", ", order)}] is no order of {x.Rank} dimensions");
        call.Return(call.Node(x.Rank, "Transpose", [x.Name], OnnxAttribute.Integers("perm", order)));
    }

    private static void Squeeze(AtenCall call)
    {
        GraphValue x = call.Tensor(0);
        IReadOnlyList<long> axes = call.Axes(call.Integers(1, []), x.Rank);
        if (axes.Count == 0)
            throw call.Unsupported("it names no dimension, and which are 1 depends on the input");
        call.Return(call.Node(x.Rank - axes.Count, "Squeeze", [x.Name, call.Graph.Integers([.. axes])]));
    }

    private static void Unsqueeze(AtenCall call)
    {
        GraphValue x = call.Tensor(0);
        long axis = call.Axis(call.Integer(1), x.Rank + 1);
        call.Return(call.Node(x.Rank + 1, "Unsqueeze", [x.Name, call.Graph.Integers(axis)]));
    }

    // flatten(x, first = 0, last = -1)
    private static void Flatten(AtenCall call)
    {
        GraphValue x = call.Tensor(0);
        int first = (int)call.Axis(call.Integer(1, 0), x.Rank), last = (int)call.Axis(call.Integer(2, -1), x.Rank);
        if (first > last)
            throw call.Unsupported($"dimension {first} comes after {last}");
        if (first == last)
        {
            call.ReturnFirst();
            return;
        }

        // Reshape copies the size of dimension i where its shape says 0 at i, which serves the dimensions before; those after move.
        string shape = call.Graph.Integers([.. Enumerable.Repeat(0L, first), -1]);
        if (last < x.Rank - 1)
        {
            string after = call.Graph.Node("Shape", [x.Name], OnnxAttribute.Integer("start", last + 1));
            shape = call.Graph.Node("Concat", [shape, after], OnnxAttribute.Integer("axis", 0));
        }
        call.Return(call.Node(x.Rank - (last - first), "Reshape", [x.Name, shape]));
    }

    // unflatten(x, dimension, sizes): one dimension as several
    private static void Unflatten(AtenCall call)
    {
        GraphValue x = call.Tensor(0);
        int axis = (int)call.Axis(call.Integer(1), x.Rank);
        IReadOnlyList<long> sizes = call.Integers(2);
        // As above: zeros copy the dimensions before.
        string shape = call.Graph.Integers([.. Enumerable.Repeat(0L, axis), .. sizes]);
        if (axis < x.Rank - 1)
        {
            string after = call.Graph.Node("Shape", [x.Name], OnnxAttribute.Integer("start", axis + 1));
            shape = call.Graph.Node("Concat", [shape, after], OnnxAttribute.Integer("axis", 0));
        }
        call.Return(call.Node(x.Rank + sizes.Count - 1, "Reshape", [x.Name, shape]));
    }

    private static void Concatenate(AtenCall call)
    {
        GraphValue[] tensors = [.. call.Tensors(0).Select(call.Value)];
        if (tensors.Length == 0)
            throw call.Unsupported("it has nothing to concatenate");
        int rank = tensors[0].Rank;
        call.Return(call.Node(rank, "Concat", [.. tensors.Select(tensor => tensor.Name)],
            OnnxAttribute.Integer("axis", call.Axis(call.Integer(1, 0), rank))));
    }

    private static void Select(AtenCall call)
    {
        GraphValue x = call.Tensor(0);
        call.Return(call.Node(x.Rank - 1, "Gather", [x.Name, call.Graph.IntegerScalar(call.Integer(2))],
            OnnxAttribute.Integer("axis", call.Axis(call.Integer(1), x.Rank))));
    }

    private static void Slice(AtenCall call, long dimension, long start, long end, long step)
    {
        OnnxGraph graph = call.Graph;
        GraphValue x = call.Tensor(0);
        call.Return(call.Node(x.Rank, "Slice",
            [x.Name, graph.Integers(start), graph.Integers(end), graph.Integers(call.Axis(dimension, x.Rank)), graph.Integers(step)]));
    }
}
