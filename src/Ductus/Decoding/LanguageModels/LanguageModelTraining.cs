using System.Security.Cryptography;
using System.Text;

namespace Ductus.Decoding.LanguageModels;

/// <summary>Sizes of a character n-gram.</summary>
public sealed record CharacterModelOptions
{
    /// <summary>Highest <see cref="Order"/>.</summary>
    public const int MostOrder = 9;

    /// <summary>Characters of the longest sequences, 1…9. Longer ones know more of words; a small text does not fill them.</summary>
    public int Order
    {
        get; init => field = value is >= 1 and <= MostOrder ? value
        : throw new ArgumentOutOfRangeException(nameof(Order), value, $"The order of a character model must be 1…{MostOrder}.");
    } = 8;

    /// <summary>Bytes that it may take in the file, about; what occurs least often is left out until it fits.</summary>
    public long MostBytes
    {
        get; init => field = value >= 1 << 16 ? value
        : throw new ArgumentOutOfRangeException(nameof(MostBytes), value, "A character model needs 65,536 bytes and more.");
    } = 9 << 20;
}

/// <summary>Sizes of a word n-gram.</summary>
public sealed record WordModelOptions
{
    /// <summary>Highest <see cref="Order"/>.</summary>
    public const int MostOrder = 4;

    /// <summary>Highest <see cref="Words"/>.</summary>
    public const int MostWords = 65_000;

    /// <summary>Words of the longest sequences, 1…4.</summary>
    public int Order
    {
        get; init => field = value is >= 1 and <= MostOrder ? value
        : throw new ArgumentOutOfRangeException(nameof(Order), value, $"The order of a word model must be 1…{MostOrder}.");
    } = 3;

    /// <summary>Words it knows at most, 1…65,000: the most frequent, twice in the texts at least.</summary>
    public int Words
    {
        get; init => field = value is >= 1 and <= MostWords ? value
        : throw new ArgumentOutOfRangeException(nameof(Words), value, $"A word model knows 1…{MostWords:N0} words.");
    } = 50_000;

    /// <summary>Bytes that its sequences may take in the file, about; what occurs least often is left out until they fit.</summary>
    public long MostBytes
    {
        get; init => field = value >= 1 << 16 ? value
        : throw new ArgumentOutOfRangeException(nameof(MostBytes), value, "A word model needs 65,536 bytes and more.");
    } = 2 << 20;
}

/// <summary>A text to learn from.</summary>
/// <param name="Name">File name, or name of the data set's folder.</param>
/// <param name="Split">The data set's split; empty for a text file.</param>
/// <param name="Lines">Its paragraphs or lines, in order: what follows one another is read as if it went on.</param>
public sealed record LanguageModelSource(string Name, string Split, IReadOnlyList<string> Lines)
{
    /// <summary>SHA-256 of the lines in NFC, each followed by a line feed; hexadecimal.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string line in Lines)
            hash.AppendData(Encoding.UTF8.GetBytes(line.Normalize() + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>Makes a language model of texts.</summary>
public static class LanguageModelTraining
{
    /// <summary>Counts, smooths and packs.</summary>
    /// <param name="sources">What to learn from.</param>
    /// <param name="metadata">What the file is to say of itself; alphabet, texts and counts are filled in.</param>
    /// <param name="characters">Sizes of the character n-gram.</param>
    /// <param name="words">Sizes of the word n-gram; <see langword="null"/> for none.</param>
    /// <param name="cancel">Looked at between the steps, which take seconds.</param>
    /// <returns>The file's bytes.</returns>
    /// <exception cref="LanguageModelException">There is too little text, or too many different characters in it.</exception>
    public static byte[] Train(
        IReadOnlyList<LanguageModelSource> sources, LanguageModelMetadata metadata, CharacterModelOptions characters, WordModelOptions? words,
        CancellationToken cancel = default)
    {
        string text = Joined(sources);
        List<string> alphabet = [.. text.EnumerateRunes().Distinct().Order().Select(rune => rune.ToString())];
        if (text.Length <= characters.Order || alphabet.Count < 2)
            throw new LanguageModelException($"expected texts of more than {characters.Order} characters; there are {Math.Max(0, text.Length - 1)}.");
        var symbols = new Dictionary<Rune, ushort>();
        foreach (string character in alphabet)
            symbols.Add(character.EnumerateRunes().First(), (ushort)symbols.Count);

        NgramCounts counts = Count([.. text.EnumerateRunes().Select(rune => symbols[rune])], alphabet.Count, characters.Order);
        cancel.ThrowIfCancellationRequested();
        int[] leastCounts = NgramSize.LeastCounts(counts, characters.MostBytes);
        byte[] packed = PackedNgrams.Pack(KneserNey.Estimate(counts, leastCounts));
        cancel.ThrowIfCancellationRequested();
        var (vocabulary, sequences) = words is null ? ([], []) : Words(text, words);
        metadata = metadata with
        {
            Alphabet = alphabet,
            LeastCounts = leastCounts,
            Texts =
            [
                .. sources.Select(source => new LanguageModelText
                {
                    Name = source.Name,
                    Split = source.Split,
                    Lines = source.Lines.Count,
                    Characters = source.Lines.Sum(line => (long)line.Length),
                    Sha256 = source.Fingerprint(),
                }),
            ],
        };
        return LanguageModel.Pack(metadata, packed, vocabulary, sequences);
    }

    /// <summary>All texts as one, NFC, a single space between words and between lines, one before the first.</summary>
    private static string Joined(IReadOnlyList<LanguageModelSource> sources)
    {
        var text = new StringBuilder(" ");
        foreach (string line in sources.SelectMany(source => source.Lines))
            foreach (Rune character in (line.Normalize() + " ").EnumerateRunes())
            {
                if (!Rune.IsWhiteSpace(character) && !Rune.IsControl(character))
                    text.Append(character);
                else if (text[^1] != ' ')
                    text.Append(' ');
            }
        return text.ToString();
    }

    private static (byte[] Vocabulary, byte[] Sequences) Words(string text, WordModelOptions options)
    {
        string[] tokens = [.. WordTokens.Of(text)];
        var frequent = tokens.CountBy(token => token).Where(word => word.Value >= 2 && word.Key != WordTokens.Number)
            .OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(options.Words).Select(word => word.Key);
        byte[] packed = Vocabulary.Pack([.. frequent, WordTokens.Unknown, WordTokens.Number]);
        var vocabulary = Vocabulary.Open(packed);
        int unknown = vocabulary.Find(WordTokens.Unknown);
        var numbers = Enumerable.Range(0, vocabulary.Count).ToDictionary(word => vocabulary[word], StringComparer.Ordinal);
        // Each word of the vocabulary once more at the end, so that all have a probability, the unknown one in any text.
        ushort[] stream = [.. tokens.Select(token => (ushort)numbers.GetValueOrDefault(token, unknown)), .. numbers.Values.Select(word => (ushort)word)];
        NgramCounts counts = Count(stream, vocabulary.Count, options.Order);
        return (packed, PackedNgrams.Pack(KneserNey.Estimate(counts, NgramSize.LeastCounts(counts, options.MostBytes))));
    }

    private static NgramCounts Count(ushort[] symbols, int alphabet, int order)
    {
        try
        {
            return NgramCounts.Of(symbols, alphabet, order);
        }
        catch (ArgumentException error)
        {
            throw new LanguageModelException(error.Message);
        }
    }
}
