using Ductus.Recognition;
using Ductus.Training.Export;

namespace Ductus.Tests.Shared;

/// <summary>A model of single characters that reads an i where little of 28 × 28 pixels is ink, an o where much is.</summary>
internal static class StrokeModel
{
    public static string Write(string path)
    {
        var graph = new OnnxGraph("strokes");
        graph.Input("images", "batch", 1, 28, "width");
        string pooled = graph.Node("AveragePool", ["images"], OnnxAttribute.Integers("kernel_shape", 28, 28), OnnxAttribute.Integers("strides", 28, 28));
        string frames = graph.Node("Transpose", [graph.Node("Squeeze", [pooled, graph.Integers(2)])], OnnxAttribute.Integers("perm", 0, 2, 1));
        graph.Output(graph.Node("Add", [graph.Node("MatMul", [frames, graph.Constant([0f, 0f, 80f], 1, 3)]), graph.Constant([-9f, 20f, 0f], 3)]), "logits", "batch", "frames", 3);
        var metadata = new ModelMetadata
        {
            Name = "strokes",
            Version = "1.0",
            Task = ModelTask.Characters,
            Alphabet = ["i", "o"],
            Normalization = new LineNormalization { Height = 28, Width = 28, Fit = LineFit.CentreOfMass },
            FrameStride = 28,
            Languages = [],
            Data = "made by hand",
            LicenceTerms = "none",
            CommercialUse = CommercialUse.Yes,
            Date = new DateOnly(2026, 11, 21),
        };
        foreach (var (key, value) in metadata.ToProperties())
            graph.Metadata[key] = value;
        graph.Save(path);
        return path;
    }
}
