using Ductus.Recognition;
using Ductus.Training.Export;

namespace Ductus.Tests.Recognition;

/// <summary>
/// A network small enough to compute by hand: the mean ink of each frame (8 rows, 4 columns) times one weight per class. The blank's
/// weight is 0 with a bias of ½, that of label k is k.
/// </summary>
internal sealed class ToyModel : IDisposable
{
    public const int Height = 8, FrameStride = 4;

    private readonly string _folder = Directory.CreateTempSubdirectory("ductus-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "toy.onnx");

    public static ModelMetadata Metadata { get; } = new()
    {
        Name = "toy",
        Version = "1.2",
        Task = ModelTask.Lines,
        Alphabet = ["a", "é", "\"", "가"],
        Normalization = new LineNormalization { Height = Height },
        FrameStride = FrameStride,
        Languages = ["en", "de-AT"],
        Temperature = 1.25,
        Data = "made by hand",
        LicenceTerms = "none",
        CommercialUse = CommercialUse.Yes,
        Date = new DateOnly(2026, 2, 3),
        Scores = [new ModelScore { Set = "iam", Split = "val", Measure = "CER", Value = 4.5, Low = 4, High = 5.25, Lines = 12, Protocol = "greedy" }],
        Network = "pooling",
        Recipe = "toy.yaml",
        Commit = "0123abc",
    };

    /// <param name="classes">C of the network, whatever the alphabet says.</param>
    /// <param name="bias">Of the blank.</param>
    public static OnnxGraph Graph(int classes = 5, float bias = 0.5f, string input = "images")
    {
        var graph = new OnnxGraph("toy");
        graph.Input(input, "batch", 1, Height, "width");
        string pooled = graph.Node("AveragePool", [input],
            OnnxAttribute.Integers("kernel_shape", Height, FrameStride), OnnxAttribute.Integers("strides", Height, FrameStride)); // (B, 1, 1, T)
        string frames = graph.Node("Transpose", [graph.Node("Squeeze", [pooled, graph.Integers(2)])], OnnxAttribute.Integers("perm", 0, 2, 1));
        float[] weights = [.. Enumerable.Range(0, classes)], biases = new float[classes];
        biases[0] = bias;
        string scaled = graph.Node("MatMul", [frames, graph.Constant(weights, 1, classes)]);
        graph.Output(graph.Node("Add", [scaled, graph.Constant(biases, classes)]), "logits", "batch", "frames", classes);
        return graph;
    }

    /// <summary>Writes the model and says where.</summary>
    public string Save(OnnxGraph? graph = null, IReadOnlyDictionary<string, string>? properties = null)
    {
        graph ??= Graph();
        foreach (var (key, value) in properties ?? Metadata.ToProperties())
            graph.Metadata[key] = value;
        graph.Save(Path);
        return Path;
    }

    public string SaveWith(string key, string? value)
    {
        var properties = new Dictionary<string, string>(Metadata.ToProperties());
        properties.Remove(key);
        if (value is not null)
            properties[key] = value;
        return Save(properties: properties);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
