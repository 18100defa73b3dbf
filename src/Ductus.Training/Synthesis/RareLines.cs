using System.Globalization;
using System.Text;

namespace Ductus.Training.Synthesis;

/// <summary>
/// Makes up lines of what running text has little of: numbers, dates, amounts, abbreviations, brackets, quotes, words in capitals, and
/// every character that the texts lack. The words come from the texts, so the lines are of their language. Immutable, share it.
/// </summary>
internal sealed class RareLines
{
    private const int MinLength = 18, MaxLength = 60, WordsPerCharacter = 200, Tries = 12;

    private static readonly string[] Between = [" & ", " - ", "; ", ": ", "/", " / ", " + ", " * ", "? ", "! ", "... ", "-"];

    private static readonly string[] BeforeQuote = ["", "", "!", "?", ".", ","];

    private readonly IReadOnlyList<string> _texts;
    private readonly CharacterSet[] _fonts;
    private readonly Rune[] _characters;
    private readonly double[] _rarity;
    private readonly Dictionary<Rune, List<string>> _words = [];

    public RareLines(IReadOnlyList<string> texts, IReadOnlyList<SynthesisFont> fonts)
    {
        _texts = texts;
        _fonts = [.. fonts.Select(font => font.Characters)];
        _characters = [.. _fonts.SelectMany(font => font.Characters).Distinct().Where(LeavesInk).Order()];
        var counts = _characters.ToDictionary(character => character, _ => 0);
        // Some ten thousand lines tell what is rare; from all of a large library it would take seconds.
        int stride = Math.Max(1, texts.Count / 20_000);
        for (int i = 0; i < texts.Count; i += stride)
            foreach (string word in texts[i].Split(' '))
                Count(word, counts);
        double sum = 0;
        _rarity = [.. _characters.Select(character => sum += 1 / Math.Sqrt(1 + counts[character]))];
    }

    /// <summary>A line that one of the fonts can write.</summary>
    public string Compose(Random random)
    {
        for (int i = 0; i < Tries; i++)
            if (Line(random) is var line && _fonts.Any(font => font.Covers(line)))
                return line;
        return _texts[random.Next(_texts.Count)];
    }

    private static bool LeavesInk(Rune character) => !Rune.IsWhiteSpace(character)
        && Rune.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark);

    private void Count(string word, Dictionary<Rune, int> counts)
    {
        string letters = word.Trim('.', ',', ';', ':', '!', '?', '"', '\'', '(', ')', '-');
        bool isWord = letters.Length is > 1 and < 16 && letters.All(char.IsLetter);
        foreach (Rune character in word.EnumerateRunes())
        {
            if (counts.TryGetValue(character, out int count))
                counts[character] = count + 1;
            if (isWord && Rune.ToLowerInvariant(character) is var lower && Rune.IsLetter(lower))
            {
                if (!_words.TryGetValue(lower, out List<string>? words))
                    _words.Add(lower, words = []);
                if (words.Count < WordsPerCharacter)
                    words.Add(letters);
            }
        }
    }

    private string Line(Random random)
    {
        int wanted = random.Next(MinLength, MaxLength);
        var line = new StringBuilder();
        while (line.Length < wanted)
            line.Append(line.Length > 0 ? " " : "").Append(Fitting(random));
        return line.ToString();
    }

    /// <summary>A piece of allowed characters; where chance gives none, words of the texts.</summary>
    private string Fitting(Random random)
    {
        for (int i = 0; i < Tries; i++)
            if (Piece(random) is var piece && _fonts.Any(font => font.Covers(piece)))
                return piece;
        return Words(random, 3);
    }

    private string Piece(Random random) => random.Next(12) switch
    {
        0 or 1 => Words(random, 4),
        2 or 3 => RareNumber.Compose(random),
        4 => $"({(random.Next(3) == 0 ? RareNumber.Compose(random) : Words(random, 3))})",
        5 => random.Next(3) == 0 ? $"'{Words(random, 3)}'" : $"\"{Words(random, 4)}{Pick(random, BeforeQuote)}\"",
        6 => Words(random, 3).ToUpperInvariant(),
        7 => $"{Initials(random)} {Capital(Words(random, 1))}",
        8 => $"{Words(random, 1)}{Pick(random, Between)}{Words(random, 1)}",
        _ => Around(Rarest(random), random),
    };

    /// <summary>The character in the midst of what it is usually found in.</summary>
    private string Around(Rune character, Random random)
    {
        if (Rune.IsLetter(character))
        {
            if (!_words.TryGetValue(Rune.ToLowerInvariant(character), out List<string>? words))
                return $"{character}.";
            string word = words[random.Next(words.Count)];
            if (!Rune.IsUpper(character))
                return word.ToLowerInvariant();
            return Capital(word).Contains(character.ToString(), StringComparison.Ordinal) ? Capital(word) : word.ToUpperInvariant();
        }
        if (Rune.IsDigit(character))
            return $"{(random.Next(2) == 0 ? "" : random.Next(1, 100))}{character}{(random.Next(2) == 0 ? "" : random.Next(0, 1000))}";
        return random.Next(4) switch
        {
            0 => $"{character}{random.Next(1, 1000)}",
            1 => $"{random.Next(1, 1000)}{character}",
            2 => $"{Words(random, 1)}{character}",
            _ => $"{Words(random, 1)} {character} {Words(random, 1)}",
        };
    }

    private Rune Rarest(Random random)
    {
        int found = Array.BinarySearch(_rarity, random.NextDouble() * _rarity[^1]);
        return _characters[Math.Min(found < 0 ? ~found : found, _characters.Length - 1)];
    }

    private string Initials(Random random) =>
        string.Join(' ', Enumerable.Range(0, random.Next(1, 3)).Select(_ => $"{char.ToUpperInvariant(Words(random, 1)[0])}."));

    /// <summary>Up to so many words of a text, as they follow each other there, without the punctuation at their ends.</summary>
    private string Words(Random random, int most)
    {
        string[] words = _texts[random.Next(_texts.Count)].Split(' ');
        int start = random.Next(words.Length), count = Math.Min(random.Next(1, most + 1), words.Length - start);
        string found = string.Join(' ', words, start, count).Trim('.', ',', ';', ':', '!', '?', '"', '\'', '(', ')', '-');
        return found.Length > 0 ? found : words[start];
    }

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];

    private static string Capital(string word) => string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(word[0])}{word.AsSpan(1)}");
}
