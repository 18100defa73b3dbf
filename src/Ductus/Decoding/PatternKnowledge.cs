using Ductus.Recognition;

namespace Ductus.Decoding;

/// <summary>Lets only readings through that fit a pattern; a space before and one after are free. One per line.</summary>
internal sealed class PatternKnowledge : IPrefixKnowledge
{
    private readonly TextPattern _pattern;
    private readonly Codec _codec;
    private readonly List<(IReadOnlySet<int> Places, bool HasEnded)> _states = [];
    private readonly Dictionary<(int State, int Label), int> _next = [];
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    public PatternKnowledge(TextPattern pattern, Codec codec)
    {
        (_pattern, _codec) = (pattern, codec);
        _states.Add((pattern.Start(), HasEnded: false));
    }

    public int Start => 0;

    public double Score(int state, int label) => Next(state, label) < 0 ? double.NegativeInfinity : 0;

    public int Next(int state, int label)
    {
        if (_next.TryGetValue((state, label), out int known))
            return known;
        IReadOnlySet<int> before = _states[state].Places;
        string character = _codec[label];
        var places = new HashSet<int>(character.EnumerateRunes().Aggregate(before, (at, rune) => _pattern.Next(at, rune)));
        bool isSpace = string.IsNullOrWhiteSpace(character);
        // A space may also be the free one: before the text, or after one that may end here.
        if (isSpace && state == Start)
            places.UnionWith(before);
        bool hasEnded = isSpace && state != Start && TextPattern.IsEnd(before);
        int next = -1;
        if (places.Count > 0 || hasEnded)
        {
            // Readings that stand at the same places are alike: there are few such states, however many readings.
            string key = $"{hasEnded} {string.Join(' ', places.Order())}";
            if (!_known.TryGetValue(key, out next))
            {
                _states.Add((places, hasEnded));
                _known.Add(key, next = _states.Count - 1);
            }
        }
        _next.Add((state, label), next);
        return next;
    }

    public double End(int state) => _states[state].HasEnded || TextPattern.IsEnd(_states[state].Places) ? 0 : double.NegativeInfinity;
}
