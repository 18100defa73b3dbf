using System.Globalization;

namespace Ductus.Decoding.LanguageModels;

/// <summary>
/// N-gram models in the ARPA format of SRILM, KenLM and others, over characters: each is a token, the space is <c>&lt;space&gt;</c> (when
/// reading also <c>▁</c> or <c>|</c>, where the model has no <c>&lt;space&gt;</c>). Logs in the file are of base 10.
/// </summary>
internal static class Arpa
{
    private const string Space = "<space>", Begin = "<s>", End = "</s>", Unknown = "<unk>";
    private const double NeverLog10 = -99;

    private static readonly string[] OtherSpaces = ["▁", "|"];

    /// <param name="model">The n-grams.</param>
    /// <param name="alphabet">Their symbols.</param>
    /// <param name="output">Gets UTF-8 text, line feeds.</param>
    public static void Write(PackedNgrams model, IReadOnlyList<string> alphabet, TextWriter output)
    {
        output.Write("\\data\\\n");
        // Other tools insist on the marks of a sentence, be it that no sequence has them.
        string[] marks = [.. ((string[])[Unknown, Begin, End]).Where(mark => !alphabet.Contains(mark))];
        for (int length = 1; length <= model.Order; length++)
            output.Write(string.Create(CultureInfo.InvariantCulture, $"ngram {length}={model.Nodes(length) + (length == 1 ? marks.Length : 0)}\n"));
        for (int length = 1; length <= model.Order; length++)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\n\\{length}-grams:\n"));
            foreach (string mark in length == 1 ? marks : [])
                output.Write(string.Create(CultureInfo.InvariantCulture, $"{(mark == Unknown ? Log10(model.Unknown) : NeverLog10.ToString(CultureInfo.InvariantCulture))}\t{mark}\n"));
            Write(model, alphabet, output, length, 0, 0, []);
        }
        output.Write("\n\\end\\\n");
    }

    private static void Write(PackedNgrams model, IReadOnlyList<string> alphabet, TextWriter output, int length, int level, int node, List<string> tokens)
    {
        if (level == length)
        {
            string backOff = length < model.Order ? $"\t{Log10(model.BackOff(level, node))}" : "";
            output.Write($"{Log10(model.LogProbability(level, node))}\t{string.Join(' ', tokens)}{backOff}\n");
            return;
        }
        var (from, to) = level == 0 ? (0, model.Symbols) : model.Children(level, node);
        for (int child = from; child < to; child++)
        {
            string token = alphabet[model.Symbol(level + 1, child)];
            tokens.Add(token == " " ? Space : token);
            Write(model, alphabet, output, length, level + 1, child, tokens);
            tokens.RemoveAt(tokens.Count - 1);
        }
    }

    /// <param name="input">UTF-8 text.</param>
    /// <exception cref="LanguageModelException">The text is no ARPA file of characters; the message names the line.</exception>
    public static (NgramTable Table, IReadOnlyList<string> Alphabet) Read(TextReader input) => new ArpaReader(input).Read();

    private static string Log10(double log) => (log / Math.Log(10)).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Reads one file from its first line on.</summary>
    private sealed class ArpaReader(TextReader input)
    {
        private readonly List<string> _alphabet = [];
        private readonly Dictionary<string, int> _symbols = new(StringComparer.Ordinal);
        private int _line;

        /// <summary>A sequence: its symbols, log probability, and back-off where it has one.</summary>
        private sealed record Entry(int[] Symbols, float LogProbability, float? BackOff, int Line);

        public (NgramTable, IReadOnlyList<string>) Read()
        {
            List<int> counts = Head();
            var levels = new List<List<Entry>>();
            for (int length = 1; length <= counts.Count; length++)
                levels.Add(Section(length, counts));
            if (Next() != "\\end\\")
                throw Fault($"expected \\end\\ after the {counts.Count}-grams");
            return Table(levels);
        }

        private List<int> Head()
        {
            for (string? line = Next(); line != "\\data\\"; line = Next())
                if (line is null)
                    throw Fault("expected \\data\\: this is no ARPA file, or it is empty");
            var counts = new List<int>();
            for (string? line = Next(); line is not null && line.StartsWith("ngram ", StringComparison.Ordinal); line = Next())
            {
                string[] parts = line["ngram ".Length..].Split('=');
                if (parts.Length != 2 || !int.TryParse(parts[0], out int length) || length != counts.Count + 1 || !int.TryParse(parts[1], out int count) || count < 0)
                    throw Fault($"expected \"ngram {counts.Count + 1}=NUMBER\"; got \"{line}\"");
                counts.Add(count);
            }
            if (counts.Count is < 1 or > CharacterModelOptions.MostOrder)
                throw Fault($"expected an order of 1…{CharacterModelOptions.MostOrder}; got {counts.Count}");
            return counts;
        }

        private List<Entry> Section(int length, List<int> counts)
        {
            // The first section's title was what ended the head.
            if ((length == 1 ? _last : Next()) != $"\\{length}-grams:")
                throw Fault($"expected \\{length}-grams: after {(length == 1 ? "the numbers" : $"{counts[length - 2]} sequences of {length - 1}")}; got \"{_last}\"");
            var entries = new List<Entry>();
            for (int i = 0; i < counts[length - 1]; i++)
            {
                string line = Next() ?? throw Fault($"expected {counts[length - 1]} sequences of {length}; the file ends after {i}");
                entries.Add(Sequence(line, length, isLongest: length == counts.Count));
            }
            return entries;
        }

        private Entry Sequence(string line, int length, bool isLongest)
        {
            string[] parts = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != length + 1 && parts.Length != length + 2)
                throw Fault($"expected a log probability, {length} tokens{(isLongest ? "" : " and a back-off")}; got \"{line}\"");
            float logProbability = Number(parts[0]);
            float? backOff = parts.Length == length + 2 ? Number(parts[^1]) : null;
            if (logProbability > 1e-6)
                throw Fault($"expected the log of a probability, at most 0; got {parts[0]}");
            string[] tokens = parts[1..(length + 1)];
            if (length == 1 && _symbols.TryAdd(tokens[0], _alphabet.Count))
                _alphabet.Add(tokens[0]);
            return new Entry([.. tokens.Select(token => _symbols.TryGetValue(token, out int symbol) ? symbol : throw Fault($"expected tokens that are 1-grams; \"{token}\" is none"))],
                logProbability, backOff, _line);
        }

        private (NgramTable, IReadOnlyList<string>) Table(List<List<Entry>> levels)
        {
            string space = _symbols.ContainsKey(Space) ? Space : OtherSpaces.FirstOrDefault(_symbols.ContainsKey)
                ?? throw Fault($"expected the space among the 1-grams, as {Space}, {string.Join(" or ", OtherSpaces)}");
            // Where the file knows no unknown, it is as rare as the rarest that it knows.
            float unknown = levels[0].Find(entry => _alphabet[entry.Symbols[0]] == Unknown)?.LogProbability
                ?? levels[0].Select(entry => entry.LogProbability).Where(log => log > NeverLog10 * Math.Log(10) / 2).DefaultIfEmpty(NgramTable.Never).Min();
            bool begins = levels.Count > 1 && levels[1].Exists(entry => _alphabet[entry.Symbols[0]] == Begin);
            bool ends = levels[0].Exists(entry => _alphabet[entry.Symbols[0]] == End && entry.LogProbability > NeverLog10 * Math.Log(10) / 2);
            // Marks without a meaning, as other tools want them, and the unknown are no characters.
            int[] kept = [.. Enumerable.Range(0, _alphabet.Count).Where(symbol => _alphabet[symbol] switch { Unknown => false, Begin => begins, End => ends, _ => true })];
            var numbers = kept.Select((symbol, number) => (symbol, number)).ToDictionary(pair => pair.symbol, pair => pair.number);
            int bits = NgramCounts.BitsFor(kept.Length);
            if (bits * levels.Count > 128 || kept.Length > ushort.MaxValue)
                throw Fault($"expected fewer characters for an order of {levels.Count}; got {kept.Length}");
            if (levels[0].Find(entry => _alphabet[entry.Symbols[0]] is var token && token is not (Space or Begin or End or Unknown)
                && new StringInfo(token).LengthInTextElements != 1) is { } word)
                throw Fault($"expected tokens of one character; got \"{_alphabet[word.Symbols[0]]}\": this is a model of words", word.Line);

            var table = new List<NgramTable.Level>();
            for (int i = 0; i < levels.Count; i++)
            {
                bool isLongest = i == levels.Count - 1;
                var sorted = levels[i].Where(entry => entry.Symbols.All(numbers.ContainsKey))
                    .Select(entry => (Key: entry.Symbols.Aggregate(UInt128.Zero, (key, symbol) => (key << bits) | (uint)numbers[symbol]), Entry: entry))
                    .OrderBy(entry => entry.Key).ToArray();
                for (int j = 1; j < sorted.Length; j++)
                    if (sorted[j].Key == sorted[j - 1].Key)
                        throw Fault($"expected every sequence once; this one was there before, at line {sorted[j - 1].Entry.Line}", sorted[j].Entry.Line);
                if (i > 0)
                    CheckContexts(table[i - 1], levels[i - 1], sorted, bits, numbers);
                table.Add(new NgramTable.Level(
                    [.. sorted.Select(entry => entry.Key)], [.. sorted.Select(entry => entry.Entry.LogProbability)],
                    isLongest ? [] : [.. sorted.Select(entry => entry.Entry.BackOff ?? 0)]));
            }
            return (new NgramTable(bits, table, unknown), [.. kept.Select(symbol => _alphabet[symbol] == space ? " " : _alphabet[symbol])]);
        }

        /// <summary>Every sequence needs the one it begins with, and that a back-off.</summary>
        private void CheckContexts(
            NgramTable.Level shorter, List<Entry> shorterEntries, (UInt128 Key, Entry Entry)[] longer, int bits, Dictionary<int, int> numbers)
        {
            var without = shorterEntries.Where(entry => entry.BackOff is null && entry.Symbols.All(numbers.ContainsKey))
                .ToDictionary(entry => entry.Symbols.Aggregate(UInt128.Zero, (key, symbol) => (key << bits) | (uint)numbers[symbol]), entry => entry.Line);
            foreach (var (key, entry) in longer)
            {
                UInt128 context = key >> bits;
                if (Array.BinarySearch(shorter.Keys, context) < 0)
                    throw Fault($"expected the sequence that this one begins with among those of {entry.Symbols.Length - 1}", entry.Line);
                if (without.TryGetValue(context, out int line))
                    throw Fault($"expected a back-off: the sequence goes on at line {entry.Line}", line);
            }
        }

        private string? _last;

        /// <summary>The next line that is not empty.</summary>
        private string? Next()
        {
            do
            {
                _last = input.ReadLine()?.Trim(' ', '\t', '\r');
                _line++;
            }
            while (_last is "");
            return _last;
        }

        private float Number(string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && Math.Abs(value) < 1e6
                ? (float)Math.Max(NgramTable.Never, value * Math.Log(10)) : throw Fault($"expected a number; got \"{text}\"");

        private LanguageModelException Fault(string what, int line = 0) => new($"line {(line == 0 ? _line : line)}: {what}.");
    }
}
