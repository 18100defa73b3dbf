using Ductus.Layout;
using Ductus.Recognition;

namespace Ductus.Decoding;

/// <summary>
/// Reads one of some given texts: names, places, product codes. Each gets the probability that the network gives it over all its CTC
/// paths, exactly; all are followed through a tree at once. Immutable, share it.
/// </summary>
/// <remarks>
/// The confidence is the text's share among all on the list and the best that the network would read freely, so that writing which says
/// something else is not taken for the nearest text with certainty. O(T · nodes of the tree).
/// </remarks>
public sealed class ClosedList : IDecoder
{
    private readonly Codec _codec;
    private readonly double _temperature;
    private readonly int _alternatives;
    private readonly string[] _texts;
    private readonly Tree _tree;

    /// <param name="texts">What can be meant; brought to NFC, with single spaces and none at the ends; the same text twice is once.</param>
    /// <param name="codec">Of the logits.</param>
    /// <param name="temperature">What logits are divided by before they become probabilities, above 0.</param>
    /// <param name="alternatives">Runners-up that are told, 0…100.</param>
    /// <exception cref="ArgumentException">The list is empty, or holds characters that the codec does not have; the message names them.</exception>
    public ClosedList(IEnumerable<string> texts, Codec codec, double temperature = 1, int alternatives = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)alternatives, 100u, nameof(alternatives));
        _texts = [.. texts.Select(Spaced).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
        if (_texts.Length == 0)
            throw new ArgumentException("A list needs at least 1 text; it is empty.", nameof(texts));
        string[] foreign = [.. _texts.Where(text => codec.Unknown(text).Count > 0)];
        if (foreign.Length > 0)
        {
            string characters = string.Join(' ', foreign.SelectMany(codec.Unknown).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            throw new ArgumentException(
                $"{foreign.Length} of {_texts.Length} texts have characters that the model cannot write ({characters}), such as \"{foreign[0]}\".", nameof(texts));
        }
        (_codec, _temperature, _alternatives) = (codec, temperature, alternatives);
        _tree = new Tree(_texts.Select(codec.Encode), codec.Space);
    }

    /// <summary>How many texts there are.</summary>
    public int Count => _texts.Length;

    public string Name => $"list of {_texts.Length}";

    public bool IsCalibrated => false;

    public bool ReadsWholes => true;

    /// <summary>A text as it is read: NFC, single spaces, none at its ends.</summary>
    public static string Spaced(string text) => string.Join(' ', text.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public RecognizedText Decode(Logits logits)
    {
        if (logits.Classes != _codec.Classes)
            throw new ArgumentException($"The codec has {_codec.Classes} classes; the logits have {logits.Classes}.", nameof(logits));
        var line = LogProbabilities.Of(logits, _temperature);
        double[] scores = _tree.Scores(line, _texts.Length);
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(text => scores[text]).Take(_alternatives + 2)];

        string best = _texts[order[0]];
        double free = PrefixBeamSearch.Run(line, knowledge: null, new BeamOptions()).GroupBy(reading => _codec.Decode(reading.Labels).Trim())
            .Where(reading => Array.IndexOf(_texts, reading.Key) < 0).Select(reading => LogSum(reading.Select(one => one.LogProbability)))
            .DefaultIfEmpty(double.NegativeInfinity).Max();
        double all = PrefixBeamSearch.LogAdd(LogSum(scores), free);
        if (double.IsNegativeInfinity(scores[order[0]]))
            return new RecognizedText("", 0, []);                   // fewer frames than the shortest text has letters
        return new RecognizedText(best, Math.Exp(scores[order[0]] - all), Characters(line, best, Math.Exp(scores[order[0]] - all)), words: null,
            [.. order.Skip(1).Take(_alternatives).Select(text => new TextAlternative(_texts[text], Math.Exp(scores[text] - all)))])
        {
            Margin = scores.Length > 1 ? scores[order[0]] - scores[order[1]] : double.PositiveInfinity,
        };
    }

    private RecognizedCharacter[] Characters(LogProbabilities line, string text, double confidence)
    {
        int[] labels = _codec.Encode(text);
        (int First, int End)[] places = ForcedAlignment.Of(line, labels);
        return [.. labels.Select((label, i) => new RecognizedCharacter(_codec[label], places[i].First, places[i].End, confidence))];
    }

    private static double LogSum(IEnumerable<double> logs) => logs.Aggregate(double.NegativeInfinity, PrefixBeamSearch.LogAdd);

    /// <summary>The texts by their beginnings, each with and without a space before it and after it: lines of a training set have them.</summary>
    private sealed class Tree
    {
        private readonly List<int> _parents = [-1], _labels = [Codec.Blank], _texts = [-1];

        public Tree(IEnumerable<int[]> texts, int space)
        {
            var children = new Dictionary<(int Parent, int Label), int>();
            int Child(int parent, int label)
            {
                if (!children.TryGetValue((parent, label), out int child))
                {
                    children.Add((parent, label), child = _parents.Count);
                    _parents.Add(parent);
                    _labels.Add(label);
                    _texts.Add(-1);
                }
                return child;
            }

            int number = 0;
            foreach (int[] labels in texts)
            {
                foreach (int start in space > 0 ? (int[])[0, Child(0, space)] : [0])
                {
                    int end = labels.Aggregate(start, Child);
                    _texts[end] = number;
                    if (space > 0)
                        _texts[Child(end, space)] = number;
                }
                number++;
            }
        }

        /// <summary>Log probability of each text.</summary>
        public double[] Scores(LogProbabilities line, int count)
        {
            int nodes = _parents.Count;
            double[] blank = new double[nodes], label = new double[nodes];
            Array.Fill(blank, double.NegativeInfinity);
            Array.Fill(label, double.NegativeInfinity);
            blank[0] = 0;
            for (int frame = 0; frame < line.Frames; frame++)
            {
                ReadOnlySpan<float> row = line[frame];
                // Children come after their parents: from the last on, a parent still has the values of the frame before.
                for (int node = nodes - 1; node >= 0; node--)
                {
                    double stay = PrefixBeamSearch.LogAdd(blank[node], label[node]);
                    int parent = _parents[node];
                    if (parent >= 0)
                    {
                        double come = _labels[parent] == _labels[node] ? blank[parent] : PrefixBeamSearch.LogAdd(blank[parent], label[parent]);
                        label[node] = PrefixBeamSearch.LogAdd(label[node], come) + row[_labels[node]];
                    }
                    blank[node] = stay + row[Codec.Blank];
                }
            }
            var scores = new double[count];
            Array.Fill(scores, double.NegativeInfinity);
            for (int node = 0; node < nodes; node++)
                if (_texts[node] >= 0)
                    scores[_texts[node]] = PrefixBeamSearch.LogAdd(scores[_texts[node]], PrefixBeamSearch.LogAdd(blank[node], label[node]));
            return scores;
        }
    }
}
