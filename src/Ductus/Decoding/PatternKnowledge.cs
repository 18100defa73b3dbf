using Ductus.Recognition;

namespace Ductus.Decoding;

/// <summary>Lets only readings through that fit a pattern; a space before and after is free. One per line.</summary>
internal sealed class PatternKnowledge : IPrefixKnowledge
{
    private readonly TextPattern _pattern;
    private readonly Codec _codec;
    private readonly List<(IReadOnlySet<int> Places, Stage Stage)> _states = [];
    private readonly Dictionary<(int State, int Label), int> _next = [];

    public PatternKnowledge(TextPattern pattern, Codec codec)
    {
        (_pattern, _codec) = (pattern, codec);
        _states.Add((pattern.Start(), Stage.Before));
    }

    private enum Stage
    {
        Before,
        Inside,
        After,
    }

    public int Start => 0;

    public double Score(int state, int label) => Next(state, label) < 0 ? double.NegativeInfinity : 0;

    public int Next(int state, int label)
    {
        if (_next.TryGetValue((state, label), out int known))
            return known;
        var (places, stage) = _states[state];
        int next = -1;
        string character = _codec[label];
        IReadOnlySet<int> after = stage == Stage.After ? new HashSet<int>()
            : character.EnumerateRunes().Aggregate(places, (at, rune) => _pattern.Next(at, rune));
        bool isSpace = string.IsNullOrWhiteSpace(character);
        if (after.Count > 0)
            next = Add(after, Stage.Inside);
        else if (isSpace && stage == Stage.Before && state == Start)
            next = Add(places, Stage.Before);
        else if (isSpace && stage != Stage.After && TextPattern.IsEnd(places))
            next = Add(places, Stage.After);
        _next.Add((state, label), next);
        return next;
    }

    public double End(int state) => TextPattern.IsEnd(_states[state].Places) ? 0 : double.NegativeInfinity;

    private int Add(IReadOnlySet<int> places, Stage stage)
    {
        _states.Add((places, stage));
        return _states.Count - 1;
    }
}
