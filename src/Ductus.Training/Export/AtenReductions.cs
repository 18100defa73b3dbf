namespace Ductus.Training.Export;

/// <summary>Dimensions that are summed up in one number each, running sums, and softmax, which needs their sum.</summary>
internal static class AtenReductions
{
    public static IEnumerable<(string Name, Action<AtenCall> Map)> Mappings =>
    [
        ("amax", call => Reduce(call, "ReduceMax")),
        ("max", Max),
        ("mean", call =>
        {
            call.OnlyFloat32(3);
            Reduce(call, "ReduceMean");
        }),
        ("cumsum", call =>
        {
            call.OnlyFloat32(2);
            GraphValue x = call.Tensor(0);
            call.Return(call.Node(x.Rank, "CumSum", [x.Name, call.Graph.IntegerScalar(call.Axis(call.Integer(1), x.Rank))]));
        }),
        ("softmax", call => Softmax(call, "Softmax")),
        ("log_softmax", call => Softmax(call, "LogSoftmax")),
    ];

    // max(x, y) element by element, or max(x, dimension, keep = false), whose second result, the places, is not exported
    private static void Max(AtenCall call)
    {
        if (!call.IsTensor(1))
        {
            Reduce(call, "ReduceMax");
            return;
        }
        GraphValue x = call.Tensor(0), y = call.Tensor(1);
        call.Return(call.Node(Math.Max(x.Rank, y.Rank), "Max", [x.Name, y.Name]));
    }

    // amax(x, dimensions, keep = false); no dimensions mean all
    private static void Reduce(AtenCall call, string operation)
    {
        GraphValue x = call.Tensor(0);
        IReadOnlyList<long> axes = call.Axes(call.Integers(1, []), x.Rank);
        if (axes.Count == 0)
            throw call.Unsupported("it reduces every dimension, the batch too");
        bool keep = call.Flag(2, false);
        call.Return(call.Node(keep ? x.Rank : x.Rank - axes.Count, operation, [x.Name],
            OnnxAttribute.Integers("axes", axes), OnnxAttribute.Integer("keepdims", keep ? 1 : 0)));
    }

    private static void Softmax(AtenCall call, string operation)
    {
        call.OnlyFloat32(2);
        GraphValue x = call.Tensor(0);
        call.Return(call.Node(x.Rank, operation, [x.Name], OnnxAttribute.Integer("axis", call.Axis(call.Integer(1), x.Rank))));
    }
}
