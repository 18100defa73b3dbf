using Ductus.Recognition;

namespace Ductus.Decoding;

/// <summary>Makes text of what a network says of a line. Immutable, share it.</summary>
public interface IDecoder
{
    /// <summary>What it is, in a few words, as it stands beside figures: "greedy", "beam of 16 with english 8-grams".</summary>
    string Name { get; }

    /// <summary>Whether its confidences were fitted to how often it is right.</summary>
    bool IsCalibrated { get; }

    /// <summary>Whether its readings make sense as a whole only: they are of a list, fit a pattern, or have a corrected text beside them.</summary>
    bool ReadsWholes { get; }

    /// <exception cref="ArgumentException">The logits have other classes than the decoder's codec.</exception>
    RecognizedText Decode(Logits logits);
}
