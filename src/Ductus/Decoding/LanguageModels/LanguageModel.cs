using System.Buffers.Binary;
using System.Text.Json;
using Ductus.Recognition;

namespace Ductus.Decoding.LanguageModels;

/// <summary>
/// What is known of a language: a character n-gram and, where the file has one, a word n-gram, in one file that is mapped, not read.
/// Heavy only on the first look at each page of it. Share it between threads; dispose it after the last reading.
/// </summary>
/// <remarks>
/// Little-endian: <c>DUCTUSLM</c>, version, bytes of the metadata, of the character n-grams, of the vocabulary and of the word n-grams (32
/// bits each), then these four, each starting at a multiple of 16. The metadata are JSON in UTF-8.
/// </remarks>
public sealed class LanguageModel : IDisposable
{
    private const int Version = 1, Alignment = 16, Parts = 4, HeadBytes = 8 + sizeof(int) * (1 + Parts);

    private readonly IDisposable? _mapped;

    private LanguageModel(IDisposable? mapped, LanguageModelMetadata metadata, PackedNgrams characters, Vocabulary? vocabulary, PackedNgrams? words)
    {
        (_mapped, Metadata, Characters, Words) = (mapped, metadata, characters, words);
        Vocabulary = vocabulary;
    }

    public LanguageModelMetadata Metadata { get; }

    /// <summary>Whether its weights and its temperature were tuned with just this model, so that confidences are how often such readings are right.</summary>
    public bool IsTunedFor(ModelMetadata model) => Metadata.Weights.TunedOn.StartsWith($"{model.Name} {model.Version} on ", StringComparison.Ordinal);

    /// <summary>Characters of the longest sequences it knows.</summary>
    public int Order => Characters.Order;

    /// <summary>Words of the longest sequences it knows; 0 if it knows none.</summary>
    public int WordOrder => Words?.Order ?? 0;

    /// <summary>Words it knows.</summary>
    public int WordCount => Vocabulary?.Count ?? 0;

    /// <summary>Sequences of so many characters that it knows, 1…<see cref="Order"/>.</summary>
    public int SequencesOf(int length) => Characters.Nodes(length);

    internal PackedNgrams Characters { get; }

    internal Vocabulary? Vocabulary { get; }

    internal PackedNgrams? Words { get; }

    private static ReadOnlySpan<byte> Magic => "DUCTUSLM"u8;

    /// <exception cref="LanguageModelException">The file is no language model, of another version, or cut short.</exception>
    public static LanguageModel Load(string path)
    {
        var file = MappedFile.Open(path);
        try
        {
            return Open(file.Memory, file);
        }
        catch (Exception error) when (error is LanguageModelException or JsonException or ArgumentException)
        {
            ((IDisposable)file).Dispose();
            throw new LanguageModelException($"{path}: {error.Message}");
        }
    }

    /// <summary>The metadata alone.</summary>
    /// <exception cref="LanguageModelException">The file is no language model, of another version, or cut short.</exception>
    public static LanguageModelMetadata ReadMetadata(string path)
    {
        using LanguageModel model = Load(path);
        return model.Metadata;
    }

    /// <summary>A language model's file with other metadata.</summary>
    /// <exception cref="LanguageModelException">The file is no language model, of another version, or cut short.</exception>
    public static byte[] WithMetadata(string path, LanguageModelMetadata metadata)
    {
        try
        {
            ReadOnlyMemory<byte>[] parts = PartsOf(File.ReadAllBytes(path));
            return Pack(metadata, parts[1].Span, parts[2].Span, parts[3].Span);
        }
        catch (LanguageModelException error)
        {
            throw new LanguageModelException($"{path}: {error.Message}");
        }
    }

    internal static LanguageModel Open(ReadOnlyMemory<byte> file, IDisposable? owner)
    {
        ReadOnlyMemory<byte>[] parts = PartsOf(file);
        LanguageModelMetadata metadata = JsonSerializer.Deserialize(parts[0].Span, LanguageModelMetadata.Json.LanguageModelMetadata)
            ?? throw new LanguageModelException("expected metadata; got null.");
        var characters = PackedNgrams.Open(parts[1]);
        if (characters.Symbols != metadata.Alphabet.Count)
            throw new LanguageModelException($"expected n-grams over the {metadata.Alphabet.Count} characters of its alphabet; got {characters.Symbols}.");
        if (parts[2].Length == 0)
            return new LanguageModel(owner, metadata, characters, vocabulary: null, words: null);
        Vocabulary vocabulary = Vocabulary.Open(parts[2]);
        var words = PackedNgrams.Open(parts[3]);
        if (words.Symbols != vocabulary.Count)
            throw new LanguageModelException($"expected n-grams over the {vocabulary.Count} words of its vocabulary; got {words.Symbols}.");
        return new LanguageModel(owner, metadata, characters, vocabulary, words);
    }

    private static ReadOnlyMemory<byte>[] PartsOf(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (bytes.Length < HeadBytes || !bytes.StartsWith(Magic))
            throw new LanguageModelException("expected a language model of Ductus; it does not start like one. ARPA files become one by `ductus lm convert`.");
        int version = BinaryPrimitives.ReadInt32LittleEndian(bytes[Magic.Length..]);
        if (version != Version)
            throw new LanguageModelException($"expected a language model of version {Version}; got {version}.");
        var parts = new ReadOnlyMemory<byte>[Parts];
        long at = HeadBytes;
        for (int i = 0; i < Parts; i++)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(bytes[(Magic.Length + sizeof(int) * (1 + i))..]);
            at = Aligned(at);
            if (length < 0 || at + length > bytes.Length)
                throw new LanguageModelException($"expected {at + length} bytes and more; the file has {bytes.Length}: it was cut short.");
            parts[i] = file.Slice((int)at, length);
            at += length;
        }
        return parts;
    }

    /// <summary>The bytes of a language model file.</summary>
    internal static byte[] Pack(LanguageModelMetadata metadata, ReadOnlySpan<byte> characters, ReadOnlySpan<byte> vocabulary, ReadOnlySpan<byte> words)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(metadata, LanguageModelMetadata.Json.LanguageModelMetadata);
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(json.Length);
        writer.Write(characters.Length);
        writer.Write(vocabulary.Length);
        writer.Write(words.Length);
        WritePart(writer, json);
        WritePart(writer, characters);
        WritePart(writer, vocabulary);
        WritePart(writer, words);
        return file.ToArray();
    }

    /// <summary>What this model knows, for one line.</summary>
    /// <param name="labels">Of the logits' codec.</param>
    /// <param name="weights">How much it counts.</param>
    internal IPrefixKnowledge ForLine(LanguageModelLabels labels, LanguageModelWeights weights)
    {
        var characters = new CharacterKnowledge(Characters, labels.Characters, weights.Characters);
        return Vocabulary is null || Words is null || labels.Words is null || weights.Words.Weight == 0 ? characters
            : new JointKnowledge(characters, new WordKnowledge(Vocabulary, Words, labels.Words, weights.Words));
    }

    public void Dispose() => _mapped?.Dispose();

    private static long Aligned(long at) => (at + Alignment - 1) / Alignment * Alignment;

    private static void WritePart(BinaryWriter writer, ReadOnlySpan<byte> part)
    {
        while (writer.BaseStream.Length % Alignment != 0)
            writer.Write((byte)0);
        writer.Write(part);
    }
}

/// <summary>What a codec's labels are to a language model. Immutable, share it.</summary>
internal sealed class LanguageModelLabels(LanguageModel model, Codec codec)
{
    public CharacterSymbols Characters { get; } = new(codec, model.Metadata.Alphabet);

    public WordLabels? Words { get; } = model.Vocabulary is null ? null : new(codec, model.Vocabulary);
}
