using Ductus.Native.OnnxRuntime;

namespace Ductus.Recognition;

/// <summary>What a model reads.</summary>
public enum ModelTask
{
    Lines,
    Words,

    /// <summary>Single characters: one frame, in which the blank is never meant.</summary>
    Characters,
}

/// <summary>Whether the terms of a model's training data let it be used commercially.</summary>
public enum CommercialUse
{
    Unknown,
    Yes,
    No,
}

/// <summary>
/// What a model file says of itself; a reader needs nothing beside it. Input ink is 1 and paper 0, one channel, normalised by
/// <see cref="LineNormalization"/>; files that want anything else are refused.
/// </summary>
public sealed record ModelMetadata
{
    /// <summary>Short and lasting, such as <c>english</c>; what <c>--model</c> takes.</summary>
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required ModelTask Task { get; init; }

    /// <summary>The characters of labels 1…C−1; label 0 is the CTC blank.</summary>
    public required IReadOnlyList<string> Alphabet { get; init; }

    /// <summary>How lines become the network's input.</summary>
    public required LineNormalization Normalization { get; init; }

    /// <summary>
    /// Pixel columns of the network's input for each frame of its output: a divisor of the fixed width, or of <see cref="LineBatch.WidthStep"/>
    /// where it is open. A model of single characters has one frame, as wide as its input.
    /// </summary>
    public required int FrameStride { get; init; }

    /// <summary>BCP 47 tags, such as <c>en</c>.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>What logits are divided by before they become probabilities; 1 for a model whose confidence is uncalibrated.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>What it was trained on.</summary>
    public required string Data { get; init; }

    /// <summary>The terms that the training data passes on to the model's users.</summary>
    public required string LicenceTerms { get; init; }

    public required CommercialUse CommercialUse { get; init; }

    public required DateOnly Date { get; init; }

    public IReadOnlyList<ModelScore> Scores { get; init; } = [];

    /// <summary>The network's kind and sizes; empty if not told.</summary>
    public string Network { get; init; } = "";

    /// <summary>The recipe it was trained by; empty if not told.</summary>
    public string Recipe { get; init; } = "";

    /// <summary>The commit of Ductus that trained it; empty if not told.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Reads what a model file says of itself, without making it ready to read.</summary>
    /// <exception cref="ModelFormatException">The file is no ONNX model, or says too little of itself.</exception>
    public static ModelMetadata Read(string path)
    {
        using OrtSession session = ModelFile.Open(path, threads: 1, optimize: false);
        return ModelProperties.Read(session.Metadata(), path);
    }

    /// <summary>As entries of an ONNX file's <c>metadata_props</c>.</summary>
    public IReadOnlyDictionary<string, string> ToProperties() => ModelProperties.Write(this);
}
