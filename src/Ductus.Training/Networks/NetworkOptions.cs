using System.Text.Json.Serialization;

namespace Ductus.Training.Networks;

/// <summary>Kind and sizes of a network: the entry <c>network</c> of a recipe, whose <c>kind</c> names one of the networks here.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LineCrnnOptions), "lineCrnn")]
[JsonDerivedType(typeof(LineTransformerOptions), "lineTransformer")]
[JsonDerivedType(typeof(LineSeq2SeqOptions), "lineSeq2Seq")]
[JsonDerivedType(typeof(FastLineOptions), "fastLine")]
[JsonDerivedType(typeof(SeedCrnnOptions), "seedCrnn")]
[JsonDerivedType(typeof(SeedLineCrnnOptions), "seedLineCrnn")]
[JsonDerivedType(typeof(WordCrnnOptions), "wordCrnn")]
[JsonDerivedType(typeof(ResNetCtcOptions), "resNetCtc")]
[JsonDerivedType(typeof(CharacterNetOptions), "characterNet")]
[JsonDerivedType(typeof(CharacterCrnnOptions), "characterCrnn")]
public abstract record NetworkOptions
{
    /// <summary>Pixel columns of a frame; 0 for a network of single characters, whose one frame is as wide as its input.</summary>
    [JsonIgnore]
    public abstract int FrameStride { get; }

    /// <summary>Why the network cannot be made, or not for such an input; <see langword="null"/> where it can.</summary>
    /// <param name="height">H</param>
    /// <param name="width">W; 0 where it is open.</param>
    public virtual string? Fault(int height, int width) => null;

    /// <summary>The network, its parameters not yet filled.</summary>
    /// <param name="classes">C = labels of the codec + 1.</param>
    /// <param name="height">H, rows of its input.</param>
    public abstract LineNetwork Create(int classes, int height);
}
