using Ductus.Recognition;
using Ductus.Training.Torch;

namespace Ductus.Training.Export;

/// <summary>
/// Turns a recorded forward pass into an ONNX graph, operator by operator. The sizes seen while recording leave no mark: batch
/// and width stay open.
/// </summary>
/// <remarks>An operator that changes a tensor in place changes it for later operators too, but not the views taken of it before.</remarks>
public static class AtenToOnnx
{
    private static readonly Dictionary<string, Action<AtenCall>> Mappings = new IEnumerable<(string Name, Action<AtenCall> Map)>[]
    {
        AtenConvolutions.Mappings, AtenElements.Mappings, AtenMatrices.Mappings, AtenReductions.Mappings, AtenShapes.Mappings, AtenLstm.Mappings, AtenGru.Mappings,
    }.SelectMany(family => family).ToDictionary(mapping => "aten::" + mapping.Name, mapping => mapping.Map, StringComparer.Ordinal);

    /// <summary>The graph of a network that reads lines, described by the metadata.</summary>
    /// <param name="trace">From images (B, 1, H, W) to logits (B, T, C).</param>
    /// <param name="metadata">Becomes the metadata of the file; its height and alphabet are the H and C of the graph.</param>
    /// <param name="storage">How matrices and kernels are stored.</param>
    /// <exception cref="NotSupportedException">An operator, or what one is asked to do, has no mapping; the message names it.</exception>
    public static OnnxGraph ToModel(TorchTrace trace, ModelMetadata metadata, WeightStorage storage)
    {
        OnnxGraph graph = Convert(trace, ["batch", 1, metadata.Normalization.Height, "width"], ["batch", "frames", metadata.Alphabet.Count + 1], storage);
        foreach (var (key, value) in metadata.ToProperties())
            graph.Metadata[key] = value;
        return graph;
    }

    /// <summary>The graph of any trace, its input and output named as in a model.</summary>
    /// <param name="trace">From one tensor to another.</param>
    /// <param name="inputShape">A number where a dimension is fixed, a name where every call may choose.</param>
    /// <param name="outputShape">As of the input.</param>
    /// <param name="storage">How matrices and kernels are stored.</param>
    /// <exception cref="NotSupportedException">An operator, or what one is asked to do, has no mapping; the message names it.</exception>
    public static OnnxGraph Convert(
        TorchTrace trace, IReadOnlyList<OnnxDimension> inputShape, IReadOnlyList<OnnxDimension> outputShape, WeightStorage storage)
    {
        var graph = new OnnxGraph("ductus", storage);
        var values = new TraceValues(graph, trace.Parameters);
        graph.Input(ModelFile.Input, inputShape);
        values.Set(trace.Input, new GraphValue(ModelFile.Input, inputShape.Count));

        foreach (TracedOperation operation in trace.Operations)
        {
            if (operation.Outputs.Contains(trace.Input.Id))
                continue; // how the example was made is no part of the network
            // "aten::max.dim" and "aten::max": overloads are told apart by their arguments.
            int overload = operation.Name.IndexOf('.', StringComparison.Ordinal);
            string name = overload < 0 ? operation.Name : operation.Name[..overload];
            bool inPlace = name.EndsWith('_');
            var call = new AtenCall(operation, graph, values);
            if (!Mappings.TryGetValue(inPlace ? name[..^1] : name, out Action<AtenCall>? map))
                throw call.Unsupported("there is no mapping for it");
            map(call);
            if (inPlace)
                values.Alias((TracedValue)operation.Arguments[0]!, new TracedValue(operation.Outputs[0])); // the tensor that is changed comes first
        }

        GraphValue output = values[trace.Output];
        if (output.Rank != outputShape.Count)
            throw new NotSupportedException($"The output of the trace has {output.Rank} dimensions; {outputShape.Count} were announced.");
        graph.Output(output.Name, ModelFile.Output, outputShape);
        return graph;
    }
}
