using Ductus.Recognition;
using Ductus.Training.Export;

namespace Ductus.Tests.Shared;

/// <summary>
/// A model small enough to follow by hand: the image is cut into cells of height × stride pixels; a cell more than half full of ink is an
/// <c>a</c>, one more than an eighth full an <c>i</c>, any other the blank. Equal neighbours are one character, as CTC has it.
/// </summary>
internal static class SmallModel
{
    public const int Height = 16, Stride = 16;

    public static string Write(string path, string name = "small", string language = "en", bool withMetadata = true, bool knowsA = true)
    {
        var graph = new OnnxGraph("small");
        graph.Input("images", "lines", 1, Height, "width");
        // (B, 1, H, W) → (B, 1, 1, T) mean ink of a cell → (B, T, 1)
        string cells = graph.Node("AveragePool", ["images"], OnnxAttribute.Integers("kernel_shape", Height, Stride), OnnxAttribute.Integers("strides", Height, Stride));
        string rows = graph.Node("Squeeze", [cells, graph.Integers(2)]);
        string frames = graph.Node("Transpose", [rows], OnnxAttribute.Integers("perm", 0, 2, 1));
        // (B, T, 1) × (1, C) + (C): blank 0, i = 40·ink − 5, a = 80·ink − 25; i overtakes the blank at 1/8, a overtakes i at 1/2
        string scaled = graph.Node("MatMul", [frames, graph.Constant([0f, 40f, 80f], 1, 3)]);
        graph.Output(graph.Node("Add", [scaled, graph.Constant([0f, -5f, knowsA ? -25f : -200f], 3)]), "logits", "lines", "frames", 3);
        if (withMetadata)
            foreach (var (key, value) in Metadata(name, language).ToProperties())
                graph.Metadata[key] = value;
        graph.Save(path);
        return path;
    }

    private static ModelMetadata Metadata(string name, string language) => new()
    {
        Name = name,
        Version = "1.2",
        Task = ModelTask.Lines,
        Alphabet = ["i", "a"],
        Normalization = new LineNormalization { Height = Height },
        FrameStride = Stride,
        Languages = [language],
        Data = "made by hand",
        LicenceTerms = "none",
        CommercialUse = CommercialUse.Yes,
        Date = new DateOnly(2026, 11, 21),
    };
}
