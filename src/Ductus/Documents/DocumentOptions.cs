using Ductus.Imaging;
using Ductus.Layout;

namespace Ductus.Documents;

/// <summary>What is written beside the text, in formats that have a place for it.</summary>
public sealed record DocumentOptions
{
    /// <summary>Words that were read with less confidence, 0…1, are marked as uncertain; 0 marks none.</summary>
    public double LeastConfidence
    {
        get; init => field = value is >= 0 and <= 1 ? value
        : throw new ArgumentOutOfRangeException(nameof(LeastConfidence), value, "A confidence is 0…1.");
    }

    /// <summary>
    /// Whether lines and words in PAGE carry what else they may say, as further <c>TextEquiv</c> elements with a higher <c>index</c>. Off by default:
    /// the schema wants the lowest index to be read, but eScriptorium takes all of them for one text. ALTO and JSON carry alternatives always.
    /// </summary>
    public bool Alternatives { get; init; }

    /// <summary>Limits and resolution of images that go into a PDF.</summary>
    public ImageFileOptions Images { get; init; } = new();

    /// <summary>Whether a word is to be marked.</summary>
    internal bool IsUncertain(TextWord word) => word.Confidence < LeastConfidence;
}
