using Ductus.Recognition;

namespace Ductus.Decoding;

/// <summary>The probability of a reading, over all its CTC paths. Source: Graves et al. 2006, section 4.1.</summary>
internal static class CtcForward
{
    /// <param name="line">(T, C) natural logs.</param>
    /// <param name="from">First frame.</param>
    /// <param name="to">The frame after the last.</param>
    /// <param name="labels">1…C−1.</param>
    /// <returns>Natural log; −∞ where the frames are too few.</returns>
    public static double LogProbability(LogProbabilities line, int from, int to, ReadOnlySpan<int> labels)
    {
        // States: blank, label 1, blank, label 2, …, blank.
        int states = 2 * labels.Length + 1;
        double[] now = new double[states], before = new double[states];
        Array.Fill(before, double.NegativeInfinity);
        before[0] = 0;
        for (int frame = from; frame < to; frame++)
        {
            ReadOnlySpan<float> row = line[frame];
            for (int state = 0; state < states; state++)
            {
                double sum = before[state];
                if (state > 0)
                    sum = PrefixBeamSearch.LogAdd(sum, before[state - 1]);
                // A blank may be passed over between different labels.
                if (state > 1 && state % 2 == 1 && labels[state / 2] != labels[state / 2 - 1])
                    sum = PrefixBeamSearch.LogAdd(sum, before[state - 2]);
                now[state] = sum + row[state % 2 == 0 ? Codec.Blank : labels[state / 2]];
            }
            (now, before) = (before, now);
        }
        return states == 1 ? before[0] : PrefixBeamSearch.LogAdd(before[states - 1], before[states - 2]);
    }
}
