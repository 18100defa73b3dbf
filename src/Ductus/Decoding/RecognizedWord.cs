using Ductus.Layout;

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

    /// <summary>About where it starts, in frames from the line's start; a network sees a character at a point of it rather than all over it.</summary>
    public required double FirstFrame { get; init; }

    /// <summary>About where it ends, likewise.</summary>
    public required double EndFrame { get; init; }

    /// <summary>How sure the reading is, 0…1; the decoder that made it says what it measures.</summary>
    public required double Confidence { get; init; }

    /// <summary>What else may stand there, the most probable first.</summary>
    public IReadOnlyList<TextAlternative> Alternatives { get; init; } = [];

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
            var (first, end) = Extent(characters, from, to);
            words.Add(new RecognizedWord
            {
                Text = string.Concat(word.Select(character => character.Character)).Normalize(),
                FirstCharacter = from,
                EndCharacter = to,
                FirstFrame = first,
                EndFrame = end,
                Confidence = Math.Exp(word.Average(character => Math.Log(character.Confidence))),
            });
        }
        return words;
    }

    /// <summary>
    /// From halfway to the space before to halfway to the space after; at the line's ends half a character's width beyond where the
    /// first and the last were seen.
    /// </summary>
    /// <param name="characters">Of the line, spaces included.</param>
    /// <param name="from">The word's first.</param>
    /// <param name="to">The one after its last.</param>
    internal static (double First, double End) Extent(IReadOnlyList<RecognizedCharacter> characters, int from, int to)
    {
        static double Middle(RecognizedCharacter character) => (character.FirstFrame + character.EndFrame) / 2.0;
        double first = Middle(characters[from]), last = Middle(characters[to - 1]);
        double all = Middle(characters[^1]) - Middle(characters[0]), half = characters.Count > 1 ? all / (characters.Count - 1) / 2 : 1;
        double start = from > 0 ? (Middle(characters[from - 1]) + first) / 2 : Math.Max(0, first - half);
        return (start, to < characters.Count ? (last + Middle(characters[to])) / 2 : last + half);
    }
}
