namespace Ductus.Decoding.LanguageModels;

/// <summary>
/// How often every sequence of 1…order symbols occurs in a text: counts of the longest as they are, of the shorter as Kneser-Ney
/// smoothing wants them, by the number of different symbols before them.
/// </summary>
/// <remarks>
/// The text is a circle: its end is followed by its start, so that each sequence has a symbol before it. A sequence is a number, its first
/// symbol in the highest bits, so that sequences of a common start stand together. Source: Chen and Goodman 1998, section 2.7.
/// </remarks>
internal sealed class NgramCounts
{
    private const int KeyBits = 128;

    private readonly Level[] _levels;

    private NgramCounts(Level[] levels, int symbols, int symbolBits) => (_levels, Symbols, SymbolBits) = (levels, symbols, symbolBits);

    /// <summary>Longest sequence that is counted.</summary>
    public int Order => _levels.Length;

    /// <summary>V; symbols are 0…V−1.</summary>
    public int Symbols { get; }

    /// <summary>Bits that a symbol takes in a key.</summary>
    public int SymbolBits { get; }

    /// <summary>Sequences of some length.</summary>
    /// <param name="length">1…<see cref="Order"/>.</param>
    public Level this[int length] => _levels[length - 1];

    /// <summary>Different sequences of one length, in ascending order, and their counts.</summary>
    public sealed record Level(UInt128[] Keys, int[] Counts);

    /// <param name="text">Symbols 0…<paramref name="symbols"/> − 1.</param>
    /// <param name="symbols">V.</param>
    /// <param name="order">1…16.</param>
    /// <exception cref="ArgumentException">Too many symbols for sequences as long as that, or the text is shorter than one of them.</exception>
    public static NgramCounts Of(ReadOnlySpan<ushort> text, int symbols, int order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        int bits = BitsFor(symbols);
        if (bits * order > KeyBits)
            throw new ArgumentException($"Sequences of {order} among {symbols} symbols are too many; at most {KeyBits / bits} of so many symbols can be counted.", nameof(order));
        if (text.Length < order)
            throw new ArgumentException($"A text needs at least {order} symbols for sequences of {order}; got {text.Length}.", nameof(text));

        var levels = new Level[order];
        levels[order - 1] = Distinct(Sequences(text, order, bits));
        for (int length = order - 1; length >= 1; length--)
        {
            // Each longer sequence stands for one symbol before the shorter one that it ends in.
            UInt128 mask = (UInt128.One << (bits * length)) - 1;
            UInt128[] longer = levels[length].Keys, ends = new UInt128[longer.Length];
            for (int i = 0; i < longer.Length; i++)
                ends[i] = longer[i] & mask;
            levels[length - 1] = Distinct(ends);
        }
        return new NgramCounts(levels, symbols, bits);
    }

    /// <summary>Bits for symbols 0…V−1, at least 1.</summary>
    internal static int BitsFor(int symbols)
    {
        int bits = 1;
        while (1 << bits < symbols)
            bits++;
        return bits;
    }

    private static UInt128[] Sequences(ReadOnlySpan<ushort> text, int order, int bits)
    {
        var keys = new UInt128[text.Length];
        UInt128 mask = bits * order == KeyBits ? UInt128.MaxValue : (UInt128.One << (bits * order)) - 1, key = 0;
        for (int i = 0; i < order - 1; i++)
            key = (key << bits) | text[i];
        for (int i = 0; i < text.Length; i++)
        {
            key = ((key << bits) | text[(i + order - 1) % text.Length]) & mask;
            keys[i] = key;
        }
        return keys;
    }

    /// <summary>Sorts the keys in place and counts equal ones.</summary>
    private static Level Distinct(UInt128[] keys)
    {
        Array.Sort(keys);
        int distinct = 0;
        for (int i = 0; i < keys.Length; i++)
            if (i == 0 || keys[i] != keys[i - 1])
                distinct++;
        var unique = new UInt128[distinct];
        var counts = new int[distinct];
        for (int i = 0, last = -1; i < keys.Length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
                unique[++last] = keys[i];
            counts[last]++;
        }
        return new Level(unique, counts);
    }
}
