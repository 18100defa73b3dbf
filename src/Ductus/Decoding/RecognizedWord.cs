namespace Ductus.Decoding;

/// <summary>A word of a reading: what stands between two spaces. Immutable, share it.</summary>
public sealed record RecognizedWord
{
    /// <summary>NFC.</summary>
    public required string Text { get; init; }

    /// <summary>Place of its first character among those of the line.</summary>
    public required int FirstCharacter { get; init; }

    /// <summary>Place after its last character.</summary>
    public required int EndCharacter { get; init; }

    /// <summary>First frame of its first character.</summary>
    public required int FirstFrame { get; init; }

    /// <summary>The frame after the last of its last character.</summary>
    public required int EndFrame { get; init; }

    /// <summary>How sure the reading is, 0…1; the decoder that made it says what it measures.</summary>
    public required double Confidence { get; init; }

    /// <summary>What else may stand there, the most probable first.</summary>
    public IReadOnlyList<Alternative> Alternatives { get; init; } = [];

    /// <summary>The words of a line's characters, each as sure as its characters are in the geometric mean.</summary>
    internal static IReadOnlyList<RecognizedWord> Of(IReadOnlyList<RecognizedCharacter> characters)
    {
        var words = new List<RecognizedWord>();
        for (int from = 0, to; from < characters.Count; from = to + 1)
        {
            for (to = from; to < characters.Count && !string.IsNullOrWhiteSpace(characters[to].Character);)
                to++;
            if (to == from)
                continue;
            RecognizedCharacter[] word = [.. characters.Skip(from).Take(to - from)];
            words.Add(new RecognizedWord
            {
                Text = string.Concat(word.Select(character => character.Character)).Normalize(),
                FirstCharacter = from,
                EndCharacter = to,
                FirstFrame = word[0].FirstFrame,
                EndFrame = word[^1].EndFrame,
                Confidence = Math.Exp(word.Average(character => Math.Log(character.Confidence))),
            });
        }
        return words;
    }
}
