namespace Ductus.Decoding.LanguageModels;

/// <summary>Two kinds of knowledge of the same line, their scores added up. One per line.</summary>
internal sealed class JointKnowledge : IPrefixKnowledge
{
    private readonly IPrefixKnowledge _first, _second;
    private readonly List<(int First, int Second)> _states = [];

    public JointKnowledge(IPrefixKnowledge first, IPrefixKnowledge second)
    {
        (_first, _second) = (first, second);
        _states.Add((first.Start, second.Start));
    }

    public int Start => 0;

    public double Score(int state, int label) =>
        _first.Score(_states[state].First, label) is var first && double.IsNegativeInfinity(first) ? first : first + _second.Score(_states[state].Second, label);

    public int Next(int state, int label)
    {
        _states.Add((_first.Next(_states[state].First, label), _second.Next(_states[state].Second, label)));
        return _states.Count - 1;
    }

    public double End(int state) => _first.End(_states[state].First) + _second.End(_states[state].Second);
}
