namespace Ductus.Decoding;

/// <summary>The knowledge of a line whose reading is settled but for a part in the middle. One per part.</summary>
/// <param name="knowledge">Of the line.</param>
/// <param name="before">Its state after what stands before the part.</param>
/// <param name="after">Labels that follow the part; the first few are enough, as far as they change with it.</param>
/// <param name="endsLine">Whether the line ends after these.</param>
internal sealed class Surrounded(IPrefixKnowledge knowledge, int before, ReadOnlyMemory<int> after, bool endsLine) : IPrefixKnowledge
{
    public int Start => before;

    public double Score(int state, int label) => knowledge.Score(state, label);

    public int Next(int state, int label) => knowledge.Next(state, label);

    public double End(int state)
    {
        double score = 0;
        foreach (int label in after.Span)
        {
            score += knowledge.Score(state, label);
            if (double.IsNegativeInfinity(score))
                return score;
            state = knowledge.Next(state, label);
        }
        return endsLine ? score + knowledge.End(state) : score;
    }
}
