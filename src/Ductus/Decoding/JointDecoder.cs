using Ductus.Recognition;

namespace Ductus.Decoding;

/// <summary>
/// Reads a line with several models together. Where they have one alphabet and their frames lie upon each other, what they believe is
/// averaged and read once, by the first one's decoder; else each reads by itself, and they vote word by word, or the surest wins where
/// readings make sense as a whole only. Immutable, share it.
/// </summary>
public sealed class JointDecoder
{
    private readonly (Codec Codec, IDecoder Decoder)[] _members;

    /// <param name="members">At least one: its alphabet and its decoder; where members disagree and are equally sure, the first one wins.</param>
    public JointDecoder(IReadOnlyList<(Codec Codec, IDecoder Decoder)> members) =>
        _members = members.Count > 0 ? [.. members] : throw new ArgumentException("A joint reading needs at least 1 member; got none.", nameof(members));

    /// <param name="logits">Of each member, in their order.</param>
    /// <exception cref="ArgumentException">There are more or fewer logits than members.</exception>
    public RecognizedText Decode(IReadOnlyList<Logits> logits)
    {
        if (logits.Count != _members.Length)
            throw new ArgumentException($"{_members.Length} members need as many logits; got {logits.Count}.", nameof(logits));
        if (_members.Length == 1)
            return _members[0].Decoder.Decode(logits[0]);
        bool aligned = _members.All(member => member.Codec.Alphabet.SequenceEqual(_members[0].Codec.Alphabet)) && logits.All(one => one.Frames == logits[0].Frames);
        if (aligned)
            return _members[0].Decoder.Decode(LogProbabilities.Mean([.. logits.Select(one => LogProbabilities.Of(one))]).ToLogits());
        // Words of two entries of a list make no entry.
        if (_members.Any(member => member.Decoder.ReadsWholes))
            return logits.Select((one, i) => _members[i].Decoder.Decode(one)).MaxBy(read => read.Confidence)!;   // there are members
        return Rover.Vote([.. logits.Select((one, i) => (_members[i].Decoder.Decode(one), Frames: one.Frames))]);
    }
}
