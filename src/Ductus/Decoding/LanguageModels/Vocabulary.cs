using System.Buffers.Binary;
using System.Text;

namespace Ductus.Decoding.LanguageModels;

/// <summary>
/// Words as they lie in a file: in the order of their UTF-8, so that those with a common start are neighbours and can be followed letter
/// by letter. A word's number is its place. Immutable, share it.
/// </summary>
/// <remarks>Little-endian: number of words, start of each and end of the last in the letters (32 bits each), letters.</remarks>
internal sealed class Vocabulary
{
    private readonly ReadOnlyMemory<byte> _file;
    private readonly int _letters;

    private Vocabulary(ReadOnlyMemory<byte> file, int count) => (_file, Count, _letters) = (file, count, sizeof(int) * (count + 2));

    /// <summary>Words that start alike.</summary>
    /// <param name="From">The first.</param>
    /// <param name="To">The one after the last.</param>
    /// <param name="Length">Bytes of the common start that were followed.</param>
    public readonly record struct Range(int From, int To, int Length)
    {
        public bool IsEmpty => From >= To;
    }

    public int Count { get; }

    /// <summary>All words.</summary>
    public Range All => new(0, Count, 0);

    public string this[int word] => Encoding.UTF8.GetString(Letters(word));

    /// <summary>Those words of a range whose start goes on with some letters.</summary>
    public Range Follow(Range range, ReadOnlySpan<byte> letters)
    {
        foreach (byte letter in letters)
        {
            int from = FirstNotBelow(range, letter), to = letter == byte.MaxValue ? range.To : FirstNotBelow(range with { From = from }, letter + 1);
            range = new Range(from, to, range.Length + 1);
            if (range.IsEmpty)
                break;
        }
        return range;
    }

    /// <summary>The word that is the common start of a range and no more; −1 if there is none.</summary>
    public int Whole(Range range) => !range.IsEmpty && Letters(range.From).Length == range.Length ? range.From : -1;

    /// <summary>The number of a word; −1 if it is not there.</summary>
    public int Find(string word) => Whole(Follow(All, Encoding.UTF8.GetBytes(word)));

    /// <exception cref="LanguageModelException">The bytes are cut short or no vocabulary.</exception>
    public static Vocabulary Open(ReadOnlyMemory<byte> file)
    {
        int count = file.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(file.Span);
        if (count < 0 || sizeof(int) * (count + 2L) > file.Length)
            throw new LanguageModelException($"expected a vocabulary; its {file.Length} bytes do not hold {count} words.");
        var vocabulary = new Vocabulary(file, count);
        if (vocabulary._letters + (long)vocabulary.Start(count) > file.Length)
            throw new LanguageModelException($"expected {vocabulary.Start(count)} letters of a vocabulary; the file is cut short.");
        for (int word = 0; word < count; word++)
            if (vocabulary.Start(word) < 0 || vocabulary.Start(word) > vocabulary.Start(word + 1))
                throw new LanguageModelException($"expected the words of a vocabulary one after the other; word {word} is out of order.");
        return vocabulary;
    }

    /// <param name="words">Different words.</param>
    public static byte[] Pack(IEnumerable<string> words)
    {
        byte[][] sorted = [.. words.Select(Encoding.UTF8.GetBytes)];
        Array.Sort(sorted, (a, b) => a.AsSpan().SequenceCompareTo(b));
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write(sorted.Length);
        int start = 0;
        foreach (byte[] word in sorted)
        {
            writer.Write(start);
            start += word.Length;
        }
        writer.Write(start);
        foreach (byte[] word in sorted)
            writer.Write(word);
        return file.ToArray();
    }

    private int FirstNotBelow(Range range, int letter)
    {
        int from = range.From, to = range.To;
        while (from < to)
        {
            int middle = (from + to) / 2;
            ReadOnlySpan<byte> letters = Letters(middle);
            // A word that ends here comes before all that go on.
            if (letters.Length <= range.Length || letters[range.Length] < letter)
                from = middle + 1;
            else
                to = middle;
        }
        return from;
    }

    private int Start(int word) => BinaryPrimitives.ReadInt32LittleEndian(_file.Span[(sizeof(int) * (word + 1))..]);

    private ReadOnlySpan<byte> Letters(int word) => _file.Span[(_letters + Start(word))..(_letters + Start(word + 1))];
}
