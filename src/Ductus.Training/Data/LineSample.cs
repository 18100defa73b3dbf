using Ductus.Layout;

namespace Ductus.Training.Data;

/// <summary>What a data set is taken apart into.</summary>
public enum LineUnit
{
    Lines,

    /// <summary>Single words; a data set that has nothing but words is read the same either way.</summary>
    Words,

    /// <summary>Single characters.</summary>
    Characters,
}

/// <summary>One line, or word, of a data set: where its image lies and what it says.</summary>
/// <param name="Id">Unique within the data set.</param>
/// <param name="ImagePath">The image file of this line; or the file that holds many lines.</param>
/// <param name="Text">The transcription, NFC, without white space at its ends; never empty.</param>
/// <param name="Writer"><see langword="null"/> where the set does not say.</param>
public sealed record LineSample(string Id, string ImagePath, string Text, string? Writer)
{
    /// <summary>The part of the image that is meant, in its pixels; <see langword="null"/> for all of it.</summary>
    public Box? Part { get; init; }
}
