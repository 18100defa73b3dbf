using System.Runtime.InteropServices;
using Ductus.Recognition;

namespace Ductus.Decoding;

/// <summary>How far a beam search looks.</summary>
public sealed record BeamOptions
{
    /// <summary>Readings kept after each frame, 1…10,000. More is slower, and beyond 16 seldom better.</summary>
    public int Width
    {
        get; init => field = value is >= 1 and <= 10_000 ? value
        : throw new ArgumentOutOfRangeException(nameof(Width), value, "A beam keeps 1…10,000 readings.");
    } = 16;

    /// <summary>Natural log of the probability in a frame below which a class is passed over, at most 0; −∞ looks at all of them.</summary>
    public double LeastLogProbability
    {
        get; init => field = value <= 0 ? value
        : throw new ArgumentOutOfRangeException(nameof(LeastLogProbability), value, "The log of a probability is at most 0.");
    } = -9;
}

/// <summary>A reading that a beam search ended with.</summary>
/// <param name="Labels">1…C−1.</param>
/// <param name="LogProbability">Natural log of the probability that the network gives it, over all CTC paths the beam saw.</param>
/// <param name="Score">That and what the knowledge added.</param>
internal sealed record Hypothesis(int[] Labels, double LogProbability, double Score);

/// <summary>
/// Finds the most probable readings of a line, each over all its CTC paths, with what else is known of the language. A reading is a node
/// of a tree; paths that end in a blank and in its last label are counted apart, since only the former may repeat the label.
/// </summary>
/// <remarks>
/// Exact where the width takes every reading and no class is passed over. O(T · width · n²) for n classes that are looked at in a frame, which are few but where a pattern asks for all.
/// Sources: Graves 2012, "Supervised Sequence Labelling", section 7.5.2; Hannun et al. 2014, "First-pass large vocabulary continuous speech
/// recognition using bi-directional recurrent DNNs" (language model in the search).
/// </remarks>
internal sealed class PrefixBeamSearch
{
    private readonly BeamOptions _options;
    private readonly IPrefixKnowledge? _knowledge;
    private readonly List<Node> _nodes = [];
    private int[] _beam = [];
    private readonly List<int> _next = [], _labels = [];

    private PrefixBeamSearch(IPrefixKnowledge? knowledge, BeamOptions options) => (_knowledge, _options) = (knowledge, options);

    /// <summary>A reading: its parent and a label more.</summary>
    private struct Node
    {
        public int Parent, Label, FirstChild, NextSibling;

        /// <summary>Of the knowledge; −1 until it is asked for.</summary>
        public int State;

        /// <summary>What the knowledge added so far.</summary>
        public double Knowledge;

        /// <summary>Log probability of the paths to here that end in a blank, and of those that end in the label.</summary>
        public double Blank, NonBlank;

        /// <summary>The same after the frame that is being looked at.</summary>
        public double NextBlank, NextNonBlank;

        /// <summary>Whether it is among those of the next frame already.</summary>
        public bool IsNext;
    }

    /// <summary>Reads a whole line.</summary>
    /// <param name="line">(T, C) natural logs.</param>
    /// <param name="knowledge">What to weigh in; <see langword="null"/> for the network alone.</param>
    /// <param name="options">Width and pruning.</param>
    /// <returns>At most as many as the beam is wide, best first; none where the knowledge lets no reading end here.</returns>
    public static IReadOnlyList<Hypothesis> Run(LogProbabilities line, IPrefixKnowledge? knowledge, BeamOptions options) =>
        Run(line, 0, line.Frames, Codec.Blank, knowledge, options);

    /// <summary>Reads some frames of a line.</summary>
    /// <param name="line">(T, C) natural logs.</param>
    /// <param name="from">First frame.</param>
    /// <param name="to">The frame after the last.</param>
    /// <param name="before">The class of the frame before the first: its label is not read again while it goes on.</param>
    /// <param name="knowledge">What to weigh in.</param>
    /// <param name="options">Width and pruning.</param>
    public static IReadOnlyList<Hypothesis> Run(LogProbabilities line, int from, int to, int before, IPrefixKnowledge? knowledge, BeamOptions options)
    {
        var search = new PrefixBeamSearch(knowledge, options);
        search.Begin(before);
        for (int frame = from; frame < to; frame++)
            search.Step(line[frame]);
        return search.End();
    }

    private void Begin(int before)
    {
        _nodes.Add(new Node
        {
            Parent = -1,
            Label = before,
            FirstChild = -1,
            NextSibling = -1,
            State = _knowledge?.Start ?? 0,
            Blank = before == Codec.Blank ? 0 : double.NegativeInfinity,
            NonBlank = before == Codec.Blank ? double.NegativeInfinity : 0,
            NextBlank = double.NegativeInfinity,
            NextNonBlank = double.NegativeInfinity,
        });
        _beam = [0];
    }

    private void Step(ReadOnlySpan<float> frame)
    {
        _next.Clear();
        _labels.Clear();
        for (int label = 1; label < frame.Length; label++)
            if (frame[label] >= _options.LeastLogProbability)
                _labels.Add(label);
        foreach (int index in _beam)
        {
            Node node = Nodes[index];
            double all = LogAdd(node.Blank, node.NonBlank);
            Nodes[Reach(index)].NextBlank = LogAdd(Nodes[index].NextBlank, all + frame[Codec.Blank]);
            if (node.Label != Codec.Blank)
                Nodes[Reach(index)].NextNonBlank = LogAdd(Nodes[index].NextNonBlank, node.NonBlank + frame[node.Label]);
            foreach (int label in _labels)
            {
                // The last label once more needs a blank in between.
                double path = (label == node.Label ? node.Blank : all) + frame[label];
                if (double.IsNegativeInfinity(path) || Child(index, label) is not (>= 0 and var child))
                    continue;
                Reach(child);
                Nodes[child].NextNonBlank = LogAdd(Nodes[child].NextNonBlank, path);
            }
        }
        Prune();
    }

    /// <summary>Makes the next frame the current one, with the best readings only.</summary>
    private void Prune()
    {
        foreach (int index in _beam)
            (Nodes[index].Blank, Nodes[index].NonBlank) = (double.NegativeInfinity, double.NegativeInfinity);
        foreach (int index in _next)
        {
            ref Node node = ref Nodes[index];
            (node.Blank, node.NonBlank) = (node.NextBlank, node.NextNonBlank);
            (node.NextBlank, node.NextNonBlank, node.IsNext) = (double.NegativeInfinity, double.NegativeInfinity, false);
        }
        int[] reached = [.. _next];
        if (reached.Length > _options.Width)
        {
            var scores = new double[reached.Length];
            for (int i = 0; i < reached.Length; i++)
                scores[i] = -Score(reached[i]);
            Array.Sort(scores, reached);
            foreach (int index in reached.AsSpan(_options.Width))
                (Nodes[index].Blank, Nodes[index].NonBlank) = (double.NegativeInfinity, double.NegativeInfinity);
            Array.Resize(ref reached, _options.Width);
        }
        _beam = reached;
    }

    private List<Hypothesis> End()
    {
        var ended = new List<Hypothesis>();
        foreach (int index in _beam)
        {
            double end = _knowledge?.End(State(index)) ?? 0, network = LogAdd(Nodes[index].Blank, Nodes[index].NonBlank);
            if (!double.IsNegativeInfinity(end + network))
                ended.Add(new Hypothesis(Labels(index), network, Score(index) + end));
        }
        return [.. ended.OrderByDescending(hypothesis => hypothesis.Score)];
    }

    private Span<Node> Nodes => CollectionsMarshal.AsSpan(_nodes);

    private double Score(int index)
    {
        ref Node node = ref Nodes[index];
        return LogAdd(node.Blank, node.NonBlank) + node.Knowledge;
    }

    private int Reach(int index)
    {
        ref Node node = ref Nodes[index];
        if (!node.IsNext)
        {
            node.IsNext = true;
            _next.Add(index);
        }
        return index;
    }

    /// <summary>The reading with a label added; −1 where the knowledge forbids it.</summary>
    private int Child(int parent, int label)
    {
        for (int child = Nodes[parent].FirstChild; child >= 0; child = Nodes[child].NextSibling)
            if (Nodes[child].Label == label)
                return double.IsNegativeInfinity(Nodes[child].Knowledge) ? -1 : child;
        double score = _knowledge?.Score(State(parent), label) ?? 0;
        _nodes.Add(new Node
        {
            Parent = parent,
            Label = label,
            FirstChild = -1,
            NextSibling = Nodes[parent].FirstChild,
            State = -1,
            Knowledge = Nodes[parent].Knowledge + score,
            Blank = double.NegativeInfinity,
            NonBlank = double.NegativeInfinity,
            NextBlank = double.NegativeInfinity,
            NextNonBlank = double.NegativeInfinity,
        });
        Nodes[parent].FirstChild = _nodes.Count - 1;
        return double.IsNegativeInfinity(score) ? -1 : _nodes.Count - 1;
    }

    private int State(int index)
    {
        if (Nodes[index].State < 0)
        {
            // The list may grow while the parent is asked: no reference is held over the call.
            int state = _knowledge!.Next(State(Nodes[index].Parent), Nodes[index].Label);
            Nodes[index].State = state;
        }
        return Nodes[index].State;
    }

    private int[] Labels(int index)
    {
        var labels = new List<int>();
        for (; Nodes[index].Parent >= 0; index = Nodes[index].Parent)
            labels.Add(Nodes[index].Label);
        labels.Reverse();
        return [.. labels];
    }

    /// <summary>log(eᵃ + eᵇ)</summary>
    internal static double LogAdd(double a, double b)
    {
        if (a < b)
            (a, b) = (b, a);
        return double.IsNegativeInfinity(b) ? a : a + Math.Log(1 + Math.Exp(b - a));
    }
}
