using System.Text;
using Ductus.Recognition;

namespace Ductus.Decoding.LanguageModels;

/// <summary>
/// Weighs in a word n-gram: when a reading ends a word, by the probability of the word after those before it. Words outside the
/// vocabulary stay possible, at the model's probability of an unknown word and a cost. One per line.
/// </summary>
/// <remarks>Words come apart as <see cref="WordTokens"/> says; a test asserts that both do alike.</remarks>
internal sealed class WordKnowledge : IPrefixKnowledge
{
    private readonly Vocabulary _vocabulary;
    private readonly NgramContext _context;
    private readonly WordLabels _labels;
    private readonly WordWeights _weights;
    private readonly int _unknown, _number;
    private readonly List<State> _states = [];

    /// <param name="vocabulary">Of the model.</param>
    /// <param name="ngrams">Over its words.</param>
    /// <param name="labels">What each label is.</param>
    /// <param name="weights">How much it weighs.</param>
    public WordKnowledge(Vocabulary vocabulary, PackedNgrams ngrams, WordLabels labels, WordWeights weights)
    {
        (_vocabulary, _context, _labels, _weights) = (vocabulary, new NgramContext(ngrams), labels, weights);
        (_unknown, _number) = (vocabulary.Find(WordTokens.Unknown), vocabulary.Find(WordTokens.Number));
        _states.Add(new State(_context.Empty(), vocabulary.All, InWord: false, IsNumber: false, Apostrophe: false));
    }

    /// <summary>A reading: the words before, and how far the word has come that is being read.</summary>
    private readonly record struct State(int Context, Vocabulary.Range Word, bool InWord, bool IsNumber, bool Apostrophe);

    public int Start => 0;

    public double Score(int state, int label)
    {
        State at = _states[state];
        WordTokens.Kind kind = _labels.Kind(label);
        double score = 0;
        if (kind == WordTokens.Kind.Apostrophe && at.InWord && !at.Apostrophe)
            return 0;
        if (at.Apostrophe && kind != WordTokens.Kind.Letter)
        {
            score += Token(at.Context, Ended(at));
            at = at with { Context = _context.Next(at.Context, Ended(at)), InWord = false };
            score += Token(at.Context, _labels.Apostrophe);
            at = at with { Context = _context.Next(at.Context, _labels.Apostrophe), Apostrophe = false };
        }
        if (kind is WordTokens.Kind.Letter or WordTokens.Kind.Digit)
            return score;
        if (at.InWord)
        {
            score += Token(at.Context, Ended(at));
            at = at with { Context = _context.Next(at.Context, Ended(at)) };
        }
        return kind == WordTokens.Kind.Space ? score : score + Token(at.Context, _labels.Word(label));
    }

    public int Next(int state, int label)
    {
        State at = _states[state];
        WordTokens.Kind kind = _labels.Kind(label);
        if (kind == WordTokens.Kind.Apostrophe && at.InWord && !at.Apostrophe)
        {
            at = at with { Apostrophe = true };
        }
        else
        {
            if (at.Apostrophe && kind == WordTokens.Kind.Letter)
                at = at with { Word = _vocabulary.Follow(at.Word, "'"u8), Apostrophe = false };
            else if (at.Apostrophe)
                at = Between(_context.Next(_context.Next(at.Context, Ended(at)), _labels.Apostrophe));
            if (kind is WordTokens.Kind.Letter or WordTokens.Kind.Digit)
                at = at with { Word = _vocabulary.Follow(at.Word, _labels.LowerCase(label)), InWord = true, IsNumber = at.IsNumber || kind == WordTokens.Kind.Digit };
            else
            {
                int context = at.InWord ? _context.Next(at.Context, Ended(at)) : at.Context;
                at = Between(kind == WordTokens.Kind.Space ? context : _context.Next(context, _labels.Word(label)));
            }
        }
        _states.Add(at);
        return _states.Count - 1;
    }

    public double End(int state)
    {
        State at = _states[state];
        double score = at.InWord ? Token(at.Context, Ended(at)) : 0;
        return at.Apostrophe ? score + Token(_context.Next(at.Context, Ended(at)), _labels.Apostrophe) : score;
    }

    private State Between(int context) => new(context, _vocabulary.All, InWord: false, IsNumber: false, Apostrophe: false);

    /// <summary>The word that was read, without an apostrophe after it.</summary>
    private int Ended(State at)
    {
        if (at.IsNumber)
            return _number;
        int word = _vocabulary.Whole(at.Word);
        return word < 0 ? _unknown : word;
    }

    private double Token(int context, int word) =>
        _weights.Weight * _context.LogProbability(context, word) + (word == _unknown ? _weights.Unknown : _weights.Known);
}

/// <summary>What a codec's labels are to a word model. Immutable, share it.</summary>
internal sealed class WordLabels
{
    private readonly WordTokens.Kind[] _kinds;
    private readonly byte[][] _lowerCase;
    private readonly int[] _words;

    public WordLabels(Codec codec, Vocabulary vocabulary)
    {
        _kinds = new WordTokens.Kind[codec.Classes];
        _lowerCase = new byte[codec.Classes][];
        _words = new int[codec.Classes];
        int unknown = vocabulary.Find(WordTokens.Unknown);
        for (int label = 1; label < codec.Classes; label++)
        {
            string character = codec[label];
            _kinds[label] = WordTokens.KindOf(character.EnumerateRunes().First());
            _lowerCase[label] = Encoding.UTF8.GetBytes(string.Concat(character.EnumerateRunes().Select(Rune.ToLowerInvariant)));
            _words[label] = vocabulary.Find(character) is >= 0 and var word ? word : unknown;
        }
        Apostrophe = vocabulary.Find("'") is >= 0 and var apostrophe ? apostrophe : unknown;
    }

    /// <summary>The apostrophe as a word.</summary>
    public int Apostrophe { get; }

    public WordTokens.Kind Kind(int label) => _kinds[label];

    /// <summary>UTF-8 of the label's character in lower case.</summary>
    public ReadOnlySpan<byte> LowerCase(int label) => _lowerCase[label];

    /// <summary>The label's character as a word by itself.</summary>
    public int Word(int label) => _kinds[label] == WordTokens.Kind.Apostrophe ? Apostrophe : _words[label];
}
