namespace Ductus.Decoding;

/// <summary>
/// What is known besides the image, of one line while it is read: a language model, a pattern. Follows the
/// readings of a beam label by label; a state is a number that stands for what it needs to know of a reading. One per line.
/// </summary>
internal interface IPrefixKnowledge
{
    /// <summary>The state of the empty reading.</summary>
    int Start { get; }

    /// <summary>The score of a label after a reading: a weighted natural log, −∞ where it cannot follow.</summary>
    double Score(int state, int label);

    /// <summary>The state of the reading with that label added. Only asked where the label can follow.</summary>
    int Next(int state, int label);

    /// <summary>The score of ending here; −∞ where a reading cannot end.</summary>
    double End(int state);
}
