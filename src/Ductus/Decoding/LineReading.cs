using Ductus.Layout;
using Ductus.Recognition;

namespace Ductus.Decoding;

/// <summary>Makes of the best readings of a line its text with places, confidences and alternatives. One per line.</summary>
internal sealed class LineReading(LogProbabilities line, Codec codec, IPrefixKnowledge? knowledge, BeamDecoderOptions options, double temperature)
{
    /// <param name="hypotheses">At least one, best first.</param>
    public RecognizedText Of(IReadOnlyList<Hypothesis> hypotheses)
    {
        int[] labels = hypotheses[0].Labels;
        (int First, int End)[] places = ForcedAlignment.Of(line, labels);
        var characters = new List<RecognizedCharacter>();
        var words = new List<RecognizedWord>();
        double confidence = 1;
        int state = knowledge?.Start ?? 0;
        for (int from = 0, to; from < labels.Length; from = to)
        {
            bool isSpace = IsSpace(labels[from]);
            for (to = from + 1; to < labels.Length && !isSpace && !IsSpace(labels[to]);)
                to++;
            if (isSpace)
            {
                // Spaces at the ends are none of the line's, and several are one.
                if (words.Count > 0 && labels.AsSpan(to).ContainsAnyExcept(Spaces) && !(characters.Count > 0 && characters[^1].Character == " "))
                    characters.Add(new RecognizedCharacter(" ", places[from].First, places[from].End, 1));
            }
            else
            {
                var (word, wordCharacters) = Word(labels, places, from, to, state, characters.Count);
                words.Add(word);
                characters.AddRange(wordCharacters);
                confidence *= word.Confidence;
            }
            for (int i = from; i < to && knowledge is not null; i++)
                state = knowledge.Next(state, labels[i]);
        }
        if (words.Count == 0)
            confidence = hypotheses.Zip(Shares(hypotheses)).Where(one => Text(one.First.Labels).Length == 0).Sum(one => one.Second);
        for (int i = 0; i < words.Count; i++)
        {
            var (first, end) = RecognizedWord.Extent(characters, words[i].FirstCharacter, words[i].EndCharacter);
            words[i] = words[i] with { FirstFrame = first, EndFrame = end };
        }
        return new RecognizedText(Text(labels), confidence, characters, words, LineAlternatives(hypotheses, confidence));
    }

    /// <summary>Others of the beam, as much less probable than the reading as their scores are lower.</summary>
    private TextAlternative[] LineAlternatives(IReadOnlyList<Hypothesis> hypotheses, double confidence)
    {
        string read = Text(hypotheses[0].Labels);
        return
        [
            .. hypotheses.Skip(1).Select(hypothesis => (Text: Text(hypothesis.Labels), hypothesis.Score)).Where(other => other.Text != read)
                .DistinctBy(other => other.Text).Take(options.Alternatives)
                .Select(other => new TextAlternative(other.Text, confidence * Math.Exp((other.Score - hypotheses[0].Score) / temperature))),
        ];
    }

    private (RecognizedWord Word, RecognizedCharacter[] Characters) Word(
        int[] labels, (int First, int End)[] places, int from, int to, int state, int firstCharacter)
    {
        // All frames between the spaces at its sides.
        int first = from > 0 ? places[from - 1].End : 0, end = to < labels.Length ? places[to].First : line.Frames;
        int afterEnd = SeenAfter(labels, to);
        IPrefixKnowledge? within = knowledge is null ? null : new Surrounded(knowledge, state, labels.AsMemory(to, afterEnd - to), endsLine: afterEnd == labels.Length);
        IReadOnlyList<Hypothesis> others = PrefixBeamSearch.Run(line, first, end, from > 0 ? labels[from - 1] : Codec.Blank, within, options.Beam);

        int[] read = labels[from..to];
        string text = Text(read);
        string[] texts = [.. others.Select(other => Text(other.Labels))];
        double[] shares = Shares(others);
        var all = new Dictionary<string, double>(StringComparer.Ordinal);
        var agreeing = new double[read.Length];
        for (int k = 0; k < others.Count; k++)
        {
            all[texts[k]] = all.GetValueOrDefault(texts[k]) + shares[k];
            bool[] same = CommonLabels(read, others[k].Labels);
            for (int i = 0; i < read.Length; i++)
                agreeing[i] += same[i] ? shares[k] : 0;
        }
        // What the narrow look missed altogether is at most as probable as the least that it found.
        double confidence = all.TryGetValue(text, out double found) ? found : all.Values.DefaultIfEmpty(0).Min();
        var word = new RecognizedWord
        {
            Text = text,
            FirstCharacter = firstCharacter,
            EndCharacter = firstCharacter + read.Length,
            FirstFrame = places[from].First,                        // known better when all characters are
            EndFrame = places[to - 1].End,
            Confidence = confidence,
            Alternatives = [.. all.Where(other => other.Key != text).OrderByDescending(other => other.Value).Take(options.Alternatives).Select(other => new TextAlternative(other.Key, other.Value))],
        };
        return (word, [.. read.Select((label, i) => new RecognizedCharacter(
            codec[label], places[from + i].First, places[from + i].End, Math.Clamp(Math.Max(confidence, agreeing[i]), 0, 1)))]);
    }

    /// <summary>The end of the labels after a word that its alternatives change the score of: as far as n-grams see, or all that a pattern asks for.</summary>
    private int SeenAfter(int[] labels, int to)
    {
        if (options.Pattern is not null)
            return labels.Length;
        int end = to;
        for (int spaces = 0; end < labels.Length && (end - to < Math.Max(1, options.LanguageModel?.Order ?? 1) || spaces < (options.LanguageModel?.WordOrder ?? 0)); end++)
            spaces += IsSpace(labels[end]) ? 1 : 0;
        return end;
    }

    /// <summary>p ∝ exp(score ÷ τ)</summary>
    /// <param name="readings">Best first: nothing overflows.</param>
    private double[] Shares(IReadOnlyList<Hypothesis> readings)
    {
        double[] weights = [.. readings.Select(reading => Math.Exp((reading.Score - readings[0].Score) / temperature))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private int[] Spaces => field ??= [.. Enumerable.Range(1, codec.Classes - 1).Where(IsSpace)];

    private bool IsSpace(int label) => string.IsNullOrWhiteSpace(codec[label]);

    /// <summary>Without spaces at its ends, several in a row as one.</summary>
    private string Text(int[] labels)
    {
        int[] trimmed = labels.AsSpan().Trim(Spaces).ToArray();
        return codec.Decode([.. trimmed.Where((label, i) => i == 0 || !IsSpace(label) || !IsSpace(trimmed[i - 1]))]);
    }

    /// <summary>Which labels of a reading are in a longest common subsequence with another's.</summary>
    private static bool[] CommonLabels(int[] read, int[] other)
    {
        var length = new int[read.Length + 1, other.Length + 1];
        for (int i = read.Length - 1; i >= 0; i--)
            for (int j = other.Length - 1; j >= 0; j--)
                length[i, j] = read[i] == other[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
        var common = new bool[read.Length];
        for (int i = 0, j = 0; i < read.Length && j < other.Length;)
        {
            if (read[i] == other[j])
                (common[i], i, j) = (true, i + 1, j + 1);
            else if (length[i + 1, j] >= length[i, j + 1])
                i++;
            else
                j++;
        }
        return common;
    }
}
