using Ductus.Recognition;

namespace Ductus.Decoding;

/// <summary>Where in a line each label of a reading stands: the most probable CTC path that gives this reading. Source: Viterbi over the labels with blanks between, Graves 2012, section 7.4.</summary>
internal static class ForcedAlignment
{
    /// <param name="line">(T, C) natural logs.</param>
    /// <param name="labels">1…C−1; with a frame for each and one between equal neighbours there is room for them.</param>
    /// <returns>Of each label its first frame and the frame after its last.</returns>
    /// <exception cref="ArgumentException">There are too few frames for the labels.</exception>
    public static (int First, int End)[] Of(LogProbabilities line, ReadOnlySpan<int> labels)
    {
        // States: blank, label 1, blank, label 2, …, blank.
        int states = 2 * labels.Length + 1;
        var best = new double[states];
        var before = new double[states];
        var steps = new byte[line.Frames * states];                 // how many states back the path came from
        Array.Fill(before, double.NegativeInfinity);
        for (int frame = 0; frame < line.Frames; frame++)
        {
            ReadOnlySpan<float> row = line[frame];
            for (int state = 0; state < states; state++)
            {
                int label = state % 2 == 0 ? Codec.Blank : labels[state / 2];
                double from = frame == 0 ? (state <= 1 ? 0 : double.NegativeInfinity) : before[state];
                byte step = 0;
                if (frame > 0 && state > 0 && before[state - 1] > from)
                    (from, step) = (before[state - 1], 1);
                // A blank may be passed over between different labels.
                if (frame > 0 && state % 2 == 1 && state > 1 && labels[state / 2] != labels[state / 2 - 1] && before[state - 2] > from)
                    (from, step) = (before[state - 2], 2);
                best[state] = from + row[label];
                steps[frame * states + state] = step;
            }
            (best, before) = (before, best);
        }

        int at = states > 1 && before[states - 2] > before[states - 1] ? states - 2 : states - 1;
        if (line.Frames > 0 && double.IsNegativeInfinity(before[at]) || line.Frames == 0 && labels.Length > 0)
            throw new ArgumentException($"{labels.Length} labels need at least as many frames and one more between equal neighbours; there are {line.Frames}.", nameof(labels));
        var places = new (int First, int End)[labels.Length];
        for (int frame = line.Frames - 1; frame >= 0; frame--)
        {
            if (at % 2 == 1)
                places[at / 2] = (frame, places[at / 2].End == 0 ? frame + 1 : places[at / 2].End);
            at -= steps[frame * states + at];
        }
        return places;
    }
}
