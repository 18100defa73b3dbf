using Ductus.Recognition;

namespace Ductus.Decoding.LanguageModels;

/// <summary>
/// Weighs in a character n-gram: each label by the probability of its characters after those before it, and a bonus for each, since
/// the probabilities alone favour short readings. A line starts and ends as if at a space. One per line.
/// </summary>
internal sealed class CharacterKnowledge : IPrefixKnowledge
{
    private readonly NgramContext _context;
    private readonly CharacterSymbols _symbols;
    private readonly CharacterWeights _weights;
    private readonly List<(int Context, bool AfterSpace)> _states = [];

    public CharacterKnowledge(PackedNgrams ngrams, CharacterSymbols symbols, CharacterWeights weights)
    {
        (_context, _symbols, _weights) = (new NgramContext(ngrams), symbols, weights);
        _states.Add((_context.Next(_context.Empty(), symbols.Space), AfterSpace: true));
    }

    public int Start => 0;

    public double Score(int state, int label)
    {
        var (context, afterSpace) = _states[state];
        // The line's start is a space already: one more there is part of it.
        if (state == Start && label == _symbols.SpaceLabel)
            return 0;
        ReadOnlySpan<int> symbols = _symbols.Of(label);
        double log = _context.LogProbability(context, symbols[0]);
        for (int i = 1; i < symbols.Length; i++)
        {
            context = _context.Next(context, symbols[i - 1]);
            log += _context.LogProbability(context, symbols[i]);
        }
        return _weights.Weight * log + _weights.Bonus;
    }

    public int Next(int state, int label)
    {
        if (state == Start && label == _symbols.SpaceLabel)
            return Start;
        int context = _states[state].Context;
        foreach (int symbol in _symbols.Of(label))
            context = _context.Next(context, symbol);
        _states.Add((context, label == _symbols.SpaceLabel));
        return _states.Count - 1;
    }

    public double End(int state) =>
        _states[state].AfterSpace ? 0 : _weights.Weight * _context.LogProbability(_states[state].Context, _symbols.Space) + _weights.Bonus;
}

/// <summary>The symbols of a character model for each label of a codec. Immutable, share it.</summary>
internal sealed class CharacterSymbols
{
    private const int Unknown = -1;

    private readonly int[][] _symbols;

    /// <param name="codec">Its labels.</param>
    /// <param name="alphabet">The model's symbols.</param>
    public CharacterSymbols(Codec codec, IReadOnlyList<string> alphabet)
    {
        var symbols = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < alphabet.Count; i++)
            symbols[alphabet[i]] = i;
        _symbols = [[], .. codec.Alphabet.Select(character => symbols.TryGetValue(character, out int whole) ? [whole]
            : character.EnumerateRunes().Select(rune => symbols.GetValueOrDefault(rune.ToString(), Unknown)).ToArray())];
        Space = symbols.GetValueOrDefault(" ", Unknown);
        SpaceLabel = codec.Space;
    }

    /// <summary>The space among the model's symbols; −1 if it has none.</summary>
    public int Space { get; }

    /// <summary>The space among the labels; 0 if there is none.</summary>
    public int SpaceLabel { get; }

    /// <summary>One symbol or, where the model has a character's code points only, several; −1 for what it does not have.</summary>
    public ReadOnlySpan<int> Of(int label) => _symbols[label];
}
