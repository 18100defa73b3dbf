using Ductus.Decoding.LanguageModels;

namespace Ductus.Tests.Decoding.LanguageModels;

public class PackedNgramsTests
{
    [Theory]
    [InlineData(6, 4)]
    [InlineData(300, 3)]            // symbols of two bytes
    [InlineData(2, 1)]
    public void Pack_ATable_HasEverySequenceWithItsNumbers(int symbols, int order)
    {
        NgramTable table = Table(symbols, order);

        var packed = PackedNgrams.Open(PackedNgrams.Pack(table));

        Assert.Equal((order, symbols), (packed.Order, packed.Symbols));
        Assert.Equal(table.Unknown, packed.Unknown);
        for (int level = 1; level <= order; level++)
        {
            NgramTable.Level expected = table.Levels[level - 1];
            Assert.Equal(expected.Keys.Length, packed.Nodes(level));
            for (int i = 0; i < expected.Keys.Length; i++)
            {
                ushort[] sequence = KneserNeyTests.Symbolise(expected.Keys[i], level, table.SymbolBits);
                int node = 0;
                for (int k = 0; k < level; k++)
                    node = packed.Child(k, node, sequence[k]);
                Assert.Equal(i, node);
                Assert.Equal(sequence[^1], packed.Symbol(level, node));
                Assert.Equal(expected.LogProbabilities[i], packed.LogProbability(level, node), 0.1f);
                if (level < order)
                    Assert.Equal(expected.BackOffs[i], packed.BackOff(level, node), 0.1f);
            }
        }
    }

    [Fact]
    public void Child_SequenceThatIsNotThere_IsMinusOne()
    {
        NgramTable table = KneserNey.Estimate(NgramCounts.Of([0, 1, 2, 0, 1, 2, 0], 3, 2), [1, 1]);

        var packed = PackedNgrams.Open(PackedNgrams.Pack(table));

        Assert.Equal(-1, packed.Child(1, 0, 2));
        Assert.NotEqual(-1, packed.Child(1, 0, 1));
    }

    [Fact]
    public void Open_EveryTruncation_IsRefused()
    {
        byte[] whole = PackedNgrams.Pack(Table(3, 2));

        for (int length = 0; length < whole.Length; length += 7)
            Assert.Contains("expected", Assert.Throws<LanguageModelException>(() => PackedNgrams.Open(whole.AsMemory(0, length))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 77)]             // the order
    [InlineData(4, 0)]              // the number of symbols
    [InlineData(8, 3)]              // bytes of a symbol
    public void Open_OtherNumbersInTheHead_IsRefused(int place, byte value)
    {
        byte[] file = PackedNgrams.Pack(Table(3, 2));
        file[place] = value;

        Assert.Throws<LanguageModelException>(() => PackedNgrams.Open(file));
    }

    [Fact]
    public void Open_NumbersThatContradictEachOther_IsRefused()
    {
        byte[] file = PackedNgrams.Pack(Table(3, 2));
        int refused = 0;
        // The tables of 256 numbers each, three of them, follow the head of 4 + 2 numbers; behind them lies the trie.
        int tables = 6 * sizeof(int), trie = tables + 3 * 256 * sizeof(float);
        byte[] infinite = [.. file];
        BitConverter.TryWriteBytes(infinite.AsSpan(tables), float.NaN);
        Assert.Contains("finite", Assert.Throws<LanguageModelException>(() => PackedNgrams.Open(infinite)).Message, StringComparison.Ordinal);
        for (int place = trie; place < file.Length; place++)
        {
            byte[] broken = [.. file];
            broken[place] ^= 0x41;
            try
            {
                var packed = PackedNgrams.Open(broken);
                for (int symbol = 0; symbol < 3; symbol++)
                    packed.Child(1, symbol, 1);                     // wrong, perhaps, but inside the file
            }
            catch (LanguageModelException)
            {
                refused++;
            }
        }
        Assert.True(refused >= 3 + 4, $"{refused} refused");        // each number of children and each byte of a first place
    }

    [Fact]
    public void Quantization_FewValues_AreExactAndManyAreNear()
    {
        float[] few = [-1, -2.5f, 0], many = [.. Enumerable.Range(0, 10_000).Select(i => -i / 1000f)];

        Quantization exact = Quantization.Of(few), near = Quantization.Of(many);

        Assert.All(few, value => Assert.Equal(value, exact.Table()[exact.Nearest(value)]));
        Assert.All(many, value => Assert.Equal(value, near.Table()[near.Nearest(value)], 0.021f));
    }

    private static NgramTable Table(int symbols, int order)
    {
        ushort[] text = [.. KneserNeyTests.Text(seed: 3, 500, symbols), .. Enumerable.Range(0, symbols).Select(symbol => (ushort)symbol)];
        return KneserNey.Estimate(NgramCounts.Of(text, symbols, order), []);
    }
}
