namespace Ductus.Decoding.LanguageModels;

/// <summary>
/// Follows readings through an n-gram model: a state is the context of up to n − 1 symbols, as the nodes of its ends of every length.
/// One per line.
/// </summary>
internal sealed class NgramContext(PackedNgrams ngrams)
{
    private const int Missing = -1;

    private readonly int _stride = Math.Max(1, ngrams.Order - 1);
    private readonly List<int> _nodes = [];

    /// <summary>A state without context.</summary>
    public int Empty()
    {
        for (int i = 0; i < _stride; i++)
            _nodes.Add(Missing);
        return _nodes.Count / _stride - 1;
    }

    /// <summary>Log probability of a symbol after a context.</summary>
    /// <param name="state">The context.</param>
    /// <param name="symbol">0…V−1; anything else is unknown.</param>
    public double LogProbability(int state, int symbol)
    {
        bool known = (uint)symbol < (uint)ngrams.Symbols;
        double backOff = 0;
        // p(w | h) where hw is there, else the back-off of h and one symbol of context less
        for (int length = ngrams.Order - 1; length >= 1; length--)
        {
            int node = _nodes[state * _stride + length - 1];
            if (node == Missing)
                continue;
            int child = known ? ngrams.Child(length, node, symbol) : Missing;
            if (child != Missing)
                return backOff + ngrams.LogProbability(length + 1, child);
            backOff += ngrams.BackOff(length, node);
        }
        return backOff + (known ? ngrams.LogProbability(1, symbol) : ngrams.Unknown);
    }

    /// <summary>The context with a symbol more, the first one less where it gets too long; an unknown symbol leaves none.</summary>
    public int Next(int state, int symbol)
    {
        if (ngrams.Order == 1)
            return state;
        if ((uint)symbol >= (uint)ngrams.Symbols)
            return Empty();
        _nodes.Add(symbol);
        for (int length = 1; length < _stride; length++)
        {
            int node = _nodes[state * _stride + length - 1];
            _nodes.Add(node == Missing ? Missing : ngrams.Child(length, node, symbol));
        }
        return _nodes.Count / _stride - 1;
    }
}
