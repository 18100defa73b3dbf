namespace Ductus.Training.Export;

/// <summary>Element by element: arithmetic, activations, and what changes nothing once training is over.</summary>
internal static class AtenElements
{
    public static IEnumerable<(string Name, Action<AtenCall> Map)> Mappings =>
    [
        ("add", call => Combine(call, "Add", scaled: true)),
        ("sub", call => Combine(call, "Sub", scaled: true)),
        ("mul", call => Combine(call, "Mul", scaled: false)),
        ("div", Divide),
        ("maximum", call => Combine(call, "Max", scaled: false)),
        ("relu", call => Apply(call, "Relu")),
        ("sigmoid", call => Apply(call, "Sigmoid")),
        ("tanh", call => Apply(call, "Tanh")),
        ("sin", call => Apply(call, "Sin")),
        ("cos", call => Apply(call, "Cos")),
        ("hardswish", call => Apply(call, "HardSwish")),
        ("silu", Silu),
        ("gelu", Gelu),
        ("dropout", Dropout),
        ("feature_dropout", Dropout),
        ("to", call =>
        {
            call.OnlyFloat32(1);
            call.ReturnFirst();
        }),
        ("contiguous", call => call.ReturnFirst()),
        ("clone", call => call.ReturnFirst()),
        ("detach", call => call.ReturnFirst()),
        ("zeros", call => call.ReturnZeros()),
        ("new_zeros", call => call.ReturnZeros()),
        ("zeros_like", call => call.ReturnZeros()),
    ];

    // add(x, y, alpha = 1) is x + alpha·y; y may be a number
    private static void Combine(AtenCall call, string operation, bool scaled)
    {
        GraphValue x = call.Tensor(0), y = call.IsTensor(1) ? call.Tensor(1) : new GraphValue(Scalar(call, call.Number(1)), 0);
        double alpha = scaled ? call.Number(2, 1) : 1;
        if (alpha != 1)
            y = call.Node(y.Rank, "Mul", [y.Name, Scalar(call, alpha)]);
        call.Return(call.Node(Math.Max(x.Rank, y.Rank), operation, [x.Name, y.Name]));
    }

    private static void Divide(AtenCall call)
    {
        if (call.Text(2, "") is { Length: > 0 } rounding)
            throw call.Unsupported($"it rounds ({rounding})");
        Combine(call, "Div", scaled: false);
    }

    private static void Apply(AtenCall call, string operation)
    {
        GraphValue x = call.Tensor(0);
        call.Return(call.Node(x.Rank, operation, [x.Name]));
    }

    private static void Silu(AtenCall call)
    {
        GraphValue x = call.Tensor(0);
        call.Return(call.Node(x.Rank, "Mul", [x.Name, call.Graph.Node("Sigmoid", [x.Name])]));
    }

    // x·Φ(x); operator set 17 has no Gelu. Source: Hendrycks & Gimpel 2016, section 2.
    private static void Gelu(AtenCall call)
    {
        OnnxGraph graph = call.Graph;
        GraphValue x = call.Tensor(0);
        string bent = call.Text(1, "none") switch
        {
            // erf(x / √2)
            "none" => graph.Node("Erf", [graph.Node("Div", [x.Name, Scalar(call, Math.Sqrt(2))])]),
            // tanh(√(2/π)·(x + 0.044715·x³))
            "tanh" => graph.Node("Tanh", [graph.Node("Mul", [Scalar(call, Math.Sqrt(2 / Math.PI)), graph.Node("Add",
                [x.Name, graph.Node("Mul", [Scalar(call, 0.044715), graph.Node("Pow", [x.Name, Scalar(call, 3)])])])])]),
            var other => throw call.Unsupported($"the approximation {other} is not known"),
        };
        string doubled = graph.Node("Mul", [x.Name, graph.Node("Add", [bent, Scalar(call, 1)])]);
        call.Return(call.Node(x.Rank, "Mul", [doubled, Scalar(call, 0.5)]));
    }

    private static void Dropout(AtenCall call)
    {
        if (call.Flag(2))
            throw call.Unsupported("the network is in training");
        call.ReturnFirst();
    }

    private static string Scalar(AtenCall call, double value) => call.Graph.Constant([(float)value], []);
}
