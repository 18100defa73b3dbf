using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ductus.Decoding.LanguageModels;

/// <summary>
/// An n-gram model as it lies in a file: a trie by levels, searched where it is. A sequence of k symbols is a node of level k; those that
/// go on from it are neighbours on level k + 1, ordered by their last symbol. Immutable, share it.
/// </summary>
/// <remarks>
/// Little-endian: order, V, bytes of a symbol, log probability of the unknown symbol (32 bits each), nodes of each level (32 bits each), then
/// level by level the tables of 256 log probabilities and, but for the last, 256 back-offs, then level by level: last symbols (not of level
/// 1, where the node is the symbol), probabilities (1 byte each) and, but for the last, back-offs (1 byte), numbers of children (as wide as
/// a symbol), and the first child of every 16th node and the end of the last (32 bits). Each part starts at a multiple of 4.
/// Source of the layout: Heafield 2011, "KenLM", section 3.2; counts of children in place of pointers are ours.
/// </remarks>
internal sealed class PackedNgrams
{
    private const int NodesPerBase = 16, Alignment = 4;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly Level[] _levels;

    /// <summary>Where the parts of a level lie.</summary>
    private readonly record struct Level(int Nodes, int Symbols, int Probabilities, int BackOffs, int Children, int Bases, float[] ProbabilityTable, float[] BackOffTable);

    private PackedNgrams(ReadOnlyMemory<byte> file, Level[] levels, int symbols, int symbolBytes, float unknown) =>
        (_file, _levels, Symbols, SymbolBytes, Unknown) = (file, levels, symbols, symbolBytes, unknown);

    /// <summary>Symbols of the longest sequences, n; a context has at most n − 1.</summary>
    public int Order => _levels.Length;

    /// <summary>V; symbols are 0…V−1.</summary>
    public int Symbols { get; }

    /// <summary>Log probability of a symbol that the model does not have.</summary>
    public float Unknown { get; }

    private int SymbolBytes { get; }

    /// <summary>Sequences of a length.</summary>
    public int Nodes(int level) => _levels[level - 1].Nodes;

    /// <summary>The node on the next level that goes on from a node with a symbol; −1 if there is none.</summary>
    /// <param name="level">Of the node, 0…n−1; 0 is the empty sequence.</param>
    /// <param name="node">On that level; of level 0: 0.</param>
    /// <param name="symbol">0…V−1.</param>
    public int Child(int level, int node, int symbol)
    {
        if (level == 0)
            return symbol;
        var (from, to) = Children(level, node);
        ReadOnlySpan<byte> file = _file.Span;
        if (SymbolBytes == 1)
        {
            int found = file.Slice(_levels[level].Symbols + from, to - from).IndexOf((byte)symbol);
            return found < 0 ? -1 : from + found;
        }
        ReadOnlySpan<ushort> symbols = MemoryMarshal.Cast<byte, ushort>(file[_levels[level].Symbols..])[from..to];
        int place = symbols.BinarySearch((ushort)symbol);
        return place < 0 ? -1 : from + place;
    }

    /// <summary>The nodes on the next level that go on from a node of level 1…n−1.</summary>
    public (int From, int To) Children(int level, int node)
    {
        ReadOnlySpan<byte> file = _file.Span;
        Level parent = _levels[level - 1];
        int group = node / NodesPerBase, from = Base(parent, group);
        if (SymbolBytes == 1)
        {
            ReadOnlySpan<byte> counts = file.Slice(parent.Children, parent.Nodes);
            for (int i = group * NodesPerBase; i < node; i++)
                from += counts[i];
            return (from, from + counts[node]);
        }
        ReadOnlySpan<ushort> wide = MemoryMarshal.Cast<byte, ushort>(file[parent.Children..])[..parent.Nodes];
        for (int i = group * NodesPerBase; i < node; i++)
            from += wide[i];
        return (from, from + wide[node]);
    }

    /// <summary>The last symbol of a node of level 1…n.</summary>
    public int Symbol(int level, int node)
    {
        if (level == 1)
            return node;
        ReadOnlySpan<byte> symbols = _file.Span[_levels[level - 1].Symbols..];
        return SymbolBytes == 1 ? symbols[node] : BinaryPrimitives.ReadUInt16LittleEndian(symbols[(node * 2)..]);
    }

    /// <summary>Log probability of the last symbol of a node of level 1…n after those before it.</summary>
    public float LogProbability(int level, int node) => _levels[level - 1].ProbabilityTable[_file.Span[_levels[level - 1].Probabilities + node]];

    /// <summary>Log weight of going on from a node of level 1…n−1 with less context.</summary>
    public float BackOff(int level, int node) => _levels[level - 1].BackOffTable[_file.Span[_levels[level - 1].BackOffs + node]];

    /// <param name="file">The bytes; they stay where they are.</param>
    /// <exception cref="LanguageModelException">They are cut short or no n-gram model; the message has no file name.</exception>
    public static PackedNgrams Open(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        int at = 0;
        int order = Integer(bytes, ref at), symbols = Integer(bytes, ref at), symbolBytes = Integer(bytes, ref at);
        float unknown = BitConverter.Int32BitsToSingle(Integer(bytes, ref at));
        if (order is < 1 or > CharacterModelOptions.MostOrder || symbols is < 1 or > ushort.MaxValue + 1 || symbolBytes is not (1 or 2) || symbols > 1 << (8 * symbolBytes) || !float.IsFinite(unknown))
            throw new LanguageModelException($"expected n-grams of order 1…{CharacterModelOptions.MostOrder} over 1…65,536 symbols; got order {order}, {symbols} symbols of {symbolBytes} bytes.");

        var levels = new Level[order];
        for (int i = 0; i < order; i++)
            levels[i] = levels[i] with { Nodes = Integer(bytes, ref at) };
        if (levels.Any(level => level.Nodes < 0) || levels[0].Nodes != symbols)
            throw new LanguageModelException($"expected no negative numbers of sequences and {symbols} of length 1; got {string.Join(", ", levels.Select(level => level.Nodes))}.");
        for (int i = 0; i < order; i++)
            levels[i] = levels[i] with { ProbabilityTable = Table(bytes, ref at), BackOffTable = i < order - 1 ? Table(bytes, ref at) : [] };
        for (int i = 0; i < order; i++)
        {
            Level level = levels[i];
            levels[i] = level with
            {
                Symbols = Part(bytes, ref at, i == 0 ? 0 : (long)level.Nodes * symbolBytes),
                Probabilities = Part(bytes, ref at, level.Nodes),
                BackOffs = Part(bytes, ref at, i < order - 1 ? level.Nodes : 0),
                Children = Part(bytes, ref at, i < order - 1 ? (long)level.Nodes * symbolBytes : 0),
                Bases = Part(bytes, ref at, i < order - 1 ? (level.Nodes / NodesPerBase + 1L) * sizeof(int) : 0),
            };
        }
        var opened = new PackedNgrams(file, levels, symbols, symbolBytes, unknown);
        for (int level = 1; level < order; level++)
            opened.CheckChildren(level);
        return opened;
    }

    /// <summary>The numbers of children lead exactly through the next level: then every search stays inside it.</summary>
    private void CheckChildren(int level)
    {
        Level parent = _levels[level - 1];
        ReadOnlySpan<byte> bytes = _file.Span.Slice(parent.Children, parent.Nodes * SymbolBytes);
        ReadOnlySpan<ushort> wide = MemoryMarshal.Cast<byte, ushort>(bytes);
        long expected = 0;
        for (int node = 0; node < parent.Nodes; node++)
        {
            if (node % NodesPerBase == 0 && Base(parent, node / NodesPerBase) != expected)
                throw new LanguageModelException($"expected the sequences of {level + 1} symbols one after the other; they are out of order at {node}.");
            expected += SymbolBytes == 1 ? bytes[node] : wide[node];
        }
        if (expected != _levels[level].Nodes)
            throw new LanguageModelException($"expected {_levels[level].Nodes} sequences of {level + 1} symbols; their beginnings tell of {expected}.");
    }

    private int Base(Level parent, int group) => BinaryPrimitives.ReadInt32LittleEndian(_file.Span[(parent.Bases + group * sizeof(int))..]);

    /// <summary>Packs a model.</summary>
    public static byte[] Pack(NgramTable table)
    {
        int order = table.Order, symbolBytes = table.Symbols <= byte.MaxValue ? 1 : 2;
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write(order);
        writer.Write(table.Symbols);
        writer.Write(symbolBytes);
        writer.Write(table.Unknown);
        foreach (NgramTable.Level level in table.Levels)
            writer.Write(level.Keys.Length);
        Quantization[] probabilities = [.. table.Levels.Select(level => Quantization.Of(level.LogProbabilities))];
        Quantization[] backOffs = [.. table.Levels.SkipLast(1).Select(level => Quantization.Of(level.BackOffs))];
        for (int i = 0; i < order; i++)
        {
            Write(writer, probabilities[i].Table());
            if (i < order - 1)
                Write(writer, backOffs[i].Table());
        }
        for (int i = 0; i < order; i++)
        {
            NgramTable.Level level = table.Levels[i];
            UInt128 mask = (UInt128.One << table.SymbolBits) - 1;
            if (i > 0)
                WriteSymbols(writer, level.Keys.Select(key => (ushort)(key & mask)), symbolBytes);
            writer.Write([.. level.LogProbabilities.Select(probabilities[i].Nearest)]);
            Align(writer);
            if (i == order - 1)
                continue;
            writer.Write([.. level.BackOffs.Select(backOffs[i].Nearest)]);
            Align(writer);
            ushort[] children = ChildCounts(level, table.Levels[i + 1], table.SymbolBits);
            WriteSymbols(writer, children, symbolBytes);
            int first = 0;
            for (int node = 0; node < children.Length; node++)
            {
                if (node % NodesPerBase == 0)
                    writer.Write(first);
                first += children[node];
            }
            if (children.Length % NodesPerBase == 0)
                writer.Write(first);
        }
        return file.ToArray();
    }

    private static ushort[] ChildCounts(NgramTable.Level level, NgramTable.Level next, int symbolBits)
    {
        var counts = new ushort[level.Keys.Length];
        int parent = 0;
        foreach (UInt128 key in next.Keys)
        {
            while (level.Keys[parent] != key >> symbolBits)
                parent++;
            counts[parent]++;
        }
        return counts;
    }

    private static void WriteSymbols(BinaryWriter writer, IEnumerable<ushort> symbols, int symbolBytes)
    {
        foreach (ushort symbol in symbols)
        {
            if (symbolBytes == 1)
                writer.Write((byte)symbol);
            else
                writer.Write(symbol);
        }
        Align(writer);
    }

    private static void Align(BinaryWriter writer)
    {
        while (writer.BaseStream.Length % Alignment != 0)
            writer.Write((byte)0);
    }

    private static void Write(BinaryWriter writer, float[] values)
    {
        foreach (float value in values)
            writer.Write(value);
    }

    private static int Integer(ReadOnlySpan<byte> file, ref int at) => BinaryPrimitives.ReadInt32LittleEndian(file[Part(file, ref at, sizeof(int))..]);

    private static float[] Table(ReadOnlySpan<byte> file, ref int at)
    {
        int start = Part(file, ref at, Quantization.Steps * sizeof(float));
        float[] table = MemoryMarshal.Cast<byte, float>(file.Slice(start, Quantization.Steps * sizeof(float))).ToArray();
        return Array.TrueForAll(table, float.IsFinite) ? table : throw new LanguageModelException("expected finite logarithms; a table has others.");
    }

    private static int Part(ReadOnlySpan<byte> file, ref int at, long length)
    {
        int start = at;
        long end = at + (length + Alignment - 1) / Alignment * Alignment;
        if (end > file.Length)
            throw new LanguageModelException($"expected {end} bytes of n-grams and more; the file has {file.Length}: it was cut short.");
        at = (int)end;
        return start;
    }
}
